import { type Page } from 'puppeteer-core';
import { type Connection, connectionSchema } from '../../../utils/connection/schema';
import { type Chromium, launchChromium } from '../../../scripts/lib/chromium';
import { seed, seedFrom } from '../../../scripts/screenshots/setting';
import { atRest } from './at-rest';

export { atRest };

/** Nobody listens on the discard port, and `.invalid` never resolves (RFC 6761): requests end at once, and stay here. */
export const unreachable = backEnd('unreachable', 'Python docs', 'http://127.0.0.1:9');
export const longHost = backEnd(
  'long-host',
  'Documentation of the observatory, English edition',
  'https://documentation-assistant.production.observatory-of-the-northern-sky.invalid',
);
export const wantsKey = { ...backEnd('wants-key', 'Node docs', 'http://127.0.0.1:9'), auth: 'key' as const };

export const withoutWorkflow = {
  ...backEnd('without-workflow', 'Orcheo', 'http://127.0.0.1:9'),
  kind: 'orcheo' as const,
};

/** A ChatKit server open to everybody; its address is `path` below the origin. */
export function backEnd(id: string, name: string, origin: string, path = ''): Connection {
  return connectionSchema.parse({
    id,
    name,
    kind: 'chatkit',
    apiUrl: `${origin}${path}/chatkit`,
    tokenUrl: `${origin}/token`,
    origins: [origin],
    auth: 'none',
    presentation: { modes: ['passage', 'docs'], privacyUrl: 'https://privacy.invalid/' },
  });
}

interface Setting {
  consent?: boolean;
  answers: Connection | 'device' | null;
  /** Whether the reader let the extension reach every host. */
  allowed?: boolean;
}

/** Chromium with the extension, which will answer yes when it is asked to reach a host. */
export async function launch(extension: string): Promise<Chromium> {
  const chromium = await launchChromium({ extension });
  await chromium.grantHosts();
  return chromium;
}

/** Consent, connections, and the one that answers, as a reader's first steps leave them; nothing staged, nothing drafted. */
export async function setUp(chromium: Chromium, { consent = true, answers, allowed = true }: Setting): Promise<void> {
  const id = answers === null || answers === 'device' ? answers : answers.id;
  const page = await backstage(chromium);
  await seedFrom(page, { consent, connectionId: id });
  await page.evaluate(
    `(async (connections, allowed) => {
      await chrome.permissions[allowed ? 'request' : 'remove']({ origins: ['*://*/*'] });
      await chrome.storage.session.clear();
      const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open('docent');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction('connections', 'readwrite');
      transaction.objectStore('connections').clear();
      for (const connection of connections) transaction.objectStore('connections').put(connection, connection.id);
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      database.close();
    })(${JSON.stringify(typeof answers === 'object' && answers ? [answers] : [])}, ${allowed})`,
  );
}

const backstages = new WeakMap<Chromium, Promise<Page>>();

/**
 * A tab that stays, for all states: opening one for each costs more than what is done in it. It shows a file of the
 * extension that has no script, so that nothing there acts on what is written.
 */
function backstage(chromium: Chromium): Promise<Page> {
  const open = async () => {
    // The first of our own pages makes the database.
    await seed(chromium, { consent: false, connectionId: null });
    const page = await chromium.browser.newPage();
    await page.evaluateOnNewDocument('globalThis.__name = (work) => work');
    await page.goto(`chrome-extension://${chromium.extensionId}/manifest.json`);
    return page;
  };
  const kept = backstages.get(chromium) ?? open();
  backstages.set(chromium, kept);
  return kept;
}

export type Look = 'light' | 'dark' | 'forced';
export const LOOKS: Look[] = ['light', 'dark', 'forced'];

export async function lookAs(page: Page, look: Look): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: look === 'dark' ? 'dark' : 'light' },
      { name: 'forced-colors', value: look === 'forced' ? 'active' : 'none' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  });
  // Styles follow at once, without motion; what follows a media query by script has done so with the second frame.
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
}
