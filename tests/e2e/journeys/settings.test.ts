import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ask } from '../rig/ask';
import { hasControl, pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { GECKO_ID } from '../../../scripts/lib/firefox';
import { type Box, visibleText } from '../../../scripts/lib/in-page';
import { storedEverywhere } from '../rig/own-page';
import { pythonPage } from '../rig/pages';
import { readyChromium, readyFirefox } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';

interface Reader {
  openTab(url: string): Promise<{ page: Page; surface: Surface }>;
  openOwnPage(path: string): Promise<{ page: Page; surface: Surface }>;
  popoverControl(page: Page, name: string): Promise<Box | null>;
  /** Takes the permission to send addresses back, as about:addons does; Firefox only. */
  withdrawAddress?(): Promise<unknown>;
  /** Gives and takes access to sites as about:addons does; Firefox only. */
  allowSite?(pattern: string): Promise<unknown>;
  forbidSite?(pattern: string): Promise<unknown>;
  close(): Promise<void>;
}

const openChromium = async (): Promise<Reader> => {
  const chromium = await readyChromium({ extension: inject('builds').chrome }, 'device');
  return { ...chromium, openOwnPage: (path) => chromium.openTab(`chrome-extension://${chromium.extensionId}${path}`) };
};
const openFirefox = async (): Promise<Reader> => {
  const firefox = await readyFirefox({ extension: inject('builds').firefox }, 'device');
  const change = (how: 'add' | 'remove', what: { origins?: string[]; data_collection?: string[] }) =>
    firefox.bidi.inBrowserWindow(`(async () => {
      const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
      const changed = ${JSON.stringify({ permissions: [], origins: [], data_collection: [], ...what })};
      await ExtensionPermissions.${how}(${JSON.stringify(GECKO_ID)}, changed, extension);
    })()`);
  return {
    ...firefox,
    withdrawAddress: () => change('remove', { data_collection: ['browsingActivity'] }),
    allowSite: (pattern) => change('add', { origins: [pattern] }),
    forbidSite: (pattern) => change('remove', { origins: [pattern] }),
  };
};

describe.each([
  ['Chromium', openChromium],
  ['Firefox', openFirefox],
])('the settings in %s', (name, open) => {
  let docs: DocsServer;
  let reader: Reader;
  let docsPage: Awaited<ReturnType<Reader['openTab']>>;
  let options: Awaited<ReturnType<Reader['openOwnPage']>>;
  let panel: Awaited<ReturnType<Reader['openOwnPage']>>;
  const python = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(python.path, python.after, python.sentence);
    reader = await open();
    docsPage = await reader.openTab(docs.origin + python.path);
    panel = await reader.openOwnPage('/sidepanel.html');
    await ask(panel.surface, 'What is a marmot guard?');
    options = await reader.openOwnPage('/options.html');
  });
  afterAll(async () => {
    await reader?.close();
    await docs?.close();
  });

  const front = async ({ page, surface }: { page: Page; surface: Surface }) => {
    await page.bringToFront();
    return surface;
  };
  const button = () => reader.popoverControl(docsPage.page, 'Ask about selection');
  /** Selects one text, then another: a drag from within a selection would move its text. */
  async function seeButton(): Promise<void> {
    const surface = await front(docsPage);
    await selectWithMouse(surface, 'an API familiar to users');
    await selectWithMouse(surface, python.passage);
    await until('the button', button);
  }
  const ENABLED = ['switch', 'Show the button when text is selected'] as const;

  test('hold in open pages at once: the button goes and comes with its switch', async () => {
    await seeButton();
    await front(options);
    expect(await button()).not.toBeNull();
    await pressControl(options.surface, ...ENABLED);
    await until('the button to be gone', async () => (await button()) === null);
    await pressControl(options.surface, ...ENABLED);
    await until('the button again', async () => {
      await selectWithMouse(await front(docsPage), 'an API familiar to users');
      await selectWithMouse(docsPage.surface, python.passage);
      // Selected anew only when the page has had its time to show the button.
      return until('the button', button, 2_000).catch(() => null);
    });
  });

  test('the page address is switched on in a press, and off again when the browser no longer allows it', async () => {
    const isOn = () =>
      options.surface.run(
        () =>
          [...document.querySelectorAll<HTMLInputElement>('#sent input')].find(({ labels }) =>
            labels?.[0]?.textContent?.includes("The page's address"),
          )?.checked ?? null,
      );
    await pressControl(await front(options), 'switch', "The page's address");
    await until('the switch to be on', isOn);
    if (reader.withdrawAddress) await reader.withdrawAddress();
    else await pressControl(options.surface, 'switch', "The page's address");
    await until('the switch to be off', async () => (await isOn()) === false);
  });

  if (name === 'Firefox') {
    test('follow what the reader takes and allows in the browser’s own settings', async () => {
      await seeButton();
      await reader.forbidSite?.('*://*/*');
      await until('the button to be gone', async () => (await button()) === null);
      await seeText(options.surface, 'No site yet.');
      await reader.allowSite?.('http://127.0.0.1/*');
      await seeText(options.surface, '127.0.0.1');
      await until('the button again', async () => {
        await selectWithMouse(await front(docsPage), 'an API familiar to users');
        await selectWithMouse(docsPage.surface, python.passage);
        return until('the button', button, 2_000).catch(() => null);
      });
    });
  }

  test('Withdraw deletes everything kept here, and Docent is off until the reader agrees again', async () => {
    const kept = await options.surface.run(storedEverywhere);
    expect(kept).toContain('marmot guard');
    await front(options);
    expect(await button()).not.toBeNull();
    await pressButton(options.surface, 'Withdraw');
    await pressButton(options.surface, 'Withdraw and delete');
    await seeText(options.surface, 'You have not agreed yet. Docent is off.');
    // Consent goes first, and the page says so; the other stores and the browser's permissions follow.
    await until('every store to be empty of it', async () => {
      const left = await options.surface.run(storedEverywhere);
      return !left.includes('marmot guard') && !/"consent":\{/.test(left);
    });
    await until('the browser to have its permissions back', () =>
      options.surface.run(async () => (await chrome.permissions.getAll()).origins?.length === 0),
    );
    await until('the button to be gone', async () => (await button()) === null);
    await until('no page to get the button any more', () =>
      options.surface.run(async () => (await chrome.scripting.getRegisteredContentScripts()).length === 0),
    );
    await seeText(await front(panel), 'What leaves your browser');
    expect(await hasControl(panel.surface, 'textbox', 'Your question')).toBe(false);
    expect(await panel.surface.run(visibleText)).not.toContain('marmot');
  });
});
