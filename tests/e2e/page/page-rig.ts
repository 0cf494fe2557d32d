import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page } from 'puppeteer-core';
import { type Chromium, launchChromium } from '../../../scripts/lib/chromium';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { type Firefox, launchFirefox } from '../../../scripts/lib/firefox';
import { type Box } from '../../../scripts/lib/in-page';
import { type Point, type Surface, until } from '../../../scripts/lib/surface';
import { type Passage } from '../../../utils/passage/types';

export interface Sent {
  name: string;
  request: { passage?: Passage | null; [key: string]: unknown };
}

/** The page script of the build in a browser of its own, with a background that only writes down what it is told. */
export interface PageRig {
  docs: DocsServer;
  /** Messages so far, oldest first. */
  sent: Sent[];
  open(path: string): Promise<{ page: Page; surface: Surface }>;
  control(page: Page, name?: string): Promise<Box | null>;
  /** The popover's control, once it is there. */
  shown(page: Page, name?: string): Promise<Box>;
  /** Long enough after a selection for a popover to be there if it came at all. */
  neverShown(page: Page): Promise<boolean>;
  /** Has the background send a message to the page script, inject a file, write the preferences, hold parts back. */
  tell(order: object): void;
  /** What `/capture.js` returns to the background for the tab in front. */
  capture(): Promise<Passage | null>;
  /** What *Show in page* answers, run in the isolated world. */
  show(quote: Passage['quote'], anchor?: string): Promise<unknown>;
  /** Firefox: makes the screen one for fingers, with handles at a selection, in pages opened from now on; or undoes it. */
  setTouchScreen(on: boolean): Promise<void>;
  /** Firefox: a finger comes down, moves along the points and lifts when `held` has settled. */
  finger(page: Page, along: [Point, ...Point[]], held?: () => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

export type BrowserName = 'chrome' | 'firefox';

export async function openPageRig(browser: BrowserName, build: string): Promise<PageRig> {
  const sent: Sent[] = [];
  const orders: object[] = [];
  // The background's request for orders, held until there is one: asking again and again would keep a core busy.
  let waiting: ServerResponse | undefined;
  const handOver = () => {
    if (!waiting || orders.length === 0) return;
    waiting.end(JSON.stringify(orders.splice(0)));
    waiting = undefined;
  };
  const log = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (body) sent.push(JSON.parse(body) as Sent);
      response.setHeader('access-control-allow-origin', '*');
      if (request.method !== 'GET') {
        response.end('[]');
        return;
      }
      waiting = response;
      // One that was reloaded has hung up.
      response.on('close', () => {
        if (waiting === response) waiting = undefined;
      });
      handOver();
    });
  });
  await new Promise<void>((resolve) => log.listen(0, '127.0.0.1', resolve));
  const logAddress = `http://127.0.0.1:${(log.address() as AddressInfo).port}/`;
  const extension = await makeVariant(browser, build, logAddress);
  const docs = await serveDocs();
  const launched = await (browser === 'chrome' ? launchChromium({ extension }) : launchFirefox({ extension }));

  const rig: PageRig = {
    docs,
    sent,
    open: (path) => launched.openTab(docs.origin + path),
    control: (page, name = 'Ask about selection') => launched.popoverControl(page, name),
    shown: (page, name) => until(`the popover's "${name ?? 'Ask'}"`, () => rig.control(page, name), 5_000),
    async neverShown(page) {
      await until('the selection to settle', () =>
        page.evaluate(() => new Promise((done) => setTimeout(done, 500, true))),
      );
      return (await rig.control(page)) === null;
    },
    tell(order) {
      orders.push(order);
      handOver();
    },
    capture: async () => (await ordered({ capture: true })).passage ?? null,
    show: async (quote, anchor) => (await ordered({ show: [quote, anchor ?? null] })).outcome,
    async setTouchScreen(on) {
      const prefs = Object.entries(touchScreen).map(([name, value]) => {
        const type = typeof value === 'number' ? 'Int' : 'Bool';
        return on ? `Services.prefs.set${type}Pref('${name}', ${value})` : `Services.prefs.clearUserPref('${name}')`;
      });
      await firefoxOf(launched).bidi.inBrowserWindow(`{ ${prefs.join(';')} }`);
    },
    async finger(page, [first, ...rest], held) {
      const { bidi } = firefoxOf(launched);
      const context = (page.mainFrame() as unknown as { _id: string })._id;
      const parameters = { pointerType: 'touch' };
      const move = ({ x, y }: Point) => ({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 50 });
      const perform = (actions: object[]) =>
        bidi.send('input.performActions', {
          context,
          actions: [{ type: 'pointer', id: 'finger', parameters, actions }],
        });
      await perform([move(first), { type: 'pointerDown', button: 0 }]);
      await perform(rest.map(move));
      await held?.();
      await perform([{ type: 'pointerUp', button: 0 }]);
    },
    async close() {
      await launched.close();
      await docs.close();
      log.closeAllConnections();
      log.close();
      await rm(extension, { recursive: true, force: true });
    },
  };
  return rig;

  async function ordered(order: object): Promise<Sent['request']> {
    const before = sent.length;
    rig.tell(order);
    return until('the background to report', () =>
      Promise.resolve(sent.slice(before).find(({ name }) => name === 'report')?.request),
    );
  }
}

