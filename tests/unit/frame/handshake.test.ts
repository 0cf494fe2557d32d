import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptFrame, isAllowedPanel, joinPanel } from '../../../chatkit/frame/handshake';
import { FRAME_PROTOCOL_VERSION } from '../../../chatkit/frame/messages';
import { seenFrom, sources, TestWindow } from './windows';

const PANEL = `chrome-extension://${'a'.repeat(32)}`;
const FRAME = 'https://api.example.com';

function stage({ frameOrigin = FRAME, allowed = [PANEL] }: { frameOrigin?: string; allowed?: string[] } = {}) {
  const panel = new TestWindow(PANEL);
  const page = new TestWindow(frameOrigin);
  const panelSeen = seenFrom(page, panel);
  const pageSeen = seenFrom(panel, page);
  sources.set(panel, panelSeen).set(page, pageSeen);
  const leaving = new AbortController();
  const joined: string[] = [];
  const versions: number[] = [];
  const accept = () =>
    acceptFrame({
      ears: panel,
      frame: () => pageSeen,
      origin: FRAME,
      onJoined(port, nonce) {
        joined.push(nonce);
        port.close();
      },
      onOtherVersion: (version) => versions.push(version),
      signal: leaving.signal,
    });
  const join = () =>
    joinPanel({
      ears: page,
      parent: panelSeen,
      isAllowed: (origin) => isAllowedPanel(origin, allowed),
      signal: leaving.signal,
    });
  return { panel, page, panelSeen, pageSeen, joined, versions, accept, join, leave: () => leaving.abort() };
}

const settled = async (promise: Promise<unknown>) =>
  Promise.race([promise.then(() => true), new Promise((resolve) => setImmediate(resolve, false))]);

describe('the handshake of panel and frame', () => {
  test('gives both ends one port and the same number', async () => {
    const { accept, join, joined } = stage();
    accept();
    const { port, panelNonce } = await join();
    port.close();
    expect(joined).toEqual([panelNonce]);
  });

  test('is made again when the page is loaded again, and only then', async () => {
    const { accept, join, joined, panel, pageSeen } = stage();
    accept();
    (await join()).port.close();
    const hello = panel.messages[0]?.data;
    panel.hear({ source: pageSeen, origin: FRAME, data: hello });
    expect(joined).toHaveLength(1);
    (await join()).port.close();
    expect(joined).toHaveLength(2);
    expect(new Set(joined).size).toBe(2);
  });

  test.each([
    ['another window of the right origin', { source: {}, origin: FRAME }],
    ['the right window on another origin', { origin: 'https://api.example.com.evil.test' }],
    ['the right window on an opaque origin', { origin: 'null' }],
    ['the right window over plain http', { origin: 'http://api.example.com' }],
  ])('a hello of %s gets no port', (_who, sender) => {
    const { accept, panel, pageSeen, page, joined } = stage();
    accept();
    const data = { docentFrame: 'hello', version: FRAME_PROTOCOL_VERSION, frameNonce: crypto.randomUUID() };
    panel.hear({ source: pageSeen, data, ...sender });
    expect(joined).toEqual([]);
    expect(page.messages).toEqual([]);
  });

  test('a page of another version is named, not joined', () => {
    const { accept, panel, pageSeen, joined, versions } = stage();
    accept();
    const data = { docentFrame: 'hello', version: 2, frameNonce: crypto.randomUUID() };
    panel.hear({ source: pageSeen, origin: FRAME, data });
    expect(joined).toEqual([]);
    expect(versions).toEqual([2]);
  });

  test.each([
    ['an extension that is not listed', [`chrome-extension://${'b'.repeat(32)}`]],
    ['nobody', []],
  ])('a page that allows %s stays inert', async (_whom, allowed) => {
    const { accept, join } = stage({ allowed });
    accept();
    expect(await settled(join())).toBe(false);
  });

  test('a page takes no port from its parent but the one it asked for', async () => {
    const { join, page, panelSeen } = stage();
    const waiting = join();
    const { port1, port2 } = new MessageChannel();
    const offer = (frameNonce: string, version = FRAME_PROTOCOL_VERSION) => ({
      docentFrame: 'port',
      version,
      frameNonce,
      panelNonce: crypto.randomUUID(),
    });
    page.hear({ source: panelSeen, origin: PANEL, data: offer(crypto.randomUUID()), ports: [port2] });
    page.hear({ source: {}, origin: PANEL, data: offer(crypto.randomUUID()), ports: [port2] });
    expect(await settled(waiting)).toBe(false);
    port1.close();
  });

  test('no message of any shape joins, and none throws', () => {
    const { accept, panel, pageSeen, joined } = stage();
    accept();
    fc.assert(
      fc.property(fc.anything(), (data) => {
        panel.hear({ source: pageSeen, origin: FRAME, data });
        return joined.length === 0;
      }),
    );
  });
});

describe('who may hold a frame page', () => {
  const firefox = 'moz-extension://6c2f4a1e-93a0-4a2e-8d10-3b7d8e0c9f11';
  test.each([
    [PANEL, [PANEL], true],
    [PANEL, ['chrome-extension:'], true],
    [PANEL, ['moz-extension:'], false],
    [firefox, ['moz-extension:'], true],
    [firefox, [firefox], true],
    [firefox, [PANEL], false],
    ['https://docs.example.com', ['https://docs.example.com'], false],
    ['https://docs.example.com', ['https:'], false],
    ['null', ['null'], false],
    [`${PANEL}.evil.test`, ['chrome-extension:'], false],
    [`chrome-extension://${'z'.repeat(32)}`, ['chrome-extension:'], false],
  ])('%s under %j: %s', (origin, allowed, expected) => {
    expect(isAllowedPanel(origin, allowed)).toBe(expected);
  });
});
