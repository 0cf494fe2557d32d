import { type CDPSession, type Page } from 'puppeteer-core';
import { type Chromium } from '../../../scripts/lib/chromium';
import { until } from '../../../scripts/lib/surface';

/** Where a secret was found, one line each; empty when it is nowhere. */
export type Finding = string;

/** Collects what a page writes to its console, from now on, of every world (page and content script). */
export function listenToConsole(page: Page): string[] {
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  page.on('pageerror', (error) => lines.push(String(error)));
  return lines;
}

/**
 * Searches for a secret in everything a page, or a content script in it, could read: the document with its closed
 * shadow roots, globals and storage of each world, the extension's storage as a content script reaches it, and the
 * console lines collected.
 */
export async function scanPage(page: Page, secret: string, consoleLines: string[]): Promise<Finding[]> {
  const session = await page.createCDPSession();
  try {
    const found: Finding[] = consoleLines.filter((line) => line.includes(secret)).map(() => 'console');
    await session.send('DOM.enable');
    const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
    for (const { nodeName, nodeValue, attributes = [] } of nodes) {
      if (nodeValue.includes(secret) || attributes.some((value) => value.includes(secret)))
        found.push(`DOM: ${nodeName}`);
    }
    const { cookies } = await session.send('Network.getCookies');
    if (JSON.stringify(cookies).includes(secret)) found.push('cookie');
    for (const { id, name } of await worldsOf(session)) {
      const answer = await session.send('Runtime.evaluate', {
        expression: `(${readableIn.toString()})(${JSON.stringify(secret)})`,
        contextId: id,
        awaitPromise: true,
        returnByValue: true,
      });
      const places = (answer.result.value ?? [`the scan failed: ${answer.exceptionDetails?.text}`]) as string[];
      found.push(...places.map((place) => `${name}: ${place}`));
    }
    return found;
  } finally {
    await session.detach();
  }
}

/** The page's own world and the content script's: a scan that missed one of them would find nothing and seem to pass. */
async function worldsOf(session: CDPSession): Promise<{ id: number; name: string }[]> {
  const worlds: { id: number; name: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const isolated = /^chrome-extension:/.test(context.origin);
    if (isolated) worlds.push({ id: context.id, name: 'content script' });
    else if ((context.auxData as { isDefault?: boolean }).isDefault) worlds.push({ id: context.id, name: 'page' });
  });
  await session.send('Runtime.enable');
  // Chromium may tell of a world after it has answered.
  await until('the world of the page and of its content script', () =>
    Promise.resolve(['page', 'content script'].every((wanted) => worlds.some(({ name }) => name === wanted))),
  );
  return worlds;
}

/** Searches what the extension's own pages and its worker have written to their consoles, from their start on. */
export async function scanOwnConsoles(chromium: Chromium, secret: string): Promise<Finding[]> {
  const { page } = await chromium.panel();
  const { client } = await chromium.worker();
  const session = await page.createCDPSession();
  const found: Finding[] = [];
  for (const [name, each] of [
    ['panel', session],
    ['worker', client],
  ] as const) {
    each.on('Runtime.consoleAPICalled', ({ args }) => {
      if (JSON.stringify(args).includes(secret)) found.push(`console of the extension: ${name}`);
    });
    // A newly enabled domain is told everything that was logged before.
    await each.send('Runtime.disable');
    await each.send('Runtime.enable');
  }
  await session.detach();
  return found;
}

/** Runs in one world of the page. */
export async function readableIn(secret: string): Promise<string[]> {
  const places: string[] = [];
  const holds = (value: unknown): boolean => {
    try {
      return (JSON.stringify(value) ?? '').includes(secret) || String(value).includes(secret);
    } catch {
      return String(value).includes(secret);
    }
  };
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (/^(localStorage|sessionStorage)$/.test(name)) continue;
    try {
      const value = (globalThis as unknown as Record<string, unknown>)[name];
      if (
        typeof value === 'string'
          ? value.includes(secret)
          : Object.getPrototypeOf(value) === Object.prototype && holds(value)
      ) {
        places.push(`global ${name}`);
      }
    } catch {
      // Some globals refuse to be read at all; then nobody in this world reads a secret there.
    }
  }
  if (holds({ ...localStorage })) places.push('localStorage');
  if (holds({ ...sessionStorage })) places.push('sessionStorage');
  if (holds(location.href) || holds(history.state) || holds(document.referrer) || holds(name)) places.push('address');
  if (performance.getEntries().some((entry) => holds(entry.name))) places.push('resource timing');
  for (const { name: database } of await indexedDB.databases()) {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(database ?? '');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error as DOMException);
    });
    for (const store of opened.objectStoreNames) {
      const all = await new Promise<unknown[]>((resolve) => {
        const request = opened.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
      });
      if (holds(all)) places.push(`IndexedDB ${database}`);
    }
    opened.close();
  }
  const { storage } = (
    globalThis as { chrome?: { storage?: Record<string, { get?: (keys: null) => Promise<unknown> }> } }
  ).chrome ?? { storage: undefined };
  for (const area of ['local', 'sync', 'session', 'managed']) {
    const values = await storage?.[area]?.get?.(null).catch(() => undefined);
    if (values !== undefined && holds(values)) places.push(`storage.${area}`);
  }
  return places;
}
