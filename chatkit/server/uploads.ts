import { type Attachment } from '../protocol/items';
import { BadRequestError } from './bad-request';
import { type Store } from './types';

/** What the server takes as attachments, and where their bytes go. */
export interface AttachmentRules {
  /** Of one file. */
  maxBytes: number;
  /** Of one subject, all files together. */
  maxBytesPerSubject: number;
  /** @param mimeType lower case, without parameters */
  accepts(mimeType: string): boolean;
  /** Where the client sends the bytes of an announced attachment. `base` as `handle` was given it. */
  uploadTo(
    attachmentId: string,
    context: { subject: string; base: string },
  ): NonNullable<Attachment['upload_descriptor']> | Promise<NonNullable<Attachment['upload_descriptor']>>;
}

/** However small they are: a list of more is not one that anybody reads. */
const MAX_PER_SUBJECT = 1_000;
const MAX_NAME = 255;
/** An image up to this size is its own preview; a larger one is shown by its name. */
const MAX_PREVIEW_BYTES = 65_536;
const PREVIEWED = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/**
 * Announces an attachment.
 * @throws BadRequestError when it is not what the rules take
 */
export async function announce(
  file: { name: string; size: number; mime_type: string },
  {
    rules,
    store,
    subject,
    base = '',
    newId,
  }: { rules: AttachmentRules | undefined; store: Store; subject: string; base?: string; newId(): string },
): Promise<Attachment> {
  if (!rules) throw new BadRequestError('attachments_unsupported', 'This server takes no attachments.');
  const mimeType = withoutParameters(file.mime_type);
  if (!rules.accepts(mimeType)) throw new BadRequestError('attachment_type', 'Files of this type are not taken.');
  assertSize(file.size, rules);
  const { count, bytes } = await store.attachmentUsage(subject);
  if (count >= MAX_PER_SUBJECT || bytes + file.size > rules.maxBytesPerSubject) {
    throw new BadRequestError('attachments_full', 'There is no room for more files. Delete conversations with files.');
  }
  const id = newId();
  const attachment: Attachment = {
    id,
    name: file.name.slice(0, MAX_NAME),
    mime_type: mimeType,
    type: mimeType.startsWith('image/') ? 'image' : 'file',
    preview_url: undefined,
    // Kept with it until the bytes have come: an attachment that still has one cannot be sent.
    upload_descriptor: await rules.uploadTo(id, { subject, base }),
    thread_id: undefined,
  };
  await store.saveAttachment(subject, attachment);
  return attachment;
}

/**
 * Stores the bytes of an announced attachment.
 * @throws NotFoundError, BadRequestError; the attachment then still waits for its bytes
 */
export async function receive(
  attachmentId: string,
  data: Uint8Array<ArrayBuffer>,
  { rules, store, subject }: { rules: AttachmentRules | undefined; store: Store; subject: string },
): Promise<Attachment> {
  if (!rules) throw new BadRequestError('attachments_unsupported', 'This server takes no attachments.');
  const announced = await store.loadAttachment(subject, attachmentId);
  // Once sent it is part of a message, and stays what was sent.
  if (announced.thread_id !== undefined) throw new BadRequestError('invalid_request', 'The file was already sent.');
  assertSize(data.byteLength, rules);
  const { bytes } = await store.attachmentUsage(subject);
  if (bytes + data.byteLength > rules.maxBytesPerSubject) {
    throw new BadRequestError('attachments_full', 'There is no room for more files. Delete conversations with files.');
  }
  await store.saveAttachmentData(subject, attachmentId, data);
  const attachment = { ...announced, upload_descriptor: undefined, preview_url: previewOf(announced.mime_type, data) };
  await store.saveAttachment(subject, attachment);
  return attachment;
}

function assertSize(bytes: number, { maxBytes }: AttachmentRules): void {
  if (bytes > maxBytes) throw new BadRequestError('attachment_too_large', `A file may have ${maxBytes} bytes at most.`);
}

const withoutParameters = (mimeType: string) => (mimeType.split(';')[0] ?? '').trim().toLowerCase();

function previewOf(mimeType: string, data: Uint8Array): string | undefined {
  if (!PREVIEWED.includes(mimeType) || data.byteLength > MAX_PREVIEW_BYTES) return undefined;
  return `data:${mimeType};base64,${toBase64(data)}`;
}

/** In steps: a call takes only so many arguments. */
export function toBase64(data: Uint8Array): string {
  let text = '';
  for (let start = 0; start < data.length; start += 8_192) {
    text += String.fromCharCode(...data.subarray(start, start + 8_192));
  }
  return btoa(text);
}
