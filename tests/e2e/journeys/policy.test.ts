import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { hasControl, pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type Firefox, GECKO_ID, launchFirefox } from '../../../scripts/lib/firefox';
import { type Ollama, startOllama } from '../../contracts/ollama';

/** As an administrator writes it; `tests/unit/settings` has the rules for each field. */
const POLICY = {
  consentGiven: true,
  welcome: false,
  allowOtherConnections: false,
  connections: [
    { name: 'House docs', kind: 'chatkit', apiUrl: 'http://127.0.0.1:9/chatkit', sites: ['docs.house.example'] },
  ],
};

async function homeWith(policy: object): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'docent-home-'));
  const folder = join(home, '.mozilla', 'managed-storage');
  await mkdir(folder, { recursive: true });
  const manifest = { name: GECKO_ID, description: 'Policy', type: 'storage', data: policy };
  await writeFile(join(folder, `${GECKO_ID}.json`), JSON.stringify(manifest));
  return home;
}

/** The real policy store: https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/Native_manifests */
describe('Firefox with a policy for Docent', () => {
  let home: string;
  let firefox: Firefox;

  beforeAll(async () => {
    home = await homeWith(POLICY);
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

describe('Firefox whose policy forbids keys and language models', () => {
  let home: string;
  let firefox: Firefox;
  let here: Ollama;
  let cloud: Ollama;
  let keyed: Server;

  beforeAll(async () => {
    [here, cloud] = await Promise.all([
      startOllama(['llama3'], 'moz-extension://*'),
      startOllama(['gpt-oss:120b-cloud'], 'moz-extension://*'),
    ]);
    const descriptor = { name: 'Keyed docs', kind: 'chatkit', chatkit: { url: '/chatkit' }, auth: 'key' };
    keyed = createServer((request, response) => {
      response.writeHead(request.url === '/.well-known/docent.json' ? 200 : 404, {
        'content-type': 'application/json',
      });
      response.end(JSON.stringify(descriptor));
    });
    await new Promise<void>((resolve) => keyed.listen(0, '127.0.0.1', resolve));
    home = await homeWith({
      consentGiven: true,
      consentVersion: 2,
      welcome: false,
      allowKeys: false,
      allowModelsHere: false,
      allowModelsElsewhere: false,
    });
    firefox = await launchFirefox({ extension: inject('builds').firefox, env: { HOME: home } });
  });
  afterAll(async () => {
    await firefox?.close();
    await Promise.all([here?.close(), cloud?.close(), new Promise((resolve) => keyed?.close(resolve))]);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  test.each([
    ['a model on this computer', () => here.address, 'Your organisation does not allow this language model.'],
    ['a model of Ollama’s cloud', () => cloud.address, 'Your organisation does not allow this language model.'],
    [
      'a back end with a key',
      () => `http://127.0.0.1:${(keyed.address() as AddressInfo).port}`,
      'Your organisation does not allow keys',
    ],
  ])('%s is not connected, and the reader is told why', async (_name, address, sentence) => {
    const { page, surface } = await firefox.openOwnPage('/options.html');
    await pressControl(surface, 'textbox', 'Address or share link');
    await surface.type(address());
    await pressButton(surface, 'Connect');
    await seeText(surface, sentence);
    expect(await hasControl(surface, 'textbox', 'Key')).toBe(false);
    expect(await hasControl(surface, 'button', 'Look for Ollama*')).toBe(false);
    await page.close();
  });

  test('nothing of a question reached a model', () =>
    expect([...here.asked, ...cloud.asked].filter(({ body }) => body.includes('messages'))).toEqual([]));
});
