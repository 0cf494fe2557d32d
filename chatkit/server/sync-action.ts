import { docentMetadataSchema, type ChatKitRequest } from '../protocol/requests';
import { threadItemSchema, type ThreadItem } from '../protocol/items';
import { BadRequestError } from './bad-request';
import type { JsonContext } from './json-context';
import { readAction } from './actions';
import { readAttachment } from './read-attachment';

/**
 * An action that is answered by one item, or by none. With an item id the answer takes that widget's place.
 * @throws NotFoundError, BadRequestError
 */
export async function syncAction(
  { params, metadata }: Extract<ChatKitRequest, { type: 'threads.sync_custom_action' }>,
  { store, subject, answerer, newId, timestamp, signal }: JsonContext,
): Promise<ThreadItem | undefined> {
  const asked = await readAction(params, store, subject);
  if (asked === undefined) throw new BadRequestError('invalid_request', 'Only a widget has actions.');
  if (!answerer.syncAction) throw new BadRequestError('action_unsupported', 'This server does not take this action.');
  const docent = docentMetadataSchema.safeParse(metadata['docent']);
  const written = await answerer.syncAction({
    ...asked,
    thread: await store.loadThread(subject, params.thread_id),
    docent: docent.success ? docent.data : undefined,
    signal,
    readAttachment: (id) => readAttachment(store, subject, id),
  });
  if (written === undefined) return undefined;
  const { id, created_at } = asked.item ?? { id: newId('msg'), created_at: timestamp() };
  const item = threadItemSchema.parse({ ...written, id, thread_id: params.thread_id, created_at });
  await store.saveItem(subject, params.thread_id, item);
  return item;
}
