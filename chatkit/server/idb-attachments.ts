import { attachmentSchema } from '../protocol/items';
import { below, found, type Transaction } from './idb-transaction';
import { type Store } from './types';

type AttachmentCalls = Pick<
  Store,
  | 'saveAttachment'
  | 'loadAttachment'
  | 'deleteAttachment'
  | 'saveAttachmentData'
  | 'loadAttachmentData'
  | 'attachmentUsage'
>;

/** The calls of the store that are about attachments, each in a transaction of its own. */
export function attachmentsIn(
  reading: () => Promise<Transaction<'readonly'>>,
  write: (work: (tx: Transaction<'readwrite'>) => Promise<void>) => Promise<void>,
): AttachmentCalls {
  return {
    async saveAttachment(subject, attachment) {
      await write(async (tx) => {
        await tx.objectStore('attachments').put(attachment, [subject, attachment.id]);
      });
    },
    async loadAttachment(subject, attachmentId) {
      const value = await (await reading()).objectStore('attachments').get([subject, attachmentId]);
      return found(attachmentSchema.safeParse(value).data);
    },
    async deleteAttachment(subject, attachmentId) {
      await write(async (tx) => {
        found(await tx.objectStore('attachments').getKey([subject, attachmentId]));
        await deleteAttachment(tx, [subject, attachmentId]);
      });
    },
    async saveAttachmentData(subject, attachmentId, data) {
      await write(async (tx) => {
        found(await tx.objectStore('attachments').getKey([subject, attachmentId]));
        const value = { subject, size: data.byteLength, data };
        await tx.objectStore('attachmentData').put(value, [subject, attachmentId]);
      });
    },
    async loadAttachmentData(subject, attachmentId) {
      return found(await (await reading()).objectStore('attachmentData').get([subject, attachmentId])).data;
    },
    async attachmentUsage(subject) {
      const tx = await reading();
      const count = await tx.objectStore('attachments').count(below([subject]));
      let bytes = 0;
      const sizes = tx.objectStore('attachmentData').index('size');
      for (let at = await sizes.openKeyCursor(below([subject])); at; at = await at.continue()) bytes += at.key[1];
      return { count, bytes };
    },
  };
}

/** Deletes what was sent in a thread. */
export async function deleteAttachmentsOf(
  tx: Transaction<'readwrite'>,
  subject: string,
  threadId: string,
): Promise<void> {
  const attachments = tx.objectStore('attachments');
  for (let at = await attachments.openCursor(below([subject])); at; at = await at.continue()) {
    if (at.value.thread_id === threadId) await deleteAttachment(tx, at.primaryKey);
  }
}

async function deleteAttachment(tx: Transaction<'readwrite'>, key: [string, string]): Promise<void> {
  await tx.objectStore('attachments').delete(key);
  await tx.objectStore('attachmentData').delete(key);
}
