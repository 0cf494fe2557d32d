import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connectInOptions, switchTo } from '../backends/journey';
import { type KeyedModel, startKeyedModel } from '../../contracts/keyed-model';
import { ask, typeQuestion } from '../rig/ask';
import { listenToConsole, scanOwnConsoles, scanPage } from '../rig/canary';
import { type Chromium, launchChromium } from '../../../scripts/lib/chromium';
import { hasControl, pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { type Gate, openGate } from '../rig/gate';
import { chooseEverySite } from '../../../scripts/lib/first-run';
import { visibleText } from '../../../scripts/lib/in-page';
import { pythonPage } from '../rig/pages';
import { type RunningProxy, startProxy } from '../../../scripts/lib/proxy';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface } from '../../../scripts/lib/surface';

const KEY = '0123456789abcdef'.repeat(4);
/** Of the model whose key is remembered, and of the one whose key is not. */
const MODEL_KEYS = ['sk-kept-0123456789abcdef', 'sk-passing-0123456789abcdef'] as const;

describe('two profiles with one shared key', () => {
  let docs: DocsServer;
  let proxy: RunningProxy;
  let gate: Gate;
  let one: Chromium;
  let other: Chromium;
  let folder: string;
  let models: KeyedModel[] = [];
  const python = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(python.path, python.after, python.sentence);
    proxy = await startProxy({ env: { AUTH: 'key', PROXY_KEY: KEY, TOKEN_TTL_SECONDS: '20' } });
    gate = await openGate(proxy.address);
    folder = await mkdtemp(join(tmpdir(), 'docent-profile-'));
    const answers = { address: gate.address, key: KEY };
    const extension = inject('builds').chrome;
    one = await readyChromium({ extension, userDataDir: folder }, { ...answers, remember: true });
    other = await readyChromium({ extension }, answers);
  });
  afterAll(async () => {
    await one?.close();
    await other?.close();
    await Promise.all(models.map((model) => model.close()));
    await gate?.close();
    await proxy?.close();
    await docs?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  async function openPanel(chromium: Chromium): Promise<Surface> {
    const { page, surface } = await chromium.openTab(docs.origin + python.path);
    await selectWithMouse(surface, python.passage);
    await chromium.pressPopover(page);
    const panel = (await chromium.panel()).surface;
    await seeText(panel, 'Be cautious');
    return panel;
  }
  /** Token and thread of the conversation that a profile's last question went to. */
  const lastQuestion = () => {
    const found = gate.passed.findLast(({ type }) => type === 'threads.create' || type === 'threads.add_user_message');
    return found?.authorization ?? '';
  };
  /** A request as that profile's panel would make it. */
  async function call(authorization: string, body: object) {
    const response = await fetch(`${gate.address}/chatkit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, origin: `chrome-extension://${one.extensionId}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  }

  test('neither lists, opens, renames, deletes or retries a conversation of the other', async () => {
    await ask(await openPanel(one), python.question);
    const tokenOfOne = lastQuestion();
    const otherPanel = await openPanel(other);
    await pressButton(otherPanel, 'History');
    await seeText(otherPanel, 'Conversations appear here.');
    await pressButton(otherPanel, 'New conversation');
    await ask(otherPanel, 'Which guard allows nested brackets?');
    const tokenOfOther = lastQuestion();
    expect(tokenOfOther).not.toBe(tokenOfOne);

    const { data } = JSON.parse((await call(tokenOfOne, { type: 'threads.list', params: {} })).text) as {
      data: { id: string }[];
    };
    expect(data).toHaveLength(1);
    const thread_id = data[0]?.id ?? '';
    const items = JSON.parse((await call(tokenOfOne, { type: 'items.list', params: { thread_id } })).text) as {
      data: { id: string; type: string }[];
    };
    const item_id = items.data.find(({ type }) => type === 'user_message')?.id ?? '';
    for (const foreign of [
      { type: 'threads.get_by_id', params: { thread_id } },
      { type: 'items.list', params: { thread_id } },
      { type: 'threads.update', params: { thread_id, title: 'taken' } },
      { type: 'threads.delete', params: { thread_id } },
      { type: 'threads.retry_after_item', params: { thread_id, item_id } },
    ]) {
      const answer = await call(tokenOfOther, foreign);
      expect(`${foreign.type} ${answer.text}`).not.toContain(python.fact);
      expect(`${foreign.type} ${answer.text}`).not.toContain('taken');
    }
    expect((await call(tokenOfOne, { type: 'threads.get_by_id', params: { thread_id } })).text).toContain(python.fact);
  });

  test('a profile keeps its history when its token runs out and its worker dies', async () => {
    const { page, surface } = await one.panel();
    await one.killWorker();
    await page.evaluate(`chrome.storage.session.get(null).then((all) =>
      chrome.storage.session.remove(Object.keys(all).filter((key) => key.startsWith('token:'))))`);
    await pressButton(surface, 'History');
    await seeText(surface, /nested brackets/i);
  });

  test('models take keys, and a wrong one is told; neither key can be read in a page or a log', async () => {
    models = await Promise.all([startKeyedModel('kept', MODEL_KEYS[0]), startKeyedModel('passing', MODEL_KEYS[1])]);
    const docsPage = await one.openTab(docs.origin + python.path);
    const lines = listenToConsole(docsPage.page);
    const { page, surface } = await one.openTab(`chrome-extension://${one.extensionId}/options.html#backends`);
    const [kept, passing] = models;
    await pressControl(surface, 'textbox', 'Address or share link');
    await surface.type(`${kept?.address}/v1`);
    await pressButton(surface, 'Connect');
    await pressControl(surface, 'textbox', 'Key');
    await surface.type('sk-wrong-0123456789');
    await pressControl(surface, 'radio', 'Remember on this device');
    await pressButton(surface, 'Allow and connect');
    await seeText(surface, 'did not accept the key');
    await page.close();
    for (const [index, model] of models.entries())
      await connectInOptions(one, {
        address: `${model.address}/v1`,
        key: MODEL_KEYS[index] ?? '',
        remember: model === kept,
      });
    const { surface: panel } = await one.panel();
    await switchTo(panel, 'passing · this computer');
    expect((await ask(panel, 'What is a cache?')).text).toContain('This is passing speaking.');
    expect(passing?.keys.at(-1)).toBe(`Bearer ${MODEL_KEYS[1]}`);
    expect(kept?.keys).not.toContain(`Bearer ${MODEL_KEYS[1]}`);
    for (const key of MODEL_KEYS) {
      expect(await scanPage(docsPage.page, key, lines)).toEqual([]);
      expect(await scanOwnConsoles(one, key)).toEqual([]);
    }
    await docsPage.page.close();
  });

  test('and, as ticked, when the browser is started again', async () => {
    await one.close();
    one = await launchChromium({ extension: inject('builds').chrome, userDataDir: folder });
    // An extension loaded through DevTools is a new installation each time: the hosts have to be allowed again.
    await one.grantHosts();
    const welcome = await one.openTab(`chrome-extension://${one.extensionId}/welcome.html`);
    await chooseEverySite(welcome.surface);
    const panel = await openPanel(one);
    await pressButton(panel, 'History');
    await seeText(panel, /nested brackets/i);
    expect(await panel.run(visibleText)).not.toContain('Conversations appear here.');
    expect(await hasControl(panel, 'button', 'Sign in')).toBe(false);

    // The same with the keys of models: one was to be remembered, the other not.
    await switchTo(panel, 'kept · this computer');
    expect((await ask(panel, 'What is a heap?')).text).toContain('This is kept speaking.');
    await switchTo(panel, 'passing · this computer');
    await typeQuestion(panel, 'What is a cache?');
    await panel.press('Enter');
    await seeText(panel, 'asks you to sign in');
    await pressButton(panel, 'Enter key');
    await seeText(panel, 'Remember on this computer');
    expect(await panel.run(visibleText)).toContain('What is a cache?');
  });
});
