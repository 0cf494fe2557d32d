import { type Attachment } from '../protocol/items';
import { BadRequestError } from './bad-request';
import { type Store } from './types';

/** An attachment with its bytes. @throws NotFoundError when there is none, or its bytes never came. */
export async function readAttachment(store: Store, subject: string, attachmentId: string) {
  const attachment = await store.loadAttachment(subject, attachmentId);
  return { attachment, data: await store.loadAttachmentData(subject, attachmentId) };
}

/**
 * Takes an attachment into a message of the thread, and with it into the thread's life: it is deleted with it.
 * @throws NotFoundError; BadRequestError when its bytes never came or it belongs to another thread
 */
export async function attachTo(
  store: Store,
  subject: string,
  attachmentId: string,
  threadId: string,
): Promise<Attachment> {
  const attachment = await store.loadAttachment(subject, attachmentId);
  if (attachment.upload_descriptor) throw new BadRequestError('attachment_missing', 'A file was not uploaded.');
  if (attachment.thread_id !== undefined && attachment.thread_id !== threadId) {
    throw new BadRequestError('invalid_request', 'A file belongs to another conversation.');
  }
  const used = { ...attachment, thread_id: threadId };
  await store.saveAttachment(subject, used);
  return used;
}
