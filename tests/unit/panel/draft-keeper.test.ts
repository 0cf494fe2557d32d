import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { draftSchema } from '../../../utils/shared/draft';
import { passageStaged, textChanged } from '../../../utils/panel/draft-changes';
import {
  type DraftKeeperParts,
  openDraftKeeper,
  type SessionChanges,
  TEXT_DELAY_MS,
} from '../../../utils/panel/draft-keeper';
import { createOpening } from '../../../utils/panel/opening';
import { staged } from './passages';

/** `storage.session` with its change events, and with a log of what happened in which order. */
function createSession(initial: Record<string, unknown> = {}) {
  const values = structuredClone(initial);
  const listeners = new Set<(changes: SessionChanges) => void>();
  const log: string[] = [];
  const tell = (changes: SessionChanges) => listeners.forEach((listener) => listener(changes));
  return {
    values,
    log,
    full: false,
    onSessionChanged: (listener: (changes: SessionChanges) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async get() {
      return structuredClone(values);
    },
    async set(items: Record<string, unknown>) {
      if (this.full) throw new Error('QUOTA_BYTES');
      Object.assign(values, structuredClone(items));
      log.push(...Object.keys(items).map((key) => `set ${key}`));
      tell(Object.fromEntries(Object.entries(items).map(([key, newValue]) => [key, { newValue }])));
    },
    async remove(keys: string | string[]) {
      for (const key of [keys].flat()) {
        delete values[key];
        log.push(`remove ${key}`);
        tell({ [key]: {} });
      }
    },
  };
}

const open = (session: ReturnType<typeof createSession>, over: Partial<DraftKeeperParts> = {}) =>
  openDraftKeeper({
    session,
    onSessionChanged: session.onSessionChanged,
    windowId: 1,
    writer: 'this panel',
    // What it notes has tests of its own (`opening.test.ts`).
    opening: createOpening({ session: createSession(), windowId: 1, writer: 'this panel', onLeave: () => undefined }),
    withoutUnopened: async (draft) => ({ draft, keys: [] }),
    take: passageStaged,
    onError: ({ code, details }) => session.log.push([code, details.reason].filter(Boolean).join(' ')),
    setTimer(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    ...over,
  });
const entry = (id: string, window = 1) => ({
  [`inbox:${window}:${id}`]: staged({ id, capturedAt: Number(id.at(-1)) }),
});
const stored = (session: ReturnType<typeof createSession>) => draftSchema.parse(session.values['draft:1']);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the inbox', () => {
  test('is taken over when the panel opens, oldest first, and deleted only after the draft is stored', async () => {
    const session = createSession({ ...entry('passage-2'), ...entry('passage-1') });
    const keeper = await open(session);
    expect(keeper.get().passages[0]?.staged.passage.id).toBe('passage-2');
    expect(keeper.get().replaced[0]?.staged.passage.id).toBe('passage-1');
    expect(session.log).toEqual(['set draft:1', 'remove inbox:1:passage-2', 'remove inbox:1:passage-1']);
  });

  test('is taken over while the panel is open, and the passage arrives once', async () => {
    const session = createSession();
    const taken: string[] = [];
    const keeper = await open(session, { onTaken: (list) => taken.push(...list.map(({ passage }) => passage.id)) });
    await session.set(entry('passage-1'));
    await keeper.flush();
    await session.set(entry('passage-1'));
    await keeper.flush();
    expect(taken).toEqual(['passage-1']);
    expect(stored(session).passages).toHaveLength(1);
    expect(Object.keys(session.values)).toEqual(['draft:1']);
  });

  test('that is filled while the panel reads it is taken over too', async () => {
    const session = createSession();
    const read = session.get.bind(session);
    session.get = async () => {
      const before = await read();
      await session.set(entry('passage-1'));
      return before;
    };
    const keeper = await open(session);
    expect(keeper.get().passages.map(({ staged: { passage } }) => passage.id)).toEqual(['passage-1']);
    expect(Object.keys(session.values)).toEqual(['draft:1']);
  });

  test('of another window is left alone', async () => {
    const session = createSession(entry('passage-1', 2));
    const keeper = await open(session);
    expect(keeper.get().passages).toEqual([]);
    expect(session.values).toHaveProperty('inbox:2:passage-1');
  });

  test('that holds nonsense is cleared', async () => {
    const session = createSession({ 'inbox:1:passage-1': { passage: 'no' } });
    const keeper = await open(session);
    expect(keeper.get().passages).toEqual([]);
    expect(session.values).not.toHaveProperty('inbox:1:passage-1');
  });

  test('keeps its entry when the draft cannot be stored', async () => {
    const session = createSession(entry('passage-1'));
    session.full = true;
    const keeper = await open(session);
    expect(keeper.get().passages).toHaveLength(1);
    expect(session.values).toHaveProperty('inbox:1:passage-1');
    expect(session.log).toEqual(['STORAGE']);
  });

  test('tells of a press whose page stood back, so that the keyboard comes, and of no arrival', async () => {
    const session = createSession();
    const taken: string[][] = [];
    const keeper = await open(session, {
      take: (draft) => draft,
      onTaken: (arrived) => taken.push(arrived.map(({ passage: { id } }) => id)),
    });
    await session.set(entry('passage-1'));
    await vi.waitFor(() => expect(taken).toEqual([[]]));
    await keeper.flush();
    await vi.waitFor(() => expect(session.values).not.toHaveProperty('inbox:1:passage-1'));
  });

  test('may hold a note that a page could not be read', async () => {
    const session = createSession({ 'inbox:1:note': { code: 'PAGE_CLOSED', at: 1 } });
    await open(session);
    expect(session.log).toContain('PAGE_CLOSED useMenu');
    expect(session.values).not.toHaveProperty('inbox:1:note');
  });
});

