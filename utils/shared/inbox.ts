import * as z from 'zod';
import { draftKey, draftSchema, openingPrefix } from './draft';
import { stagedPassageSchema } from '../passage/schema';
import type { StagedPassage } from '../passage/types';
import type { SessionArea } from './session-area';

/** The background appends under this prefix; the window's panel takes and deletes (docs/design.md 6). */
export const inboxPrefix = (windowId: number) => `inbox:${windowId}:`;
export const inboxKey = (windowId: number, passageId: string) => `${inboxPrefix(windowId)}${passageId}`;
/** Shorter than a passage id can be, so that the two never meet. */
export const inboxNoteKey = (windowId: number) => `${inboxPrefix(windowId)}note`;

/** Left for the panel after a press that brought nothing: the page cannot be read (F46). */
export const inboxNoteSchema = z.object({ code: z.literal('PAGE_CLOSED'), at: z.number() });
export type InboxNote = z.infer<typeof inboxNoteSchema>;

/** Passages that wait in one window. More of them were never looked at. */
const MAX_WAITING = 10;
/** UTF-16 units all inboxes may hold: `storage.session` has 10 MB for everything (docs/platform.md 1.4, F59). */
const MAX_UNITS = 4_000_000;

/**
 * Appends a passage and drops the oldest ones beyond the limits, of every window. The same text from the same document
 * is kept once (F77). False when the browser has no room even then: nothing was staged.
 */
export async function appendToInbox(session: SessionArea, windowId: number, staged: StagedPassage): Promise<boolean> {
  const waiting = await readInboxes(session);
  const here = waiting.filter(({ key }) => key.startsWith(inboxPrefix(windowId)));
  if (here.some((entry) => isSame(entry.staged, staged))) return true;

  const sizeOf = (value: StagedPassage) => JSON.stringify(value).length;
  const oldestFirst = waiting.toSorted((a, b) => a.staged.passage.capturedAt - b.staged.passage.capturedAt);
  let surplus = here.length + 1 - MAX_WAITING;
  let units = sizeOf(staged) + waiting.reduce((sum, entry) => sum + sizeOf(entry.staged), 0);
  const dropped: string[] = [];
  for (const { key, staged: old } of oldestFirst) {
    const isHere = key.startsWith(inboxPrefix(windowId));
    if (units <= MAX_UNITS && !(surplus > 0 && isHere)) continue;
    dropped.push(key);
    units -= sizeOf(old);
    if (isHere) surplus -= 1;
  }
  if (dropped.length > 0) await session.remove(dropped);

  const entry = { [inboxKey(windowId, staged.passage.id)]: staged };
  try {
    await session.set(entry);
    return true;
  } catch {
    return retryWithoutOthers(session, windowId, waiting, entry);
  }
}

/** The area is full of something else too: every other waiting passage goes before this one is given up. */
async function retryWithoutOthers(
  session: SessionArea,
  windowId: number,
  waiting: { key: string }[],
  entry: Record<string, StagedPassage>,
): Promise<boolean> {
  try {
    await session.remove(waiting.map(({ key }) => key));
    await session.set(entry);
    return true;
  } catch {
    return false;
  }
}

export async function leaveNote(session: SessionArea, windowId: number, note: InboxNote): Promise<void> {
  await session.set({ [inboxNoteKey(windowId)]: note });
}

/** Passages waiting for the panel of one window, oldest first. */
export async function readInbox(session: Pick<SessionArea, 'get'>, windowId: number): Promise<StagedPassage[]> {
  return (await readInboxes(session))
    .filter(({ key }) => key.startsWith(inboxPrefix(windowId)))
    .map(({ staged }) => staged)
    .toSorted((a, b) => a.passage.capturedAt - b.passage.capturedAt);
}

async function readInboxes(session: Pick<SessionArea, 'get'>): Promise<{ key: string; staged: StagedPassage }[]> {
  return Object.entries(await session.get(null)).flatMap(([key, value]) => {
    if (!key.startsWith('inbox:')) return [];
    const { data } = stagedPassageSchema.safeParse(value);
    return data ? [{ key, staged: data }] : [];
  });
}

function isSame(a: StagedPassage, b: StagedPassage): boolean {
  const sameDocument = a.origin.documentId
    ? a.origin.documentId === b.origin.documentId
    : a.origin.tabId === b.origin.tabId && a.passage.page.url === b.passage.page.url;
  const { text, quote } = a.passage;
  const sameText = text === b.passage.text && quote.prefix === b.passage.quote.prefix;
  return sameDocument && sameText && a.intent === b.intent && a.whole === b.whole;
}

/** Whether an unsent passage waits in this window: in its inbox, or taken over by its panel. */
export async function hasWaitingPassage(session: Pick<SessionArea, 'get'>, windowId: number): Promise<boolean> {
  if ((await readInbox(session, windowId)).length > 0) return true;
  const key = draftKey(windowId);
  const draft = draftSchema.safeParse((await session.get(key))[key]).data;
  return draft !== undefined && draft.passages.length > 0;
}

/** The window is gone, and its draft with it (docs/design.md 6). */
export async function forgetWindow(session: SessionArea, windowId: number): Promise<void> {
  const gone = Object.keys(await session.get(null)).filter(
    (key) =>
      [inboxPrefix, openingPrefix].some((prefix) => key.startsWith(prefix(windowId))) || key === draftKey(windowId),
  );
  if (gone.length > 0) await session.remove(gone);
}
