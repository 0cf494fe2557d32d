import { describe, expect, test } from 'vitest';
import { createAsk, type PanelPress } from '../../../utils/background/press';
import type { CaptureInjection } from '../../../utils/background/capture-tab';
import type { InboxNote } from '../../../utils/shared/inbox';
import { createStagePassage } from '../../../utils/background/stage-passage';
import type { FrameCapture } from '../../../utils/page/capture-frame';
import type { Passage, StagedPassage } from '../../../utils/passage/types';
import type { PageSender } from '../../../utils/shared/sender';
import { passage } from './passages';

const selectedIn = (passage: Passage | null, rest: Partial<FrameCapture> = {}): FrameCapture => ({
  passage,
  page: null,
  isOuter: false,
  isOuterOfForeign: false,
  origin: 'https://docs.example',
  isViewer: false,
  ...rest,
});

/** What the page calls itself. */
const page = passage('Guide');
const top = (selected: Passage | null = null, rest: Partial<FrameCapture> = {}) => ({
  frameId: 0,
  result: selectedIn(selected, { page, ...rest }),
});

interface Rules {
  consent?: boolean;
  /** What the capture script answers; an error where no script may run. */
  captured?: unknown;
  focused?: boolean;
  normalWindow?: number;
  offer?: string;
  room?: boolean;
}

function rig({
  consent = true,
  captured = [top()],
  focused = false,
  normalWindow = 3,
  offer,
  room = true,
}: Rules = {}) {
  const steps: string[] = [];
  const injections: CaptureInjection[] = [];
  const appended: { windowId: number; staged: StagedPassage }[] = [];
  const notes: { windowId: number; note: InboxNote }[] = [];
  const shown: { windowId: number; opened: boolean }[] = [];
  const shared = {
    openPanel(windowId: number) {
      steps.push(`open ${windowId}`);
      return Promise.resolve();
    },
    async showPanel(windowId: number, opening: Promise<void>) {
      const opened = await opening.then(
        () => true,
        () => false,
      );
      shown.push({ windowId, opened });
    },
    normalWindowFor: () => Promise.resolve(normalWindow),
    hasConsent() {
      steps.push('consent');
      return Promise.resolve(consent);
    },
    append(windowId: number, staged: StagedPassage) {
      steps.push('append');
      appended.push({ windowId, staged });
      return Promise.resolve(room);
    },
  };
  const ask = createAsk({
    ...shared,
    closeFocusedPanel: () => Promise.resolve(focused),
    executeScript(injection) {
      steps.push('capture');
      injections.push(injection);
      return captured instanceof Error ? Promise.reject(captured) : Promise.resolve(captured);
    },
    leaveNote: (windowId, note) => Promise.resolve(void notes.push({ windowId, note })),
    accessToOffer: () => Promise.resolve(offer),
    newId: () => 'made-here-1',
    now: () => 5_000,
  });
  return { ask, shared, steps, appended, notes, shown, injections };
}

const press: PanelPress = {
  source: 'command',
  windowId: 3,
  tabId: 7,
  url: 'https://docs.example/guide',
  title: 'Guide',
};

