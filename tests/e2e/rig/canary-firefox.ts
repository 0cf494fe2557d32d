import { type Page } from 'puppeteer-core';
import { type Finding, readableIn } from './canary';
import { type Firefox, GECKO_ID } from '../../../scripts/lib/firefox';
import { sourceOf } from '../../../scripts/lib/surface';

/**
 * Searches for a secret in everything a page in front, or our content script in it, could read (as `scanPage` does in
 * Chromium): the page's world by BiDi, the rest by a script of the browser's own in the page's process, which alone
 * reaches closed shadow roots, the content script's sandbox and the console of every world.
 */
export async function scanFirefoxPage(firefox: Firefox, page: Page, secret: string): Promise<Finding[]> {
  await page.bringToFront();
  const inPage = JSON.parse((await page.evaluate(sourceOf(readableIn, [secret]))) as string) as string[];
  const beyond = await inProcessOf(firefox, 'gBrowser.selectedBrowser', scanDocument, secret);
  const cookies = await firefox.bidi.inBrowserWindow(
    `Services.cookies.cookies.some(({ value }) => value.includes(${JSON.stringify(secret)}))`,
  );
  return [...inPage.map((place) => `page: ${place}`), ...beyond, ...(cookies === true ? ['cookie'] : [])];
}

/** Searches the console of the process that all of the extension's own pages and its background run in. */
export function scanFirefoxOwnConsole(firefox: Firefox, secret: string): Promise<Finding[]> {
  const sidebar = "document.getElementById('sidebar').contentDocument.querySelector('browser[remote]')";
  return inProcessOf(firefox, sidebar, scanConsole, secret);
}

type FrameScript = (secret: string, give: (found: Finding[]) => void, readable: string, id: string) => void;

/** Runs a function as a frame script (system principal) in the process of a `<browser>`. */
async function inProcessOf(firefox: Firefox, browser: string, work: FrameScript, secret: string): Promise<Finding[]> {
  const name = `docent-canary-${Math.random()}`;
  const give = `(found) => sendAsyncMessage(${JSON.stringify(name)}, JSON.stringify(found))`;
  const sandboxed = sourceOf(readableIn, [secret]);
  const script = `const __name = (inner) => inner; (${work.toString()})(${JSON.stringify(secret)}, ${give}, ${JSON.stringify(sandboxed)}, ${JSON.stringify(GECKO_ID)});`;
  const found = await firefox.bidi.inBrowserWindow(`new Promise((resolve) => {
    const { messageManager } = ${browser};
    messageManager.addMessageListener(${JSON.stringify(name)}, ({ data }) => resolve(data));
    messageManager.loadFrameScript(${JSON.stringify(`data:,${encodeURIComponent(`{${script}}`)}`)}, false);
  })`);
  return JSON.parse(String(found)) as Finding[];
}

/** What a frame script is given beyond a page's globals; only the parts used here. */
declare const content: Window & typeof globalThis;
declare const ChromeUtils: { importESModule(address: string): unknown };
declare const Cc: Record<string, { getService(type: unknown): { getEvents(): { arguments: unknown[] }[] } }>;
declare const Ci: Record<string, unknown>;
declare const Cu: {
  evalInSandbox(source: string, sandbox: object): void;
  exportFunction(work: (text: string) => void, sandbox: object, options: { defineAs: string }): void;
};

/** Frame script: document, content script's world and console. */
function scanDocument(secret: string, give: (found: Finding[]) => void, readable: string, id: string): void {
  const found: Finding[] = [];
  const walk = (node: Node): void => {
    const { attributes = [], openOrClosedShadowRoot: root } = node as Element & {
      openOrClosedShadowRoot?: ShadowRoot | null;
    };
    if (node.nodeValue?.includes(secret) || [...attributes].some(({ value }) => value.includes(secret)))
      found.push(`DOM: ${node.nodeName}`);
    if (root) walk(root);
    for (const child of node.childNodes) walk(child);
  };
  walk(content.document);
  const console = Cc['@mozilla.org/consoleAPI-storage;1']?.getService(Ci.nsIConsoleAPIStorage);
  for (const { arguments: words } of console?.getEvents() ?? [])
    if (words.some((word) => String(word).includes(secret))) found.push('console');
  const { ExtensionContent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionContent.sys.mjs') as {
    ExtensionContent: { getContextByExtensionId(id: string, window: Window): { sandbox: object } | undefined };
  };
  const sandbox = ExtensionContent.getContextByExtensionId(id, content)?.sandbox;
  if (!sandbox) {
    give([...found, 'the scan failed: no content script is in the page']);
    return;
  }
  const deliver = (text: string) =>
    give([...found, ...(JSON.parse(text) as string[]).map((place) => `content script: ${place}`)]);
  Cu.exportFunction(deliver, sandbox, { defineAs: 'docentDeliver' });
  Cu.evalInSandbox(
    `${readable}.then(docentDeliver, (error) => docentDeliver(JSON.stringify(['the scan failed: ' + error])))`,
    sandbox,
  );
}

/** Frame script: the console alone. */
function scanConsole(secret: string, give: (found: Finding[]) => void): void {
  const console = Cc['@mozilla.org/consoleAPI-storage;1']?.getService(Ci.nsIConsoleAPIStorage);
  const said = (console?.getEvents() ?? []).filter(({ arguments: words }) =>
    words.some((word) => String(word).includes(secret)),
  );
  give(said.map(() => 'console of the extension'));
}
