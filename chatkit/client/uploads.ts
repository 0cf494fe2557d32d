import type * as z from 'zod';
import { attachmentSchema, type Attachment } from '../protocol/items';
import type { ChatKitApi } from './api';
import { ChatKitHttpError, ChatKitResponseError, ChatKitTooLongError, ChatKitUsageError } from './errors';
import { MAX_JSON_BYTES } from './limits';
import { readText } from './read-text';

/** How the bytes of a file get to the server (`api.uploadStrategy` of the public interface). */
export type UploadStrategy = { type: 'two_phase' } | { type: 'direct'; uploadUrl: string };

export interface UploadRequest {
  url: string;
  method: 'POST' | 'PUT';
  headers: Readonly<Record<string, string>>;
  body: Blob | FormData;
}

/**
 * Sends the bytes. Tells how far they are, from 0 to 1, where the way of sending knows it.
 * @throws what the network threw, or the abort
 */
export type SendUpload = (
  request: UploadRequest,
  signal: AbortSignal,
  onProgress: (share: number) => void,
) => Promise<Response>;

export interface Uploader {
  /** Uploads one file. Rejects when the server or the network refused; nothing is then left on the server. */
  upload(file: File, signal: AbortSignal, onProgress: (share: number) => void): Promise<Attachment>;
  /** Takes an uploaded file back (`attachments.delete`). Never rejects: the reader has removed it either way. */
  remove(attachmentId: string): Promise<void>;
}

/** What the server answers to a direct upload is an attachment; the descriptor is of no more use after either way. */
const uploaded = (attachment: Attachment): Attachment => ({ ...attachment, upload_descriptor: undefined });

/**
 * @param strategy read for every file; undefined where the host has not said how
 * @param send read for every file: the host's `api.fetch`, or a way that knows how far it is
 */
export function createUploader(
  api: Pick<ChatKitApi, 'createAttachment' | 'deleteAttachment'>,
  strategy: () => UploadStrategy | undefined,
  send: () => SendUpload,
): Uploader {
  const remove = (attachmentId: string) =>
    api.deleteAttachment(attachmentId, new AbortController().signal).catch(() => undefined);

  const direct = async (url: string, file: File, signal: AbortSignal, onProgress: (share: number) => void) => {
    const body = new FormData();
    body.append('file', file, file.name);
    const response = await send()({ url, method: 'POST', headers: {}, body }, signal, onProgress);
    if (!response.ok) throw new ChatKitHttpError(response.status);
    const parsed = attachmentSchema.safeParse(await readAttachment(response));
    if (!parsed.success) throw badAttachment(response.headers.get('content-type') ?? '', parsed.error);
    return uploaded(parsed.data);
  };

  const twoPhase = async (file: File, signal: AbortSignal, onProgress: (share: number) => void) => {
    const facts = { name: file.name, size: file.size, mime_type: file.type || 'application/octet-stream' };
    const attachment = await api.createAttachment(facts, signal);
    const { upload_descriptor: to } = attachment;
    if (!to) throw badAttachment('application/json');
    try {
      const request = { url: to.url, method: to.method, headers: to.headers, body: file };
      const response = await send()(request, signal, onProgress);
      if (!response.ok) throw new ChatKitHttpError(response.status);
    } catch (error) {
      void remove(attachment.id);
      throw error;
    }
    return uploaded(attachment);
  };

  return {
    remove,
    async upload(file, signal, onProgress) {
      const how = strategy();
      if (!how) throw new ChatKitUsageError('Attachments need api.uploadStrategy.');
      const attachment = await (how.type === 'direct'
        ? direct(how.uploadUrl, file, signal, onProgress)
        : twoPhase(file, signal, onProgress));
      if (!signal.aborted) return attachment;
      // Removed by the reader just as the upload finished.
      void remove(attachment.id);
      throw signal.reason;
    },
  };
}

/** What a direct upload answered; undefined for what is no JSON, or far too long for a file's description. */
async function readAttachment({ body }: Response): Promise<unknown> {
  try {
    return JSON.parse(await readText(body, MAX_JSON_BYTES));
  } catch {
    return undefined;
  }
}

const badAttachment = (contentType: string, cause?: z.core.$ZodError) =>
  new ChatKitResponseError('protocol', contentType, { cause });

/** Through a `fetch`, which does not tell how far the bytes are. */
export const sendByFetch =
  (fetch: typeof globalThis.fetch): SendUpload =>
  ({ url, method, headers, body }, signal) =>
    fetch(url, { method, headers, body, signal });

/** Through XMLHttpRequest, the one way of the web that tells how far an upload is. */
export const sendByXhr =
  (Xhr: typeof XMLHttpRequest): SendUpload =>
  ({ url, method, headers, body }, signal, onProgress) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const request = new Xhr();
      request.open(method, url);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
        if (lengthComputable && total > 0) onProgress(loaded / total);
      });
      request.addEventListener('progress', ({ loaded }) => {
        if (loaded > MAX_JSON_BYTES) request.abort();
      });
      request.addEventListener('load', () => {
        const empty = [204, 205, 304].includes(request.status);
        const type = request.getResponseHeader('content-type');
        resolve(
          new Response(empty ? null : request.responseText, {
            status: request.status,
            headers: type === null ? {} : { 'content-type': type },
          }),
        );
      });
      // As fetch reports every failure of the network.
      request.addEventListener('error', () => reject(new TypeError('The upload failed.')));
      request.addEventListener('abort', () => reject(signal.aborted ? signal.reason : new ChatKitTooLongError('json')));
      signal.addEventListener('abort', () => request.abort(), { once: true });
      request.send(body);
    });
