import { afterEach, describe, expect, test, vi } from 'vitest';
import { FRAME_PROTOCOL_VERSION, type FrameView, type FromFrame } from '../../../chatkit/frame/messages';
import { OPEN_WITHIN_MS, openFrameSession } from '../../../utils/panel/openai/frame-session';
import { isViewError, viewErrorSentences, type ViewError } from '../../../utils/panel/openai/view-error';
import catalogue from '../../../locales/en/panel.json';
import { TestWindow } from '../frame/windows';

const FRAME = 'https://api.example.com';
const view: FrameView = {
  api: { mode: 'hosted' },
  theme: 'light',
  title: 'Docent',
  threadId: null,
  greeting: '',
  placeholder: 'Ask',
  starters: [],
  disclaimer: '',
};
const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** The panel's half with a clock that is turned by hand, and a page that says what the test lets it say. */
function stage({ online = true } = {}) {
  const panel = new TestWindow('chrome-extension://docent');
  const opened = vi.fn();
  const troubles: ViewError[] = [];
  let timer: { run: () => void; at: number } | undefined;
  let now = 0;
  let port: MessagePort | undefined;
  let nonce = '';
  const page = {
    postMessage(data: unknown, options?: unknown): void {
      nonce = (data as { panelNonce: string }).panelNonce;
      port = (options as { transfer: MessagePort[] }).transfer[0];
    },
  } as unknown as Window;
  const session = openFrameSession({
    ears: panel,
    frame: () => page,
    origin: FRAME,
    view,
    online: () => online,
    fetch: () => Promise.reject(new Error('No request was expected.')),
    describe: () => ({ status: 424, message: '' }),
    getSecret: () => Promise.resolve('secret'),
    onThread: vi.fn(),
    onResponse: vi.fn(),
    onOpened: opened,
    onViewError: (trouble) => troubles.push(trouble),
    setTimer(run, ms) {
      const mine = { run, at: now + ms };
      timer = mine;
      return () => {
        if (timer === mine) timer = undefined;
      };
    },
  });
  closing.push(() => (session.close(), port?.close()));
  return {
    session,
    opened,
    troubles,
    pass(ms: number) {
      now += ms;
      const due = timer;
      if (!due || now < due.at) return;
      timer = undefined;
      due.run();
    },
    hello(version = FRAME_PROTOCOL_VERSION) {
      const data = { docentFrame: 'hello', version, frameNonce: crypto.randomUUID() };
      panel.hear({ source: page, origin: FRAME, data });
    },
    /** Says it on the port; settled when the panel has heard it. */
    async say(...messages: FromFrame[]) {
      for (const message of [{ type: 'joined', panelNonce: nonce } as const, ...messages]) port?.postMessage(message);
      for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
const ready: FromFrame = { type: 'ready' };
const asks: FromFrame = { type: 'secret', id: 1, renew: false };

describe('OpenAI’s view', () => {
  test('stands once the chat is ready and has asked for something, in whatever order', async () => {
    for (const order of [
      [ready, asks],
      [asks, ready],
    ]) {
      const { hello, say, opened, troubles, pass } = stage();
      hello();
      await say(...order);
      expect(opened).toHaveBeenCalledTimes(1);
      pass(10 * OPEN_WITHIN_MS);
      expect(troubles).toEqual([]);
    }
  });

  test.each<[string, ViewError, (page: ReturnType<typeof stage>) => Promise<void> | void]>([
    ['whose page never speaks', 'silent', () => undefined],
    ['whose page joins and does no more', 'slow', ({ hello }) => hello()],
    ['whose chat asks and is never ready', 'slow', ({ hello, say }) => (hello(), say(asks))],
    ['whose chat is ready and asks for nothing', 'idle', ({ hello, say }) => (hello(), say(ready))],
    [
      'whose page was left and did not come back',
      'silent',
      ({ hello, say }) => (hello(), say(ready, { type: 'left' })),
    ],
  ])('%s is given up after ten seconds, not before: %s', async (_what, reason, speak) => {
    const page = stage();
    await speak(page);
    page.pass(OPEN_WITHIN_MS - 1);
    expect(page.troubles).toEqual([]);
    page.pass(1);
    expect(page.troubles).toEqual([reason]);
    expect(page.opened).not.toHaveBeenCalled();
  });

  test('whose page joins late is waited for anew', () => {
    const { hello, pass, troubles } = stage();
    pass(OPEN_WITHIN_MS - 1);
    hello();
    pass(OPEN_WITHIN_MS - 1);
    expect(troubles).toEqual([]);
    pass(1);
    expect(troubles).toEqual(['slow']);
  });

  test('of another version is given up at once', () => {
    const { hello, troubles } = stage();
    hello(FRAME_PROTOCOL_VERSION + 1);
    expect(troubles).toEqual(['version']);
  });

  test.each(['script', 'element', 'domain', 'options', 'removed', 'broke'] as const)(
    'whose page reports “%s” is given up at once, also after it stood, and said once',
    async (reason) => {
      const { hello, say, troubles, pass } = stage();
      hello();
      await say(ready, asks, { type: 'failed', reason }, { type: 'failed', reason: 'broke' });
      pass(OPEN_WITHIN_MS);
      expect(troubles).toEqual([reason]);
    },
  );

  test('without a network blames the network', () => {
    const { pass, troubles } = stage({ online: false });
    pass(OPEN_WITHIN_MS);
    expect(troubles).toEqual(['offline']);
  });

  test('that the panel closes says nothing any more and takes no command', async () => {
    const { session, hello, pass, troubles } = stage();
    session.close();
    hello();
    pass(OPEN_WITHIN_MS);
    expect(troubles).toEqual([]);
    await expect(session.command({ type: 'focus' })).rejects.toThrow();
  });
});

test('every reason has a sentence of its own catalogue', () => {
  for (const [reason, key] of Object.entries(viewErrorSentences)) {
    expect(isViewError(reason)).toBe(true);
    expect(catalogue).toHaveProperty(key);
  }
  expect(['toString', '', undefined].some(isViewError)).toBe(false);
});
