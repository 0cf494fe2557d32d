import { AppError } from '../errors';
import { type Draft, draftKey, draftSchema, emptyDraft } from '../draft';
import { inboxNoteKey, inboxNoteSchema, inboxPrefix } from '../inbox';
import { stagedPassageSchema } from '../passage/schema';
import type { StagedPassage } from '../passage/types';

/** The part of `storage.session` the keeper needs. */
export interface SessionArea {
  get(keys: string | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
}
export type SessionChanges = Record<string, { newValue?: unknown }>;

export interface DraftKeeperParts {
  session: SessionArea;
  /** Calls back with every change of `storage.session`; returns its undo. */
  onSessionChanged: (listener: (changes: SessionChanges) => void) => () => void;
  windowId: number;
  /** Names this document among the panels of the window. */
  writer: string;
  /** How a passage enters the draft: the one conversation rule and `passageStaged`. */
  take: (draft: Draft, staged: StagedPassage) => Draft;
  /** Called after passages were taken over, for focus and announcements. */
  onTaken?: (staged: StagedPassage[]) => void;
  /** STORAGE, or what the background left a note about. */
  onError: (error: AppError) => void;
  setTimer: (run: () => void, ms: number) => () => void;
}

/** Text is on its way to storage this long after the last key (DESIGN.md 6 allows 300 ms). */
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
  const stored = await session.get(null).catch((): Record<string, unknown> => ({}));
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
    if (note !== undefined) parts.onError(new AppError(note.code, { reason: 'useMenu' }));
    const before = draft;
    for (const passage of staged) draft = parts.take(draft, passage);
    if (draft !== before) {
      notify();
      parts.onTaken?.(staged);
    }
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

  const stopListening = parts.onSessionChanged((changes) => {
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
  });
  await takeInbox(stored);

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
