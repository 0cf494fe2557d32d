import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freePort, removeScaffolds, scaffold, startScaffold } from '../../interop/scaffolded';
import { ask } from '../rig/ask';
import { type Chromium } from '../../../scripts/lib/chromium';
import { hasControl, pressButton, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { type Gate, openGate } from '../rig/gate';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { until } from '../../../scripts/lib/surface';

const TEXT = 'The heron waits 4711 milliseconds before it reports.';
const html = (head: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8">${head}<title>Herons</title><h1>Herons</h1><p>${TEXT}</p></html>`;

describe('a docs page proposes its back end, a scaffolded docent.py', () => {
  let docs: DocsServer;
  let gate: Gate;
  let chromium: Chromium;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    docs = await serveDocs({});
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const out = scaffold(
      '--kind',
      'chat-json',
      '--backend-url',
      address,
      '--site',
      'localhost',
      '--name',
      'Heron docs',
    );
    stop = await startScaffold(out, port);
    gate = await openGate(address);
    const head = `<link rel="docent" href="${gate.address}">`;
    docs.page('/herons.html', html(head));
    docs.page('/off.html', html(`${head}<meta name="docent" content="off">`));
    chromium = await readyChromium({ extension: inject('builds').chrome }, 'device');
  });
  afterAll(async () => {
    await chromium?.close();
    await gate?.close();
    await stop?.();
    await docs?.close();
    removeScaffolds();
  });

  test('it is offered, asked nothing before the reader looks at it, and answers once connected', async () => {
    const site = docs.origin.replace('127.0.0.1', 'localhost');
    const { page, surface } = await chromium.openTab(`${site}/herons.html`);
    await selectWithMouse(surface, TEXT);
    await chromium.pressPopover(page);
    const panel = (await chromium.panel()).surface;
    await seeText(panel, `${new URL(site).host} proposes ${new URL(gate.address).host} to answer about its pages.`);
    expect(gate.passed).toEqual([]);

    await pressButton(panel, 'Look at it');
    const options = (await chromium.ownPage('/options.html')).surface;
    await seeText(options, `Proposed by ${new URL(site).host}`);
    expect(gate.passed).toEqual([]);
    await pressButton(options, 'Connect');
    await pressButton(options, 'Allow and connect');
    await seeText(options, 'is connected and answers');
    expect(JSON.stringify(gate.passed)).not.toContain('heron');

    await page.bringToFront();
    // The first back end that is connected answers from then on; the passage goes with the change.
    await seeText(panel, 'Heron docs');
    await seeText(panel, TEXT);
    expect((await ask(panel, 'How long does the heron wait?')).text).toContain('4711 milliseconds');
    expect((await ask(panel, 'And what does it do then, the heron?')).text).toContain('heron');
    const questions = gate.passed.filter(({ path, method }) => path === '/chat' && method === 'POST').slice(-2);
    expect(questions.map(({ body }) => (JSON.parse(body) as { selected_text?: string }).selected_text)).toEqual([
      TEXT,
      TEXT,
    ]);
  });

  test('a page that asks to be left alone has no button', async () => {
    const { page, surface } = await chromium.openTab(`${docs.origin}/off.html`);
    await selectWithMouse(surface, TEXT);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await chromium.popoverControl(page, 'Ask about selection')).toBeNull();
  });

  test('a page that the back end does not name cannot make it answer', async () => {
    const { page, surface } = await chromium.openTab(
      `chrome-extension://${chromium.extensionId}/options.html?${new URLSearchParams({
        address: gate.address,
        page: 'https://evil.example/guide',
      }).toString()}`,
    );
    await pressButton(surface, 'Connect');
    await until('the refusal', async () => (await seeText(surface, 'does not say that it answers')).length > 0);
    expect(await hasControl(surface, 'button', 'Allow and connect')).toBe(false);
    await page.close();
  });
});
