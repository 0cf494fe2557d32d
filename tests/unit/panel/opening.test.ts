import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openAside } from '../../../utils/panel/open-aside';
import { draftSchema } from '../../../utils/shared/draft';
import { forgetWindow } from '../../../utils/shared/inbox';
import * as drafts from '../../../utils/panel/draft-changes';
import { type DraftKeeper, openDraftKeeper } from '../../../utils/panel/draft-keeper';
import { asideOpened, asideRemoved, readUnopened, setAside } from '../../../utils/panel/aside';
import { BEAT_MS, createOpening, FROZEN_MS, type Opening } from '../../../utils/panel/opening';
import { aDraft, card, staged } from './passages';

/** `storage.session`, and the panels of its windows: each lives until it is closed or killed. */
function createBrowser() {
  const values: Record<string, unknown> = {};
  const living = new Set<string>();
  const left = new Set<string>();
  const session = {
    get: async () => structuredClone(values),
    set: async (items: Record<string, unknown>) => void Object.assign(values, structuredClone(items)),
    remove: async (keys: string | string[]) => [keys].flat().forEach((key) => delete values[key]),
  };
  let count = 0;
  return {
    values,
    session,
    left,
    notes: () => Object.keys(values).filter((key) => key.startsWith('opening:')),
    async open(windowId = 1): Promise<{ keeper: DraftKeeper; opening: Opening; close(): void; kill(): void }> {
      const writer = `panel-${(count += 1)}`;
      const onLeave = (gone: boolean) => void (gone ? left.add(writer) : left.delete(writer));
      const opening = createOpening({ session, windowId, writer, onLeave });
      const before = new Set(living);
      living.add(writer);
      const keeper = await openDraftKeeper({
        session,
        opening,
        async withoutUnopened(draft, stored) {
          const endOf = (name: string) => (before.has(name) ? 'living' : left.has(name) ? 'left' : undefined);
          const unopened = readUnopened(stored, windowId, endOf);
          return { draft: setAside(draft, unopened.ids), keys: unopened.keys };
        },
        onSessionChanged: () => () => undefined,
        windowId,
        writer,
        take: drafts.passageStaged,
        onError: () => undefined,
        setTimer: () => () => undefined,
      });
      const kill = () => void living.delete(writer);
      // As in Firefox: what a page stores as it is closed is lost, but for what is kept at once.
      const close = () => {
        const before = structuredClone(values);
        opening.leave();
        Object.assign(values, before);
        kill();
      };
      return { keeper, opening, close, kill };
    },
  };
}
type Browser = ReturnType<typeof createBrowser>;

const broken = card({ id: 'passage-broken' });
const plant = ({ values }: Browser, over: Parameters<typeof aDraft>[0] = {}) =>
  (values['draft:1'] = aDraft({ passages: [broken], text: 'Why?', connectionId: 'docs', ...over }));
const ids = (keeper: DraftKeeper) => keeper.get().passages.map(({ staged: { passage } }) => passage.id);

