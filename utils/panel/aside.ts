import * as z from 'zod';
import { type CardPassage, type Draft, MAX_PASSAGES, openingPrefix } from '../shared/draft';
import { passageIds, withoutPage } from './draft-changes';
import type { PanelEnd } from './living-panels';

/*
 * What a panel failed to draw, and where it goes. Loaded only when that happened.
 */

const noteSchema = z.array(z.string());

/** What earlier panels of a window did not get through, by its ids, and the keys of the notes that are read by that. */
export function readUnopened(
  stored: Record<string, unknown>,
  windowId: number,
  endOf: (writer: string) => PanelEnd,
): { ids: string[]; keys: string[] } {
  const prefix = openingPrefix(windowId);
  const end = (key: string) => endOf(key.slice(prefix.length));
  // A panel that is still alive is drawing.
  const keys = Object.keys(stored).filter((key) => key.startsWith(prefix) && end(key) !== 'living');
  const broken = keys.filter((key) => end(key) === undefined);
  return { ids: broken.flatMap((key) => noteSchema.safeParse(stored[key]).data ?? []), keys };
}

/** What an earlier panel did not get through (`opening.ts`) is set aside: the panel opens without it, the words stay. */
export function setAside(draft: Draft, unopened: readonly string[]): Draft {
  const isBroken = ({ staged }: CardPassage) => unopened.includes(staged.passage.id);
  const whole = (list: CardPassage[]) => list.filter((item) => !isBroken(item));
  const broken = (...lists: CardPassage[][]) => lists.flat().filter(isBroken);
  const { passages, replaced, pinned, sending, threadId, connectionId, aside } = draft;
  const hasThread = threadId !== null && unopened.includes(threadId);
  const apart = broken(replaced, passages, sending?.passages ?? []);
  const apartPinned = hasThread ? pinned : broken(pinned);
  if (!hasThread && apart.length + apartPinned.length === 0) return draft;
  const isPageApart = apart.some(({ staged }) => staged.passage.id === draft.page?.passageId);
  return {
    ...(isPageApart ? withoutPage(draft) : draft),
    passages: whole(passages),
    replaced: whole(replaced),
    pinned: hasThread ? [] : whole(pinned),
    sending: sending && { ...sending, passages: whole(sending.passages), pinned: whole(sending.pinned) },
    threadId: hasThread ? null : threadId,
    aside: {
      passages: [...(aside?.passages ?? []), ...apart].slice(-MAX_PASSAGES),
      pinned: [...(aside?.pinned ?? []), ...apartPinned].slice(-MAX_PASSAGES),
      thread: hasThread ? { id: threadId, connectionId } : (aside?.thread ?? null),
    },
  };
}

/** Ids of all that is open: passages and conversation. */
export function openIds(draft: Draft): string[] {
  return [...passageIds(draft), draft.threadId ?? []].flat();
}

/** Nothing could be drawn: everything open is set aside. */
export function allSetAside(draft: Draft): Draft {
  return setAside(draft, openIds(draft));
}

/** *Remove it*. */
export function asideRemoved(draft: Draft): Draft {
  return draft.aside === null ? draft : { ...draft, aside: null };
}

/** *Open it anyway*. What the reader has opened since stays, and a conversation comes back only where none is open. */
export function asideOpened(draft: Draft): Draft {
  const { aside } = draft;
  if (aside === null) return draft;
  const passages = [...draft.passages, ...aside.passages].slice(-MAX_PASSAGES);
  const opened = { ...draft, passages, aside: null };
  const { thread } = aside;
  const isHere = thread === null || (draft.threadId === null && thread.connectionId === draft.connectionId);
  if (!isHere) return opened;
  const pinned = [...draft.pinned, ...aside.pinned].slice(-MAX_PASSAGES);
  return { ...opened, pinned, ...(thread && { threadId: thread.id }) };
}
