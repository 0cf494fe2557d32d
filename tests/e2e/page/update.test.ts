import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { serveDocs, type DocsServer } from '../../../scripts/lib/docs-server';
import { seeText } from '../../../scripts/lib/controls';
import { visibleText } from '../../../scripts/lib/in-page';
import * as old from '../../contracts/profile-0.1.0';
import { composerText, settingsRecord, storedConnections } from '../rig/own-page';
import { readyChromium, readyFirefox } from '../rig/ready';
import { seedDraft, seedProfile } from '../rig/seed-profile';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';

const builds = inject('builds');
const PLAIN = 'Some plain words stand here';
const GUIDE = `<!doctype html><html lang="en"><title>Guide</title><link rel="icon" href="data:,"><body style="margin:40px;font:16px/1.5 sans-serif"><h1>Guide</h1><p>${PLAIN} to select.</p></body></html>`;

interface Launched {
  openOwnPage(path: string): Promise<{ page: Page; surface: Surface }>;
  openTab(url: string): Promise<{ page: Page; surface: Surface }>;
  pressPopover(page: Page, name?: string): Promise<void>;
  close(): Promise<void>;
}

/** A reader's browser, and what its store does when a newer version is there. */
const browsers: Record<
  'chrome' | 'firefox',
  (extension: string) => Promise<{ browser: Launched; update(version: string): Promise<void> }>
> = {
  async chrome(extension) {
    const browser = await readyChromium({ extension }, 'device');
    return {
      browser: {
        ...browser,
        openOwnPage: (path) => browser.openTab(`chrome-extension://${browser.extensionId}${path}`),
      },
      async update(version) {
        const page = await browser.browser.newPage();
        await page.goto('chrome://extensions');
        // Out of developer mode, Chromium switches an unpacked extension off instead of reading it anew.
        await page.evaluate(
          `chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })
              .then(() => chrome.developerPrivate.reload(${JSON.stringify(browser.extensionId)}, { failQuietly: true }))`,
        );
        // It is off in between, and its pages are refused.
        await until('the new version to be on', () =>
          page.evaluate(
            `chrome.developerPrivate.getExtensionInfo(${JSON.stringify(browser.extensionId)})
                .then((now) => now.state === 'ENABLED' && now.version === ${JSON.stringify(version)})`,
          ),
        );
        await page.close();
      },
    };
  },
  async firefox(extension) {
    const browser = await readyFirefox({ extension }, 'device');
    return { browser, update: async () => void (await browser.browser.installExtension(extension)) };
  },
};

describe.each(['chrome', 'firefox'] as const)('an update in %s', (name) => {
  let docs: DocsServer;
  let extension: string;
  let browser: Launched;
  let update: (version: string) => Promise<void>;

  beforeAll(async () => {
    docs = await serveDocs();
    docs.page('/guide.html', GUIDE);
    extension = await mkdtemp(join(tmpdir(), 'docent-update-'));
    await cp(builds[name], extension, { recursive: true });
    ({ browser, update } = await browsers[name](extension));
  });
  afterAll(async () => {
    await browser?.close();
    await docs?.close();
    await rm(extension, { recursive: true, force: true });
  });

  async function updateTo(version: string): Promise<void> {
    const path = join(extension, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8')) as object;
    await writeFile(path, JSON.stringify({ ...manifest, version }));
    await update(version);
  }

  test('takes the old button out of open tabs and brings one that works, without a reload or an error', async () => {
    const { page, surface } = await browser.openTab(`${docs.origin}/guide.html`);
    const problems: string[] = [];
    page.on('console', (message) => /error|warn/.test(message.type()) && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(String(error)));
    const hosts = () => surface.run(() => document.querySelectorAll('html > [data-docent]').length);
    const show = () =>
      until('the button', async () => {
        await surface.run(() => getSelection()!.removeAllRanges());
        await selectWithMouse(surface, PLAIN);
        await surface.run(() => new Promise((done) => setTimeout(done, 300)));
        return (await hosts()) === 1;
      });
    await show();
    await surface.run(() => document.querySelector('html > [data-docent]')!.setAttribute('data-old', ''));

    await updateTo('0.1.0.1');
    await page.bringToFront();
    await until('the old button to go', () => surface.run(() => !document.querySelector('[data-old]')));
    await show();
    await browser.pressPopover(page, 'More');
    expect(await hosts()).toBe(1);
    expect(problems).toEqual([]);
  });

  test('keeps settings, back ends, consent, conversations and draft of 0.1.0, and makes the list of sites', async () => {
    const before = await browser.openOwnPage('/options.html');
    // Our own page would hold the databases open.
    await before.surface.run(() => void document.getElementById('root')?.remove());
    await before.surface.run(seedProfile, old);
    await updateTo('0.1.0.2');
    const options = await browser.openOwnPage('/options.html');
    await seeText(options.surface, 'House docs');
    for (const text of ['Local chat', 'docs.house.example', 'You agreed on', 'chat.house.example', 'quiet.example'])
      await seeText(options.surface, text);
    expect(await options.surface.run(visibleText)).not.toContain('could not be read');
    const kept = await until('the list of sites', async () => {
      const record = (await options.surface.run(settingsRecord, null)) as { buttonSites?: unknown };
      return record.buttonSites ? record : null;
    });
    expect(kept).toEqual({ ...old.settings, buttonSites: ['*://*/*'] });
    expect(await options.surface.run(storedConnections)).toEqual(expect.arrayContaining([...old.connections]));

    await options.surface.run(seedDraft, old.draft);
    const panel = await browser.openOwnPage('/sidepanel.html');
    await seeText(panel.surface, 'Some plain words');
    await seeText(panel.surface, old.ANSWERED);
    await seeText(panel.surface, 'The marmot guard keeps the burrow');
    await until('what was typed', async () => (await panel.surface.run(composerText)) === old.TYPED);
  });
});
