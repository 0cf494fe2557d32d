/** A file as it arrived, whole. */
export interface UploadedFile {
  name: string;
  mimeType: string;
  data: Uint8Array<ArrayBuffer>;
}

/** What an upload is answered with. */
export type UploadAnswer = { status: 200; body: unknown } | { status: 400 | 404; body: unknown };