/** A screen for fingers: a long tap selects a word, and the selection has handles. */
const touchScreen = {
  'layout.accessiblecaret.enabled': true,
  'layout.accessiblecaret.use_long_tap_injector': true,
  'ui.primaryPointerCapabilities': 1,
  'ui.allPointerCapabilities': 1,
};

function firefoxOf(launched: Chromium | Firefox): Firefox {
  if ('bidi' in launched) return launched;
  throw new Error('Only Firefox selects by touch under remote control.');
}

/** The build's page script under a manifest that needs no prompt; everything else of the extension is left out. */
async function makeVariant(browser: BrowserName, build: string, logAddress: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'docent-page-'));
  for (const file of [
    'selection.js',
    'popover.js',
    'ask.js',
    'menu.js',
    'capture.js',
    'show.js',
    'show-similar.js',
    '_locales',
  ]) {
    await cp(join(build, file), join(folder, file), { recursive: true });
  }
  const built = JSON.parse(await readFile(join(build, 'manifest.json'), 'utf8')) as Record<string, unknown>;
  const background = browser === 'chrome' ? { service_worker: 'recorder.js' } : { scripts: ['recorder.js'] };
  const manifest = {
    manifest_version: 3,
    name: 'Docent page script under test',
    version: '1.0',
    default_locale: built.default_locale,
    permissions: ['storage', 'scripting', 'tabs'],
    host_permissions: ['*://*/*'],
    background,
    content_scripts: [
      {
        matches: ['http://127.0.0.1/*', 'http://localhost/*'],
        js: ['selection.js'],
        run_at: 'document_idle',
        all_frames: true,
      },
    ],
    ...(browser === 'firefox' ? { browser_specific_settings: built.browser_specific_settings } : {}),
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'recorder.js'), recorder(logAddress));
  return folder;
}

const recorder = (logAddress: string) => `
const post = (name, request) => fetch(${JSON.stringify(logAddress)}, { method: 'POST', body: JSON.stringify({ name, request }) });
let held = Promise.resolve();
let release;
chrome.runtime.onMessage.addListener((message, sender, respond) => {
  const answers = { describePopover: { waiting: false, shortcut: 'Alt+Shift+D', site: new URL(sender.tab.url).host }, stagePassage: { outcome: 'panel' } };
  const done = message.name === 'loadPart'
    ? held.then(() => chrome.scripting.executeScript({ target: { tabId: sender.tab.id, frameIds: [sender.frameId] }, files: ['/' + message.request.part + '.js'] }))
    : Promise.resolve();
  if (message.name === 'popoverShown') chrome.tabs.sendMessage(sender.tab.id, { name: message.name, ...message.request }).catch(() => undefined);
  void post(message.name, message.request);
  void done.then(() => respond({ ok: true, value: answers[message.name] ?? {} }));
  return true;
});
const obey = async (orders) => {
  for (const order of orders) {
    const [{ id }] = await chrome.tabs.query({ url: 'http://127.0.0.1/*', active: true });
    const target = { tabId: id };
    if (order.inject) await chrome.scripting.executeScript({ target, files: [order.inject] });
    else if (order.hold) (held = new Promise((resolve) => (release = resolve))).then(() => (held = Promise.resolve())), void post('held', {});
    else if (order.release) release();
    else if (order.zoom) await chrome.tabs.setZoom(id, order.zoom);
    else if (order.reload) void post('reloading', {}).then(() => chrome.runtime.reload());
    else if (order.preferences) await chrome.storage.local.set({ popover: order.preferences });
    else if (order.capture) {
      const [{ result }] = await chrome.scripting.executeScript({ target, files: ['/capture.js'] });
      void post('report', result);
    } else if (order.show) {
      await chrome.scripting.executeScript({ target, files: ['/show.js'] });
      let [{ result }] = await chrome.scripting.executeScript({ target, func: (...args) => docentShow(...args), args: order.show });
      if (result === 'gone') {
        await chrome.scripting.executeScript({ target, files: ['/show-similar.js'] });
        [{ result }] = await chrome.scripting.executeScript({ target, func: (...args) => docentShowSimilar(...args), args: order.show });
      }
      void post('report', { outcome: result });
    } else chrome.tabs.sendMessage(id, order).catch(() => undefined);
  }
};
void (async () => {
  // Until the rig is closed. Not one after the other: an order may wait for what the next one brings.
  for (;;) void obey(await (await fetch(${JSON.stringify(logAddress)})).json());
})();
`;
