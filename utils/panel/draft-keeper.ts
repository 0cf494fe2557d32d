import { AppError } from '../shared/errors';
import { type Draft, draftKey, draftSchema, emptyDraft, openingPrefix } from '../shared/draft';
import { inboxNoteKey, inboxNoteSchema, inboxPrefix } from '../shared/inbox';
import { stagedPassageSchema } from '../passage/schema';
import type { StagedPassage } from '../passage/types';
import type { SessionArea } from '../shared/session-area';
import { passageIds } from './draft-changes';
import type { Opening } from './opening';

export type SessionChanges = Record<string, { newValue?: unknown }>;

export interface DraftKeeperParts {
  session: SessionArea;
  /** Calls back with every change of `storage.session`; returns its undo. */
  onSessionChanged: (listener: (changes: SessionChanges) => void) => () => void;
  windowId: number;
  /** Names this document among the panels of the window. */
  writer: string;
  /** What is noted before it is drawn. */
  opening: Opening;
  /** Sets aside what earlier panels did not get through (`unopened.ts`); called only where one left a note. */
  withoutUnopened: (
    draft: Draft,
    stored: Record<string, unknown>,
    windowId: number,
  ) => Promise<{ draft: Draft; keys: string[] }>;
  /** How a passage enters the draft: the one conversation rule and `passageStaged`. */
  take: (draft: Draft, staged: StagedPassage) => Draft;
  /** Called after presses came in, with the passages that were taken over: for focus and announcements. */
  onTaken?: (staged: StagedPassage[]) => void;
  /** STORAGE, or what the background left a note about. */
  onError: (error: AppError) => void;
  setTimer: (run: () => void, ms: number) => () => void;
}

/** Text is on its way to storage this long after the last key (docs/design.md 6 allows 300 ms). */
export const TEXT_DELAY_MS = 200;

export interface DraftKeeper {
  get(): Draft;
  subscribe(listener: () => void): () => void;
  /** `soon` waits for a pause in typing; everything else is written at once. */
  update(change: (draft: Draft) => Draft, when?: 'now' | 'soon'): void;
  /** Settles when everything decided so far is stored. */
  flush(): Promise<void>;
  stop(): void;
}

/**
 * Holds the draft of one window, writes it to `storage.session` and takes over what the background put into the
 * window's inbox: an inbox entry is deleted only after the draft that holds it is written (promise 5).
 */
export async function openDraftKeeper(parts: DraftKeeperParts): Promise<DraftKeeper> {
  const { session, windowId, writer } = parts;
  const key = draftKey(windowId);
  const listeners = new Set<() => void>();
  // Listening comes before reading: what is staged between the two would be told to nobody, and wait for ever.
  let isRead = false;
  const early: Record<string, unknown> = {};
  const stopListening = parts.onSessionChanged((changes) => {
    if (isRead) follow(changes);
    else for (const [name, { newValue }] of Object.entries(changes)) early[name] = newValue;
  });
  const stored = { ...(await session.get(null).catch((): Record<string, unknown> => ({}))), ...early };
  isRead = true;
  let draft = draftSchema.safeParse(stored[key]).data ?? emptyDraft;
  let writing = Promise.resolve();
  let cancelTimer: (() => void) | undefined;

  const notify = () => listeners.forEach((listener) => listener());
  const write = () => {
    cancelTimer?.();
    cancelTimer = undefined;
    writing = writing
      .then(() => session.set({ [key]: { ...draft, writer } }))
      .catch((cause: unknown) => parts.onError(new AppError('STORAGE', {}, { cause })));
    return writing;
  };

  const takeInbox = async (entries: Record<string, unknown>) => {
    const keys = Object.keys(entries).filter((name) => name.startsWith(inboxPrefix(windowId)));
    const staged = keys
      .filter((name) => name !== inboxNoteKey(windowId))
      .flatMap((name) => stagedPassageSchema.safeParse(entries[name]).data ?? [])
      .sort((a, b) => a.passage.capturedAt - b.passage.capturedAt);
    if (keys.length === 0) return;
    const note = inboxNoteSchema.safeParse(entries[inboxNoteKey(windowId)]).data;
    if (note?.code === 'PAGE_CLOSED') parts.onError(new AppError(note.code, { reason: 'useMenu' }));
    await parts.opening.begin(staged.map(({ passage }) => passage.id));
    const before = draft;
    for (const passage of staged) draft = parts.take(draft, passage);
    if (draft !== before) notify();
    const among = (ids: string[], { passage }: StagedPassage) => ids.includes(passage.id);
    // A page that stands back is never drawn.
    parts.opening.end(staged.filter((one) => !among(passageIds(draft), one)).map(({ passage }) => passage.id));
    const fresh = staged.filter((one) => !among(passageIds(before), one));
    // A page that stood back is no arrival, but the reader pressed to write here all the same.
    if (fresh.length > 0) parts.onTaken?.(fresh.filter((one) => among(passageIds(draft), one)));
    let failed = false;
    writing = writing
      .then(() => session.set({ [key]: { ...draft, writer } }))
      .catch((cause: unknown) => {
        failed = true;
        parts.onError(new AppError('STORAGE', {}, { cause }));
      });
    await writing;
    if (!failed) await session.remove(keys).catch(() => undefined);
  };

  const follow = (changes: SessionChanges) => {
    const added = Object.entries(changes).flatMap(([name, { newValue }]) =>
      newValue === undefined ? [] : [[name, newValue] as const],
    );
    void takeInbox(Object.fromEntries(added));
    if (!(key in changes)) return;
    const { newValue } = changes[key] ?? {};
    // Removed: signed out, withdrawn or deleted elsewhere. Written by another panel of this window: follow it.
    const next = newValue === undefined ? emptyDraft : draftSchema.safeParse(newValue).data;
    if (next === undefined || next.writer === writer) return;
    cancelTimer?.();
    draft = next;
    notify();
  };
  await takeInbox(stored);
  // Before anything is drawn: what broke an earlier panel would break this one.
  if (Object.keys(stored).some((name) => name.startsWith(openingPrefix(windowId)))) {
    const opened = await parts.withoutUnopened(draft, stored, windowId);
    draft = opened.draft;
    await write();
    await session.remove(opened.keys).catch(() => undefined);
  }
  await parts.opening.begin(passageIds(draft));

  return {
    get: () => draft,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    update(change, when = 'now') {
      const next = change(draft);
      if (next === draft) return;
      draft = next;
      notify();
      if (when === 'now') void write();
      else {
        cancelTimer?.();
        cancelTimer = parts.setTimer(() => void write(), TEXT_DELAY_MS);
      }
    },
    flush: () => (cancelTimer === undefined ? writing : write()),
    stop() {
      stopListening();
      listeners.clear();
      if (cancelTimer !== undefined) void write();
    },
  };
}