describe('a passage that broke the panel', () => {
  test('is set aside at the next start, and the words stay', async () => {
    const browser = createBrowser();
    plant(browser);
    (await browser.open()).kill();
    const { keeper } = await browser.open();
    expect(ids(keeper)).toEqual([]);
    expect(keeper.get()).toMatchObject({ text: 'Why?', aside: { passages: [broken], thread: null } });
    expect(draftSchema.parse(browser.values['draft:1']).aside?.passages).toHaveLength(1);
  });

  test('and was still in the inbox is set aside too', async () => {
    const browser = createBrowser();
    const panel = await browser.open();
    await panel.opening.begin(['passage-broken']);
    browser.values['inbox:1:passage-broken'] = broken.staged;
    panel.kill();
    const { keeper } = await browser.open();
    expect(ids(keeper)).toEqual([]);
    expect(keeper.get().aside?.passages).toHaveLength(1);
    expect(Object.keys(browser.values).filter((key) => key.startsWith('inbox:'))).toEqual([]);
  });

  test('is noted no more where it stood back, which nobody draws', async () => {
    const browser = createBrowser();
    plant(browser);
    const ended: string[] = [];
    const { session } = browser;
    const opening = createOpening({ session, windowId: 1, writer: 'a', onLeave: () => undefined });
    await openDraftKeeper({
      session: { ...session, get: async () => ({ 'inbox:1:passage-2': staged({ id: 'passage-2' }) }) },
      opening: { ...opening, end: (ids) => void ended.push(...ids) },
      withoutUnopened: async (draft) => ({ draft, keys: [] }),
      onSessionChanged: () => () => undefined,
      windowId: 1,
      writer: 'a',
      take: (draft) => draft,
      onError: () => undefined,
      setTimer: () => () => undefined,
    });
    expect(ended).toEqual(['passage-2']);
  });

  test('is noted before anybody hears of it', async () => {
    const browser = createBrowser();
    plant(browser);
    const order: string[] = [];
    const { session } = browser;
    const opening = createOpening({ session, windowId: 1, writer: 'a', onLeave: () => undefined });
    await openDraftKeeper({
      session: { ...session, get: async () => ({ 'inbox:1:passage-2': staged({ id: 'passage-2' }) }) },
      opening: { ...opening, begin: async (ids) => void order.push(ids.join()) },
      withoutUnopened: async (draft) => ({ draft, keys: [] }),
      onSessionChanged: () => () => undefined,
      windowId: 1,
      writer: 'a',
      take: drafts.passageStaged,
      onTaken: () => order.push('taken'),
      onError: () => undefined,
      setTimer: () => () => undefined,
    });
    expect(order.indexOf('passage-2')).toBeLessThan(order.indexOf('taken'));
  });

  test('opens all the same when the reader says so, is noted again, and is set aside again', async () => {
    const browser = createBrowser();
    plant(browser);
    (await browser.open()).kill();
    const second = await browser.open();
    await openAside({ draft: second.keeper, opening: second.opening }, () => undefined);
    expect(ids(second.keeper)).toEqual(['passage-broken']);
    await second.keeper.flush();
    second.kill();
    expect(ids((await browser.open()).keeper)).toEqual([]);
  });

  test('is gone when the reader removes it', async () => {
    const browser = createBrowser();
    plant(browser);
    (await browser.open()).kill();
    const { keeper } = await browser.open();
    keeper.update(asideRemoved);
    expect(keeper.get()).toMatchObject({ aside: null, passages: [], text: 'Why?' });
  });
});

describe('a conversation that broke the panel', () => {
  test('is set aside with what was pinned to it', async () => {
    const browser = createBrowser();
    plant(browser, { passages: [], pinned: [card({ id: 'passage-pinned' })], threadId: 'thread-1' });
    const panel = await browser.open();
    panel.opening.end(['passage-pinned']);
    await panel.opening.begin(['thread-1']);
    panel.kill();
    const { keeper } = await browser.open();
    expect(keeper.get()).toMatchObject({ threadId: null, pinned: [], text: 'Why?' });
    keeper.update(asideOpened);
    expect(keeper.get()).toMatchObject({ threadId: 'thread-1', aside: null });
    expect(keeper.get().pinned).toHaveLength(1);
  });

  test('does not come back over another one', () => {
    const aside = { passages: [], pinned: [broken], thread: { id: 'thread-1', connectionId: 'docs' } };
    const draft = aDraft({ connectionId: 'docs', threadId: 'thread-2', aside });
    expect(asideOpened(draft)).toMatchObject({ threadId: 'thread-2', pinned: [], aside: null });
    const elsewhere = aDraft({ connectionId: 'other', aside });
    expect(asideOpened(elsewhere)).toMatchObject({ threadId: null, pinned: [], aside: null });
  });
});

