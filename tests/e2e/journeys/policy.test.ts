import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { hasControl, seeText } from '../../../scripts/lib/controls';
import { type Firefox, GECKO_ID, launchFirefox } from '../../../scripts/lib/firefox';

/** As an administrator writes it; `tests/unit/settings` has the rules for each field. */
const POLICY = {
  consentGiven: true,
  welcome: false,
  allowOtherConnections: false,
  connections: [
    { name: 'House docs', kind: 'chatkit', apiUrl: 'http://127.0.0.1:9/chatkit', sites: ['docs.house.example'] },
  ],
};

/** The real policy store: https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/Native_manifests */
describe('Firefox with a policy for Docent', () => {
  let home: string;
  let firefox: Firefox;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'docent-home-'));
    const folder = join(home, '.mozilla', 'managed-storage');
    await mkdir(folder, { recursive: true });
    const manifest = { name: GECKO_ID, description: 'Policy', type: 'storage', data: POLICY };
    await writeFile(join(folder, `${GECKO_ID}.json`), JSON.stringify(manifest));
    firefox = await launchFirefox({ extension: inject('builds').firefox, env: { HOME: home } });
  });
  afterAll(async () => {
    await firefox?.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  test('is ready without a welcome page, and the panel has the back end that was set', async () => {
    const { page, surface: panel } = await firefox.openOwnPage('/sidepanel.html');
    await seeText(panel, 'House docs');
    await seeText(panel, 'Goes to 127.0.0.1:9 when you press Send');
    expect(await hasControl(panel, 'textbox', 'Your question')).toBe(true);
    await page.close();
    const tabs = await firefox.bidi.inBrowserWindow(
      "gBrowser.tabs.map((tab) => tab.linkedBrowser.currentURI.spec).join(' ')",
    );
    expect(tabs).not.toContain('welcome');
  });

  test('shows the settings it decides as locked', async () => {
    const { page, surface } = await firefox.openOwnPage('/options.html');
    await seeText(surface, 'Set by your organisation');
    await seeText(surface, 'Your organisation allows only these back ends.');
    await seeText(surface, 'Your organisation has agreed for you.');
    expect(await hasControl(surface, 'button', 'Withdraw')).toBe(false);
    expect(await hasControl(surface, 'textbox', 'Address or share link')).toBe(false);
    await page.close();
  });
});
