import type { ChatKitRequest } from '../protocol/requests';
import type { StreamingType } from '../protocol/streaming-types';
import type { JsonContext } from './json-context';
import { syncAction } from './sync-action';
import { withTitle } from './title';
import { transcribe } from './transcribe';
import type { Paging } from './types';
import { announce } from './uploads';
import { visibleItems, wireThread } from './wire';

export const DEFAULT_PAGE = 20;
/** Clients ask for 9 999 records at once; more than this is not answered in one page. */
const MAX_PAGE = 10_000;

export type JsonRequest = Exclude<ChatKitRequest, { type: StreamingType }>;

/** The body of the answer to a request that is not a stream. */
export async function answerJson(request: JsonRequest, context: JsonContext): Promise<unknown> {
  const { store, subject, clearThread } = context;
  switch (request.type) {
    case 'threads.get_by_id': {
      const { thread_id } = request.params;
      const thread = await store.loadThread(subject, thread_id);
      return wireThread(thread, await store.listItems(subject, thread_id, { limit: DEFAULT_PAGE, order: 'asc' }));
    }
    case 'threads.list': {
      const page = await store.listThreads(subject, pagingOf(request.params));
      return { ...page, data: page.data.map((thread) => wireThread(thread)) };
    }
    case 'items.list':
      return visibleItems(await store.listItems(subject, request.params.thread_id, pagingOf(request.params)));
    case 'items.feedback': {
      const { thread_id, item_ids, kind } = request.params;
      await store.saveFeedback(subject, thread_id, item_ids, kind);
      return {};
    }
    case 'threads.update': {
      const { thread_id, title } = request.params;
      const thread = withTitle(await store.loadThread(subject, thread_id), title);
      await store.saveThread(subject, thread);
      return wireThread(thread);
    }
    case 'threads.delete': {
      const { thread_id } = request.params;
      await store.loadThread(subject, thread_id);
      await clearThread(thread_id);
      await store.deleteThread(subject, thread_id);
      return {};
    }
    case 'attachments.create':
      return announce(request.params, {
        rules: context.attachments,
        store,
        subject,
        base: context.base,
        newId: () => context.newId('atc'),
      });
    case 'attachments.delete':
      await store.deleteAttachment(subject, request.params.attachment_id);
      return {};
    case 'input.transcribe':
      return { text: await transcribe(request.params, context) };
    case 'threads.sync_custom_action':
      return { updated_item: await syncAction(request, context) };
  }
}

const pagingOf = (params: { limit?: number | null; order?: 'asc' | 'desc' | null; after?: string | null }): Paging => ({
  limit: Math.min(params.limit ?? DEFAULT_PAGE, MAX_PAGE),
  order: params.order ?? 'desc',
  after: params.after ?? undefined,
});