describe('nothing is set aside', () => {
  test.each<[string, (panel: Awaited<ReturnType<Browser['open']>>) => unknown]>([
    ['of a panel that was closed while it was loading', (panel) => panel.close()],
    [
      'of a panel that was drawn before it was killed',
      ({ opening, kill }) => (opening.end(['passage-broken']), kill()),
    ],
    ['of a panel that nobody saw when it was killed', ({ opening, kill }) => (opening.leave(), kill())],
    ['of a panel that is still drawing', () => undefined],
  ])('%s', async (_name, end) => {
    const browser = createBrowser();
    plant(browser);
    end(await browser.open());
    const { keeper } = await browser.open();
    expect(ids(keeper)).toEqual(['passage-broken']);
    expect(keeper.get().aside).toBeNull();
  });

  test('in another window', async () => {
    const browser = createBrowser();
    plant(browser);
    browser.values['draft:2'] = aDraft({ passages: [broken] });
    (await browser.open(1)).kill();
    expect(ids((await browser.open(2)).keeper)).toEqual(['passage-broken']);
  });

  test('of an empty panel, which notes nothing at all', async () => {
    const browser = createBrowser();
    await browser.open();
    expect(browser.notes()).toEqual([]);
  });

  test('of what reaches a panel that nobody sees, until somebody does', async () => {
    const browser = createBrowser();
    const { opening } = await browser.open();
    opening.leave();
    await opening.begin(['passage-broken']);
    expect(browser.notes()).toEqual([]);
    opening.resume();
    expect(browser.notes()).toHaveLength(1);
    expect(browser.left.size).toBe(0);
  });

  test('where a panel was seen again and then drawn', async () => {
    const browser = createBrowser();
    plant(browser);
    const { opening } = await browser.open();
    opening.leave();
    expect(browser.notes()).toEqual([]);
    opening.resume();
    expect(browser.notes()).toHaveLength(1);
    opening.end(['passage-broken']);
    expect(browser.notes()).toEqual([]);
  });
});

test('what threw stays noted when the panel is closed, until it is drawn', async () => {
  const browser = createBrowser();
  const { opening } = await browser.open();
  opening.fail(['thread-1']);
  opening.leave();
  expect(browser.notes()).toHaveLength(1);
  opening.end(['thread-1']);
  expect(browser.notes()).toEqual([]);
});

test('a note goes with its window', async () => {
  const browser = createBrowser();
  plant(browser);
  await browser.open();
  expect(browser.notes()).toHaveLength(1);
  await forgetWindow(browser.session, 1);
  expect(browser.notes()).toEqual([]);
});

describe('a panel that froze and was closed for that', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Time goes by without a timer being run. */
  const freeze = (ms: number) => vi.spyOn(performance, 'now').mockReturnValue(performance.now() + ms);
  const thaw = () => vi.mocked(performance.now).mockRestore();

  test.each<[string, boolean, (opening: Opening) => unknown]>([
    ['closing it waited for the end of the freeze', true, () => freeze(FROZEN_MS + 1)],
    ['its timer was first when the freeze ended', true, () => (freeze(FROZEN_MS + 1), vi.advanceTimersByTime(BEAT_MS))],
    ['it was only slow', false, () => freeze(FROZEN_MS - 1)],
    [
      'it came to itself again, as after the sleep of the computer',
      false,
      () => (freeze(FROZEN_MS + 1), vi.advanceTimersByTime(2 * BEAT_MS)),
    ],
    ['it loads for long but answers', false, () => vi.advanceTimersByTime(20 * FROZEN_MS)],
  ])('leaves its note or not: %s', async (_name, stays, happens) => {
    const browser = createBrowser();
    const { opening } = await browser.open();
    await opening.begin(['thread-1']);
    happens(opening);
    opening.leave();
    if (vi.isMockFunction(performance.now)) thaw();
    expect(browser.notes()).toHaveLength(stays ? 1 : 0);
    expect(browser.left.size).toBe(stays ? 0 : 1);
  });
});
