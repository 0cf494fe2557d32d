import type { StreamEvent } from '../protocol/events';
import type { Thread, ThreadItem, ThreadMetadata, UserMessageItem } from '../protocol/items';
import { applyUpdate } from '../protocol/apply-update';
import {
  emptyConversation,
  endsUnanswered,
  lastMeaningfulItem,
  type ConversationState,
  type ItemMark,
  type Run,
  type RunKind,
  type Unanswered,
} from './state';

/** Everything that changes a conversation. */
export type Action =
  | { type: 'event'; event: StreamEvent }
  /** A stream is asked for; `pending` is the reader's message, drawn at once. */
  | { type: 'run.started'; kind: RunKind; pending?: UserMessageItem }
  /** The stream is open. A retry removes what followed the message, as the server does. */
  | { type: 'run.opened'; retriedItemId?: string }
  | { type: 'run.closed'; how: 'ended' | 'stopped' | 'cut' }
  /** The server never took the message: its bubble goes, its text is back in the composer. */
  | { type: 'send.undone' }
  | { type: 'thread.loading'; threadId: string }
  | { type: 'thread.loaded'; thread: Thread; items: ThreadItem[] }
  | { type: 'thread.load.failed' }
  | { type: 'reset' }
  | { type: 'unanswered'; unanswered: Unanswered }
  | { type: 'feedback'; itemIds: string[]; kind: 'positive' | 'negative' | null }
  | { type: 'notice.dismissed'; id: number }
  /** A tool of the host was run, or is missing: its call is over. The server does not say so itself. */
  | { type: 'tool.answered'; itemId: string; output: unknown };

/** Pure: the same actions in the same order give the same state. */
export function reduce(state: ConversationState, action: Action): ConversationState {
  switch (action.type) {
    case 'event':
      return reduceEvent(touched(state), action.event);
    case 'run.started':
      return {
        ...state,
        run: startedRun(action.kind, action.pending === undefined),
        unanswered: 'no',
        notices: [],
        ...(action.pending && { items: [...state.items, action.pending], pendingId: action.pending.id }),
      };
    case 'run.opened':
      return {
        ...state,
        run: state.run && { ...state.run, opened: true },
        ...(action.retriedItemId !== undefined && keepUntil(state, action.retriedItemId)),
      };
    case 'run.closed':
      return closeRun(state, action.how);
    case 'send.undone':
      return { ...state, items: state.items.filter(({ id }) => id !== state.pendingId), pendingId: null };
    case 'thread.loading':
      return { ...state, loading: action.threadId };
    case 'thread.loaded':
      return loadThread(state, action.thread, action.items);
    case 'thread.load.failed':
      return { ...state, loading: null };
    case 'reset':
      return emptyConversation;
    case 'unanswered':
      return { ...state, unanswered: action.unanswered };
    case 'feedback': {
      const feedback = { ...state.feedback };
      for (const id of action.itemIds) {
        if (action.kind) feedback[id] = action.kind;
        else delete feedback[id];
      }
      return { ...state, feedback };
    }
    case 'notice.dismissed':
      return { ...state, notices: state.notices.filter(({ id }) => id !== action.id) };
    case 'tool.answered':
      return {
        ...state,
        marks: withMark(state.marks, action.itemId, null),
        items: state.items.map((item) =>
          item.id === action.itemId && item.type === 'client_tool_call'
            ? { ...item, status: 'completed', output: action.output }
            : item,
        ),
      };
  }
}

const startedRun = (kind: RunKind, accepted: boolean): Run => ({
  kind,
  opened: false,
  accepted,
  answered: false,
  allowCancel: true,
  activity: 0,
  beats: 0,
});

const touched = (state: ConversationState): ConversationState =>
  state.run ? { ...state, run: { ...state.run, activity: state.run.activity + 1 } } : state;

const withRun = (state: ConversationState, change: Partial<Run>): ConversationState =>
  state.run ? { ...state, run: { ...state.run, ...change } } : state;

function reduceEvent(state: ConversationState, event: StreamEvent): ConversationState {
  switch (event.type) {
    case 'thread.created':
      return state.thread === null ? { ...state, thread: metadataOf(event.thread) } : state;
    case 'thread.updated':
      return state.thread?.id === event.thread.id ? { ...state, thread: metadataOf(event.thread) } : state;
    case 'thread.item.added':
      // A repeated or late `added` must not undo what a delta or `done` has brought.
      return state.items.some(({ id }) => id === event.item.id) ? state : upsert(state, event.item, 'streaming');
    case 'thread.item.done':
    case 'thread.item.replaced':
      return upsert(state, event.item, null);
    case 'thread.item.updated':
      return updateItem(state, event);
    case 'thread.item.removed':
      return {
        ...state,
        items: state.items.filter(({ id }) => id !== event.item_id),
        removed: new Set(state.removed).add(event.item_id),
      };
    case 'stream_options':
      return withRun(state, { allowCancel: event.stream_options.allow_cancel });
    case 'progress_update':
      return withRun(state, {
        progress: { text: event.text, icon: event.icon },
        beats: (state.run?.beats ?? 0) + 1,
      });
    case 'client_effect':
      return withRun(state, { answered: true });
    case 'error':
      return withRun(state, {
        answered: true,
        failure: {
          code: event.code,
          message: event.message,
          allowRetry: event.allow_retry,
          reason: event.reason,
        },
      });
    case 'notice': {
      const id = (state.notices.at(-1)?.id ?? 0) + 1;
      const notice = { id, level: event.level, message: event.message, title: event.title };
      return withRun({ ...state, notices: [...state.notices, notice] }, { answered: true });
    }
  }
}

