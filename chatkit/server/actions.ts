import { allItems } from './all-items';
import { type ActionContext, type TurnContext } from './answerer';
import type { Prepared, PrepareContext, StreamingRequest } from './prepared';
import { type Store } from './types';

type ActionParams = Extract<StreamingRequest, { type: 'threads.custom_action' }>['params'];

/** As chatkit-python: an item that is no widget, or an action nobody handles, is one error that no retry mends. */
const REFUSED: Prepared = {
  opening: [{ type: 'error', code: 'stream.error', message: undefined, allow_retry: false }],
  following: [],
};

/** Lets the answerer handle an action of a widget or of the host. @throws NotFoundError */
export async function prepareAction(
  params: ActionParams,
  { store, subject, answerer }: PrepareContext,
): Promise<Prepared> {
  const asked = await readAction(params, store, subject);
  const handle = answerer.action?.bind(answerer);
  if (!handle || asked === undefined) return REFUSED;
  return { opening: [], following: [], answer: (context) => handle({ ...context, ...asked }) };
}

/**
 * What an action is about; undefined when the item it names is no widget.
 * @throws NotFoundError
 */
export async function readAction(
  { thread_id, item_id, action: { type, payload } }: ActionParams,
  store: Store,
  subject: string,
): Promise<Omit<ActionContext, Exclude<keyof TurnContext, 'items'>> | undefined> {
  await store.loadThread(subject, thread_id);
  const item = item_id ? await store.loadItem(subject, thread_id, item_id) : undefined;
  if (item && item.type !== 'widget') return undefined;
  const items = await allItems(store, subject, thread_id);
  const message = items.findLast((one) => one.type === 'user_message');
  return { cause: 'action', action: { type, payload }, item, items, message };
}
