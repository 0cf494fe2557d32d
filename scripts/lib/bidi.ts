import { type Browser, type KeyInput } from 'puppeteer-core';
import { type Modifier, type Point, sourceOf, type Surface } from './surface';

/** WebDriver BiDi beside puppeteer, for what only Firefox's own remote protocol reaches. */
export interface Bidi {
  send<Result>(method: string, params: object): Promise<Result>;
  /** Runs code in a document; the value must be JSON-able. */
  evaluate(context: string, source: string): Promise<unknown>;
  /** Runs code in the browser's own window (needs `--remote-allow-system-access`). */
  inBrowserWindow(source: string): Promise<unknown>;
}

interface Tree {
  contexts: { context: string; url: string; children: { url: string }[] }[];
}
interface Evaluated {
  type: 'success' | 'exception';
  result?: { value?: unknown };
  exceptionDetails?: { text: string };
}

export function openBidi(browser: Browser): Bidi {
  const { connection } = browser as unknown as {
    connection: { send(method: string, params: object): Promise<{ result: unknown }> };
  };
  const bidi: Bidi = {
    async send<Result>(method: string, params: object) {
      return (await connection.send(method, params)).result as Result;
    },
    async evaluate(context, source) {
      const answer = await bidi.send<Evaluated>('script.evaluate', {
        expression: source,
        target: { context },
        awaitPromise: true,
        userActivation: false,
      });
      if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text ?? 'The script failed.');
      return answer.result?.value;
    },
    async inBrowserWindow(source) {
      const tree = await bidi.send<Tree>('browsingContext.getTree', { 'moz:scope': 'chrome' });
      const window = tree.contexts.find(({ url }) => url === 'chrome://browser/content/browser.xhtml');
      if (!window) throw new Error('Firefox has no browser window.');
      return bidi.evaluate(window.context, source);
    },
  };
  return bidi;
}

/**
 * Firefox's remote protocol knows tabs only; its sidebar and toolbar popups are browsers of the same kind. This makes
 * one of them known under an id of its own, so that it takes the same commands.
 *
 * @param element source of an expression for the `<browser>` element, in the browser's window
 * @returns the id, or null when there is no such browser now
 */
export async function adoptBrowser(bidi: Bidi, element: string): Promise<string | null> {
  const id = await bidi.inBrowserWindow(`(() => {
    const browser = ${element};
    if (!browser?.browsingContext) return null;
    const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
    browser.permanentKey ??= {};
    const id = NavigableManager.getIdForBrowser(browser);
    NavigableManager.docentAdopted ??= new Map();
    if (NavigableManager.docentAdopted.size === 0) {
      const known = NavigableManager.getBrowserById;
      NavigableManager.getBrowserById = (wanted) =>
        NavigableManager.docentAdopted.get(wanted) ?? known.call(NavigableManager, wanted);
    }
    NavigableManager.docentAdopted.set(id, browser);
    return id;
  })()`);
  return typeof id === 'string' ? id : null;
}

/** https://www.w3.org/TR/webdriver/#keyboard-actions */
const keyCodes: Partial<Record<KeyInput | Modifier, string>> = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Space: ' ',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
};
const codeOf = (key: KeyInput | Modifier) => keyCodes[key] ?? key;

/** A document under its BiDi context id, as something to look at and use. */
export function contextSurface(bidi: Bidi, context: string): Surface {
  const perform = (actions: object[]) => bidi.send('input.performActions', { context, actions });
  const pointer = (actions: object[]) => perform([{ type: 'pointer', id: 'mouse', actions }]);
  const keys = (actions: object[]) => perform([{ type: 'key', id: 'keyboard', actions }]);
  const move = ({ x, y }: Point) => ({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 20 });
  const down = (button = 0) => ({ type: 'pointerDown', button });
  const up = (button = 0) => ({ type: 'pointerUp', button });
  const stroke = (value: string) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ];
  return {
    async run(work, ...args) {
      return JSON.parse(String(await bidi.evaluate(context, sourceOf(work, args))));
    },
    async move(to) {
      await pointer([move(to)]);
    },
    async click(at, { count = 1, button = 'left' } = {}) {
      const number = button === 'right' ? 2 : 0;
      await pointer([move(at), ...Array.from({ length: count }, () => [down(number), up(number)]).flat()]);
    },
    async drag(from, to) {
      await pointer([move(from), down(), move({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }), move(to), up()]);
    },
    async press(key, { hold = [], times = 1 } = {}) {
      await keys([
        ...hold.map((modifier) => ({ type: 'keyDown', value: codeOf(modifier) })),
        ...Array.from({ length: times }, () => stroke(codeOf(key))).flat(),
        ...hold.toReversed().map((modifier) => ({ type: 'keyUp', value: codeOf(modifier) })),
      ]);
    },
    async type(text) {
      await keys([...text].flatMap(stroke));
    },
    async screenshot() {
      const { data } = await bidi.send<{ data: string }>('browsingContext.captureScreenshot', { context });
      return Buffer.from(data, 'base64');
    },
  };
}