describe('menu, shortcut and toolbar', () => {
  test('open the panel in the tick of the press, before anything else', () => {
    for (const source of ['menu', 'command', 'toolbar'] as const) {
      const { ask, steps } = rig();
      void ask({ ...press, source });
      expect(steps).toEqual(['open 3']);
    }
  });

  test('stage the selection of the tab in front, with the origin the browser gives', async () => {
    const selected = passage('Chosen words.');
    const { ask, appended, steps } = rig({
      captured: [{ result: selectedIn(selected), documentId: 'D' }],
      offer: 'https://docs.example/*',
    });
    await ask(press);
    expect(steps).toEqual(['open 3', 'consent', 'capture', 'append']);
    expect(appended).toEqual([
      {
        windowId: 3,
        staged: {
          passage: selected,
          origin: { tabId: 7, windowId: 3, frameId: 0, documentId: 'D' },
          intent: 'ask',
          offerAccess: 'https://docs.example/*',
        },
      },
    ]);
  });

  test.each([
    ['the page, while the reader is in it', { isOuter: false }, { isOuter: false }, 'outer'],
    ['the frame, while the reader is in that', { isOuter: true }, { isOuter: false }, 'inner'],
    ['the frame within a frame', { isOuter: true }, { isOuter: true }, 'innermost'],
  ])('take the selection of %s', async (_title, outer, inner, expected) => {
    const captured = [
      { frameId: 0, result: selectedIn(passage('outer'), outer) },
      { frameId: 4, result: selectedIn(passage('inner'), inner), documentId: 'F' },
      { frameId: 5, result: inner.isOuter ? selectedIn(passage('innermost')) : null },
    ];
    const { ask, appended } = rig({ captured });
    await ask(press);
    expect(appended[0]?.staged.passage.text).toBe(expected);
    expect(appended[0]?.staged.origin.frameId).toBe({ outer: 0, inner: 4, innermost: 5 }[expected]);
  });

  test('take the only selection there is, wherever the focus stands', async () => {
    const captured = [
      { frameId: 0, result: selectedIn(passage('kept words'), { isOuter: true }) },
      { frameId: 4, result: selectedIn(null) },
    ];
    const { ask, appended } = rig({ captured });
    await ask(press);
    expect(appended[0]?.staged.passage.text).toBe('kept words');
  });

  test('ask the frame the menu was opened in', async () => {
    const { ask, injections } = rig();
    await ask({ ...press, source: 'menu', frameId: 12 });
    await ask(press);
    expect(injections.map(({ target }) => target)).toEqual([
      { tabId: 7, frameIds: [12] },
      { tabId: 7, allFrames: true },
    ]);
  });

  test('read nothing before consent, but show the panel', async () => {
    const { ask, appended, shown, steps } = rig({ consent: false });
    await ask(press);
    expect([appended, shown, steps]).toEqual([[], [{ windowId: 3, opened: true }], ['open 3', 'consent']]);
  });

  test.each([
    ['the shortcut', { source: 'command' }, 'offered'],
    ['the toolbar button', { source: 'toolbar' }, 'offered'],
    ['the menu’s entry for the page', { source: 'menu', isWhole: true }, 'asked'],
  ] as const)('with nothing selected, %s brings the page itself', async (_title, how, whole) => {
    const { ask, appended, notes, shown } = rig({
      captured: [{ ...top(), documentId: 'D' }],
      offer: 'https://docs.example/*',
    });
    await ask({ ...press, ...how });
    const origin = { tabId: 7, windowId: 3, frameId: 0, documentId: 'D' };
    const staged = { passage: page, origin, intent: 'ask', offerAccess: 'https://docs.example/*', whole };
    expect([appended, notes, shown.length]).toEqual([[{ windowId: 3, staged }], [], 1]);
  });

  test('the menu’s entry for the page means the page, whatever is selected on it', async () => {
    const { ask, appended } = rig({ captured: [top(passage('Chosen words.'))] });
    await ask({ ...press, source: 'menu', isWhole: true });
    expect(appended[0]?.staged).toMatchObject({ passage: page, whole: 'asked' });
  });

  test('a selection goes before the page it stands on', async () => {
    const { ask, appended } = rig({ captured: [top(passage('Chosen words.'))] });
    await ask(press);
    expect(appended[0]?.staged).not.toHaveProperty('whole');
    expect(appended[0]?.staged.passage.text).toBe('Chosen words.');
  });

  test('without a selection in the frame that the reader is in, the page around it is meant', async () => {
    const captured = [
      top(null, { isOuter: true, isOuterOfForeign: true }),
      { frameId: 4, result: selectedIn(null, { origin: 'https://frame.example' }) },
    ];
    const { ask, appended } = rig({ captured });
    await ask(press);
    expect(appended[0]?.staged).toMatchObject({ passage: page, origin: { frameId: 0 }, whole: 'offered' });
  });

  test('take the text the menu gives where no script may run', async () => {
    const { ask, appended, notes } = rig({ captured: new Error('Cannot access') });
    await ask({
      ...press,
      source: 'menu',
      selectionText: ' from a\u202e viewer ',
      url: 'https://u:p@x.example/a?q=1#f',
    });
    expect(notes).toEqual([]);
    expect(appended[0]?.staged.passage).toMatchObject({
      id: 'made-here-1',
      text: 'from a viewer',
      page: { url: 'https://x.example/a', title: 'Guide' },
    });
  });

  test('take the text the menu gives for a frame, with the frame’s address', async () => {
    const { ask, appended } = rig();
    await ask({ ...press, source: 'menu', selectionText: 'framed', frameUrl: 'https://frame.example/f' });
    expect(appended[0]?.staged.passage.page.url).toBe('https://frame.example/f');
  });

  test.each([
    ['no script may run', new Error('Cannot access')],
    ['something else answers', [{ result: { text: 'no passage' } }]],
    ['nothing answers', []],
    ['the reader was last in a frame that we may not enter', [{ result: selectedIn(null, { isOuter: true }) }]],
    [
      'the reader is in a frame that we may not enter, beside one that we may',
      [
        { result: selectedIn(null, { isOuter: true, isOuterOfForeign: true }) },
        { frameId: 4, result: selectedIn(null) },
      ],
    ],
    ['the browser shows it in a viewer of its own', [{ result: selectedIn(null, { isViewer: true }) }]],
  ])('say that the page is closed where %s', async (_title, captured) => {
    const { ask, appended, notes } = rig({ captured });
    await ask(press);
    expect([appended, notes]).toEqual([[], [{ windowId: 3, note: { code: 'PAGE_CLOSED', at: 5_000 } }]]);
  });

  test('the shortcut closes a panel that has the focus, and reads nothing', async () => {
    const { ask, appended, shown, steps } = rig({ focused: true });
    await ask(press);
    expect([appended, shown, steps]).toEqual([[], [], ['open 3']]);
  });

  test('the toolbar never closes it', async () => {
    const { ask, shown } = rig({ focused: true });
    await ask({ ...press, source: 'toolbar' });
    expect(shown).toHaveLength(1);
  });

  test('from a window without a panel go to the normal window used last', async () => {
    const { ask, appended, shown } = rig({ captured: [{ result: selectedIn(passage()) }], normalWindow: 9 });
    await ask(press);
    expect(appended[0]?.windowId).toBe(9);
    expect(shown).toEqual([{ windowId: 9, opened: false }]);
  });
});