/** Adds the item at the end or replaces the one with its id in place; the reader's echo takes the pending one's place. */
function upsert(state: ConversationState, item: ThreadItem, mark: ItemMark | null): ConversationState {
  if (item.type === 'hidden_context_item' || state.removed.has(item.id)) return state;
  const index = state.items.findIndex(({ id }) => id === item.id);
  const marks = withMark(state.marks, item.id, item.type === 'user_message' ? null : mark);
  if (item.type === 'user_message') {
    const echo = state.pendingId !== null && index < 0;
    const place = echo ? state.items.findIndex(({ id }) => id === state.pendingId) : index;
    const next = { ...state, marks, items: place < 0 ? [...state.items, item] : state.items.with(place, item) };
    return withRun(echo ? { ...next, pendingId: null } : next, { accepted: true });
  }
  const items = index < 0 ? [...state.items, item] : state.items.with(index, item);
  // Final as an item, and yet to be run by the host.
  const waits = item.type === 'client_tool_call' && item.status === 'pending';
  return withRun(
    { ...state, marks: waits ? withMark(marks, item.id, 'streaming') : marks, items },
    { accepted: true, answered: true, progress: undefined },
  );
}

function updateItem(
  state: ConversationState,
  { item_id, update }: Extract<StreamEvent, { type: 'thread.item.updated' }>,
): ConversationState {
  const index = state.items.findLastIndex(({ id }) => id === item_id);
  const item = state.items[index];
  if (!item) return state;
  const mark = state.marks[item_id];
  // `done` has the last word on a message; a widget or a workflow may go on changing after it.
  if (item.type === 'assistant_message' && mark !== 'streaming' && mark !== 'settled') return state;
  const settled = update.type === 'assistant_message.content_part.done' ? 'settled' : mark && 'streaming';
  return withRun(
    {
      ...state,
      items: state.items.with(index, applyUpdate(item, update)),
      marks: settled === mark ? state.marks : withMark(state.marks, item_id, settled ?? null),
    },
    { progress: undefined },
  );
}

function withMark(marks: ConversationState['marks'], id: string, mark: ItemMark | null): ConversationState['marks'] {
  if ((marks[id] ?? null) === mark) return marks;
  const { [id]: _previous, ...others } = marks;
  return mark ? { ...others, [id]: mark } : others;
}

function closeRun(state: ConversationState, how: 'ended' | 'stopped' | 'cut'): ConversationState {
  const { run } = state;
  if (!run) return state;
  const refused = run.failure !== undefined && !run.failure.allowRetry;
  const unfinished: ItemMark = how === 'stopped' || refused ? 'stopped' : 'cut-off';
  const marks: Record<string, ItemMark> = {};
  for (const [id, mark] of Object.entries(state.marks)) {
    const type = state.items.find((item) => item.id === id)?.type;
    if (mark === 'cut-off' || mark === 'stopped' || (type === 'client_tool_call' && how === 'ended')) marks[id] = mark;
    else if (type === 'assistant_message' && (mark === 'streaming' || how !== 'ended')) marks[id] = unfinished;
  }
  const silent = run.accepted && run.kind !== 'action' && stopsShort(state, run, how);
  return { ...state, run: null, marks, unanswered: silent ? (how === 'stopped' ? 'stopped' : 'cut-off') : 'no' };
}

/** Whether an answer is missing at the end: nothing came, or only steps on the way to it that were left open or broken off. */
function stopsShort(state: ConversationState, run: Run, how: 'ended' | 'stopped' | 'cut'): boolean {
  if (!run.answered) return endsUnanswered(state);
  const last = lastMeaningfulItem(state.items);
  if (run.failure || !last) return false;
  if (last.type === 'client_tool_call') return how !== 'ended';
  return (last.type === 'workflow' || last.type === 'task') && (how === 'cut' || state.marks[last.id] === 'streaming');
}

function keepUntil(state: ConversationState, itemId: string): Partial<ConversationState> {
  const index = state.items.findIndex(({ id }) => id === itemId);
  if (index < 0) return {};
  const removed = new Set(state.removed);
  for (const { id } of state.items.slice(index + 1)) removed.add(id);
  return { items: state.items.slice(0, index + 1), removed };
}

/** The server's word on the whole thread; what the reader said about its answers stays while it is the same thread. */
function loadThread(state: ConversationState, thread: Thread, items: ThreadItem[]): ConversationState {
  const same = state.thread?.id === thread.id;
  const known = new Map(state.items.map((item) => [item.id, item]));
  return {
    ...emptyConversation,
    thread: metadataOf(thread),
    // An item that did not change keeps its identity, so that it is not drawn again.
    items: items
      .filter(({ type }) => type !== 'hidden_context_item')
      .map((item) => {
        const before = same ? known.get(item.id) : undefined;
        return before && isSame(before, item) ? before : item;
      }),
    feedback: same ? state.feedback : {},
    notices: same ? state.notices : [],
  };
}

/** An item nested too deeply to be written down counts as changed. */
function isSame(a: ThreadItem, b: ThreadItem): boolean {
  try {
    return JSON.stringify(a) === JSON.stringify(b);
  } catch {
    return false;
  }
}

export const metadataOf = ({ items: _items, ...metadata }: Thread): ThreadMetadata => metadata;
