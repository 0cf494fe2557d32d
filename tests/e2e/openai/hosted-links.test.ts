import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type ContractServer } from '../../contracts/recorder';
import { startChatkitLink, startStarterApp } from '../../contracts/session-services';
import { environmentOf, fillIn, freePort, removeScaffolds, runScaffold, startScaffold } from '../../interop/scaffolded';
import { type Chromium } from '../../../scripts/lib/chromium';
import { hasControl, pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { downloaded } from '../rig/download';
import { connectBackEnd } from '../../../scripts/lib/first-run';
import { pythonPage } from '../rig/pages';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { startStaticHost, type StaticHost, writeFramePage } from '../rig/static-host';
import { type Surface, until } from '../../../scripts/lib/surface';
import { type StandIn, startStandIn } from './stand-in';
import { answers, askInFrame, askInPanel, connectHosted, offerPortTwice, openAiFrame } from './view-rig';

const SERVER_KEY = 'sk-canary-of-the-service';
const FIRST = 'wf_68a1b2c3d4e5f6';
const SECOND = 'wf_77aa88bb99cc00';
const THIRD = 'wf_99ee00ff11aa22';

describe('services that make sessions of OpenAI’s, and the frame page on a static host', () => {
  let docs: DocsServer;
  let openAi: StandIn;
  let link: ContractServer;
  let starter: ContractServer;
  let host: StaticHost;
  /** What `npm run scaffold` wrote for a hosted workflow: a proxy's settings, and pieces for the docs' host. */
  let written: string;
  let proxyPort: number;
  let chromium: Chromium;
  let page: Page;
  let panel: Surface;
  /** The name chatkit-link is given for the reader of the first workflow. */
  let reader = '';
  const python = pythonPage();
  const framePage = () => `${host.origin}/textbook/docent-frame/`;

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(python.path, python.after, python.sentence);
    openAi = await startStandIn();
    const service = { openAi: openAi.origin, apiKey: SERVER_KEY };
    link = await startChatkitLink(service);
    starter = await startStarterApp(service);
    host = await startStaticHost();
    chromium = await readyChromium({ extension: inject('builds').chrome }, 'device');
    const script = `${openAi.origin}/chatkit.js`;
    const origin = `chrome-extension://${chromium.extensionId}`;
    proxyPort = await freePort();
    written = await runScaffold(
      ...['--kind', 'openai', '--workflow', THIRD, '--backend-url', `http://127.0.0.1:${proxyPort}`],
      ...['--name', 'Textbook', '--base-url', '/textbook/', '--frame', '--origin', origin, '--script', script],
    );
    await cp(join(written, 'site/html'), join(host.folder, 'textbook'), { recursive: true });
    await writeFramePage(
      join(host.folder, 'others/docent-frame'),
      `chrome-extension://${'abcdefghijklmnop'.repeat(2)}`,
      script,
    );
  });
  afterAll(async () => {
    await chromium?.close();
    await host?.close();
    await starter?.close();
    await link?.close();
    await openAi?.close();
    await docs?.close();
    removeScaffolds();
  });

  const optionsPage = () => chromium.openTab(`chrome-extension://${chromium.extensionId}/options.html#backends`);
  /** What each service was asked with since the last call. */
  const takeSessions = (service: ContractServer) =>
    service.requests
      .splice(0)
      .filter(({ method, path }) => method === 'POST' && path === '/api/create-session')
      .map(({ json }) => json as { workflow_id?: string; api_key?: string; user_id?: string });
  const conversations = () => openAi.received.filter(({ path }) => path.endsWith('/conversation'));
  /** Looked for in the frame of the moment: right after a switch the one before may still be listed. */
  const answered = async (question: string) =>
    until('the answer', async () =>
      (await answers(await openAiFrame(page, 1_000))).some((text) => text.includes(`says: ${question}`)),
    );
  const stage = async () => {
    const { page: tab, surface } = await chromium.openTab(docs.origin + python.path);
    await selectWithMouse(surface, python.passage);
    await chromium.pressPopover(tab);
    ({ page, surface: panel } = await chromium.panel());
    await seeText(panel, 'Be cautious when parsing JSON data');
  };
  const switchTo = async (from: string, to: string) => {
    const before = page.frames().find((frame) => frame.url().includes('/frame.html'));
    await pressButton(panel, `Who answers: ${from}`);
    await pressControl(panel, 'menuitem', to);
    await until(`${to} to answer`, () => hasControl(panel, 'button', `Who answers: ${to.replace('*', '')}`));
    return until('its own window', async () => {
      const frame = await openAiFrame(page, 1_000);
      return frame !== before && frame;
    });
  };

  test('the frame page does nothing for a page of the web, nor for an extension it does not name', async () => {
    docs.page('/frames-it.html', '<!doctype html><title>Frames it</title><p>Frames it');
    const web = await chromium.openTab(`${docs.origin}/frames-it.html`);
    const own = await optionsPage();
    for (const [{ page: tab }, address] of [
      [web, framePage()],
      [own, `${host.origin}/others/docent-frame/`],
    ] as const) {
      expect(await offerPortTwice(tab, address)).toEqual({ hellos: 1, joined: null });
      await tab.close();
    }
    const alone = await chromium.openTab(framePage());
    await seeText(alone.surface, 'It does nothing on its own');
    await alone.page.close();
    expect(openAi.received).toEqual([]);
  });

  test('a shared link of chatkit-link, from paste to an answer about the passage and a pinned follow-up', async () => {
    await stage();
    const { page: tab, surface } = await optionsPage();
    await connectHosted(surface, { address: `${link.url}/?workflow=${FIRST}`, frame: framePage(), name: 'Guide' });
    await seeText(surface, 'OpenAI ends workflows made with Agent Builder on 30 November 2026');
    await seeText(surface, 'wf_68a1…e5f6');
    await tab.close();
    await openAiFrame(page);
    await seeText(panel, 'Goes to OpenAI when you press Send');
    expect(JSON.stringify([openAi.received, link.requests])).not.toMatch(/marmot|cautious|127\.0\.0\.1:\d+\/python/);
    await askInPanel(panel, python.question);
    await answered(python.question);
    await seeText(panel, 'Still about this passage');
    await askInPanel(panel, 'And when exactly?');
    await answered('And when exactly?');
    expect(conversations()).toHaveLength(2);
    for (const { body, authorization } of conversations()) {
      expect(body).toContain(python.sentence);
      expect(openAi.secrets.map((secret) => `Bearer ${secret}`)).toContain(authorization);
    }
  });

  test('every session is asked for with an empty key and the same reader, also after OpenAI has refused one', async () => {
    const before = takeSessions(link);
    // OpenAI ends every session: the next question is refused and asks for another.
    openAi.secrets.length = 0;
    const frame = await openAiFrame(page);
    await askInFrame(frame, 'And after a refusal?');
    await answered('And after a refusal?');
    const after = takeSessions(link);
    expect(after).toHaveLength(1);
    expect(before.length).toBeGreaterThan(0);
    reader = before[0]?.user_id ?? '';
    expect(reader).toMatch(/^[0-9a-f-]{36}$/);
    for (const session of [...before, ...after]) {
      expect(session).toEqual({ workflow_id: FIRST, api_key: '', user_id: reader });
    }
    const browserSide = JSON.stringify(openAi.received.filter(({ path }) => !path.endsWith('/sessions')));
    expect(browserSide).not.toContain(SERVER_KEY);
  });

  test('a second workflow is a back end of its own: renamed, switched to, with another reader, and removed', async () => {
    const { page: tab, surface } = await optionsPage();
    await connectHosted(surface, { address: `${link.url}/?workflow=${SECOND}`, frame: framePage() });
    const { host: name } = new URL(link.url);
    await pressButton(surface, `More for ${name}`);
    await pressControl(surface, 'menuitem', 'Rename');
    await pressControl(surface, 'textbox', 'Name of this back end');
    await surface.press('a', { hold: ['Control'] });
    await surface.type('Recipes');
    await pressButton(surface, 'Save');
    await seeText(surface, 'wf_77aa…cc00');
    const [session] = takeSessions(link);
    expect(session).toMatchObject({ workflow_id: SECOND, api_key: '' });
    expect(session?.user_id).not.toBe(reader);
    const asked = conversations().length;

    const frame = await switchTo('Guide', 'Recipes*');
    await askInFrame(frame, 'What is cooking?');
    await answered('What is cooking?');
    // The passage was pinned to the other conversation.
    expect(JSON.stringify(conversations().slice(asked))).not.toContain(python.sentence);

    const guide = await switchTo('Recipes', 'Guide*');
    await askInFrame(guide, 'Which of the two is this?');
    await answered('Which of the two is this?');

    await tab.bringToFront();
    await pressButton(surface, 'More for Recipes');
    await pressControl(surface, 'menuitem', 'Remove');
    await pressButton(surface, 'Remove');
    await until('it to be gone', async () => !(await hasControl(surface, 'button', 'More for Recipes')));
    await pressButton(panel, 'Who answers: Guide');
    expect(await hasControl(panel, 'menuitem', 'Recipes*')).toBe(false);
    await panel.press('Escape');
    await tab.close();
  });

  test('the starter app, by the address of its sessions and a workflow typed in', async () => {
    const { page: tab, surface } = await optionsPage();
    await connectHosted(surface, {
      address: `${starter.url}/api/create-session`,
      workflow: SECOND,
      frame: framePage(),
      name: 'Starter',
    });
    await tab.close();
    await switchTo('Guide', 'Starter*');
    await stage();
    await askInPanel(panel, python.question);
    await answered(python.question);
    expect(conversations().at(-1)?.body).toContain(python.sentence);
    const sessions = takeSessions(starter);
    expect(sessions.length).toBeGreaterThan(0);
    for (const session of sessions) expect(session).toEqual({ workflow: { id: SECOND } });
  });

  test('the list goes into one file and comes back from it, without keys and with another reader', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'docent-export-'));
    const { page: tab, surface } = await optionsPage();
    const name = 'docent-back-ends.json';
    const text = await downloaded(chromium, name, () => pressButton(surface, 'Export back ends'));
    const file = join(folder, name);
    await writeFile(file, text);
    expect(text).toContain(FIRST);
    expect(text).not.toMatch(/sk-|ek_|"user"/);

    await pressButton(surface, 'More for Guide');
    await pressControl(surface, 'menuitem', 'Remove');
    await pressButton(surface, 'Remove');
    await until('it to be gone', async () => !(await hasControl(surface, 'button', 'More for Guide')));
    const [chooser] = await Promise.all([tab.waitForFileChooser(), pressButton(surface, 'Import back ends')]);
    await chooser.accept([file]);
    await seeText(surface, 'Imported: Guide.');
    await pressButton(surface, 'More for Guide');
    await pressControl(surface, 'menuitem', 'Test');
    await until('the session', () => Promise.resolve(link.requests.some(({ method }) => method === 'POST')));
    await tab.close();
    await rm(folder, { recursive: true, force: true });

    const frame = await switchTo('Starter', 'Guide*');
    await askInFrame(frame, 'Are you back?');
    await answered('Are you back?');
    for (const { workflow_id, api_key, user_id } of takeSessions(link)) {
      expect([workflow_id, api_key]).toEqual([FIRST, '']);
      expect(user_id).not.toBe(reader);
    }
  });

  test('what the scaffold writes: the docs’ own address, below its path, names proxy, workflow and frame page', async () => {
    fillIn(written, { OPENAI_API_KEY: SERVER_KEY, OPENAI_BASE_URL: `${openAi.origin}/v1` });
    const stop = await startScaffold(written, proxyPort);
    try {
      const { page: tab, surface } = await optionsPage();
      const key = environmentOf(written).PROXY_KEY ?? '';
      await connectBackEnd(surface, { address: `${host.origin}/textbook/`, key });
      await tab.close();
      const frame = await switchTo('Guide', 'Textbook*');
      await askInFrame(frame, 'Who wrote you?');
      await answered('Who wrote you?');
      expect(page.frames().map((each) => each.url())).toContain(framePage());
      expect(openAi.received.findLast(({ path }) => path.endsWith('/sessions'))?.body).toContain(THIRD);
    } finally {
      await stop();
    }
  });
});