describe('a press in a page', () => {
  const sender: PageSender = { tabId: 7, windowId: 3, frameId: 0, documentId: 'D', url: 'https://docs.example/' };
  const request = () => ({ passage: passage(), intent: 'ask' as const });

  function stageWith(rules: Rules & { firefox?: boolean; tooMany?: boolean } = {}) {
    const { firefox = false, tooMany = false, ...rest } = rules;
    const { shared, ...seen } = rig(rest);
    const { openPanel, ...others } = shared;
    const stage = createStagePassage({
      ...others,
      ...(firefox ? {} : { openPanel }),
      mayStage: () => !tooMany,
      handOver: () => Promise.resolve('handover'),
    });
    return { stage, ...seen };
  }

  test('opens Chrome’s panel in its tick, then asks for consent, then stages', async () => {
    const { stage, steps, shown } = stageWith();
    const outcome = stage(request(), sender);
    expect(steps).toEqual(['open 3', 'consent']);
    expect(await outcome).toEqual({ outcome: 'panel' });
    expect(steps).toEqual(['open 3', 'consent', 'append']);
    expect(shown).toEqual([{ windowId: 3, opened: true }]);
  });

  test('is attributed to the sender the browser attests', async () => {
    const { stage, appended } = stageWith();
    await stage(request(), sender);
    expect(appended[0]?.staged.origin).toEqual({ tabId: 7, windowId: 3, frameId: 0, documentId: 'D' });
  });

  test('keeps nothing before consent', async () => {
    const { stage, appended } = stageWith({ consent: false });
    expect(await stage(request(), sender)).toEqual({ outcome: 'asleep' });
    expect(appended).toEqual([]);
  });

  test('is refused when a page sends too many, without opening anything', async () => {
    const { stage, steps } = stageWith({ tooMany: true });
    expect(await stage(request(), sender)).toEqual({ outcome: 'refused' });
    expect(steps).toEqual([]);
  });

  test('is refused when the browser has no room', async () => {
    const { stage } = stageWith({ room: false });
    expect(await stage(request(), sender)).toEqual({ outcome: 'refused' });
  });

  test('goes to the normal window used last when it came from a popup', async () => {
    const { stage, appended, shown } = stageWith({ normalWindow: 9 });
    await stage(request(), sender);
    expect([appended[0]?.windowId, shown]).toEqual([9, [{ windowId: 9, opened: false }]]);
  });

  test('is handed over in Firefox', async () => {
    const { stage, steps } = stageWith({ firefox: true });
    expect(await stage(request(), sender)).toEqual({ outcome: 'handover' });
    expect(steps).toEqual(['consent', 'append']);
  });
});