describe('the draft', () => {
  test('comes back as it was', async () => {
    const session = createSession();
    const first = await open(session);
    first.update((draft) => textChanged(passageStaged(draft, staged()), 'half a ques'));
    await first.flush();
    first.stop();
    const second = await open(session, { writer: 'next panel' });
    expect(second.get()).toMatchObject({ text: 'half a ques', passages: [{ start: 0 }] });
  });

  test('is stored within 300 ms of the last key, and not at every key', async () => {
    const session = createSession();
    const keeper = await open(session);
    for (const text of ['w', 'wh', 'why']) {
      keeper.update((draft) => textChanged(draft, text), 'soon');
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(session.log).toEqual([]);
    expect(TEXT_DELAY_MS).toBeLessThanOrEqual(300);
    await vi.advanceTimersByTimeAsync(TEXT_DELAY_MS);
    expect(session.log).toEqual(['set draft:1']);
    expect(stored(session).text).toBe('why');
  });

  test('is stored at once when the panel goes away', async () => {
    const session = createSession();
    const keeper = await open(session);
    keeper.update((draft) => textChanged(draft, 'why'), 'soon');
    await keeper.flush();
    expect(stored(session).text).toBe('why');
  });

  test('that another panel of the window wrote is followed; its own is not taken for another’s', async () => {
    const session = createSession();
    const keeper = await open(session);
    keeper.update((draft) => textChanged(draft, 'mine'));
    await keeper.flush();
    expect(keeper.get().text).toBe('mine');
    await session.set({ 'draft:1': { ...keeper.get(), text: 'theirs', writer: 'other panel' } });
    expect(keeper.get().text).toBe('theirs');
  });

  test('is empty after everything was deleted', async () => {
    const session = createSession();
    const keeper = await open(session);
    keeper.update((draft) => textChanged(draft, 'mine'));
    await keeper.flush();
    await session.remove('draft:1');
    expect(keeper.get().text).toBe('');
  });

  test('that is corrupt does not keep the panel from opening', async () => {
    const session = createSession({ 'draft:1': 'nonsense', ...entry('passage-1') });
    expect((await open(session)).get().passages).toHaveLength(1);
  });
});
