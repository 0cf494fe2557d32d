import { type ExportedData, exportFileName } from '../../../utils/settings-page/export-data';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { argumentsOfGuide } from '../../interop/as-owner';
import { type Orcheo, startOrcheo } from '../../contracts/orcheo';
import { type Chats, startChats } from '../../interop/chats';
import { environmentOf, freePort, removeScaffolds, scaffold, startScaffold } from '../../interop/scaffolded';
import { ask, typeQuestion } from '../rig/ask';
import { type Chromium } from '../../../scripts/lib/chromium';
import { pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { downloaded } from '../rig/download';
import { type Firefox } from '../../../scripts/lib/firefox';
import { connectBackEnd } from '../../../scripts/lib/first-run';
import { pythonPage } from '../rig/pages';
import { visibleText } from '../../../scripts/lib/in-page';
import { readyChromium, readyFirefox } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';

const WORKFLOW = '123e4567-e89b-12d3-a456-426614174000';
const SERVICE_TOKEN = 'service-token-of-the-tests';

/** Questions that reached one of the chats. */
const asked = (chats: Chats, app: string) =>
  chats.seen.filter((one) => one.app === app && one.method === 'POST' && /chat\/?$/.test(one.path));

/** The back end of the owners' guide: its first command, and the README that this writes. */
async function startGuide(): Promise<{ address: string; key: string; stop(): Promise<void> }> {
  const out = scaffold(...argumentsOfGuide());
  const port = await freePort();
  const end = await startScaffold(out, port);
  const stop = () => end().finally(removeScaffolds);
  return { address: `http://127.0.0.1:${port}`, key: environmentOf(out).DOCENT_KEY ?? '', stop };
}

async function answerWith(panel: Surface, from: string, to: string): Promise<void> {
  await pressButton(panel, `Who answers: ${from}`);
  await pressControl(panel, 'menuitemradio', `${to}*`);
  await until(`${to} to answer`, async () => (await seeText(panel, to)).includes(to));
}

describe('Chromium with chat APIs that are not ChatKit', () => {
  let docs: DocsServer;
  let chats: Chats;
  let orcheo: Orcheo;
  let chromium: Chromium;
  let panel: Surface;
  const python = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(python.path, python.after, python.sentence);
    orcheo = await startOrcheo({
      workflows: [{ id: WORKFLOW, handle: 'docs', name: 'Docs', published: false }],
      serviceToken: SERVICE_TOKEN,
      signingKey: 'a signing key of the tests, long enough',
      stepMs: 2,
    });
    chats = await startChats({ ORCHEO_BACKEND: orcheo.url, ORCHEO_SERVICE_TOKEN: SERVICE_TOKEN });
    chromium = await readyChromium({ extension: inject('builds').chrome }, { address: `${chats.address}/json` });
  });
  afterAll(async () => {
    await chromium?.close();
    chats?.stop();
    await orcheo?.close();
    await docs?.close();
  });

  async function stage(): Promise<void> {
    const { page, surface } = await chromium.openTab(docs.origin + python.path);
    await selectWithMouse(surface, python.passage);
    await chromium.pressPopover(page);
    panel = (await chromium.panel()).surface;
    await seeText(panel, 'Be cautious when parsing JSON data');
  }

  async function connect(address: string, key?: string): Promise<void> {
    const { page, surface } = await chromium.openTab(`chrome-extension://${chromium.extensionId}/options.html`);
    await connectBackEnd(surface, { address, ...(key !== undefined && { key }) });
    await page.close();
  }

  test('the JSON chat answers from the passage alone, again in its session, and from all docs when asked to', async () => {
    const before = chats.seen.length;
    await stage();
    expect(JSON.stringify(chats.seen.slice(before))).not.toContain('cautious');
    await seeText(panel, 'All docs');
    const first = await ask(panel, python.question);
    expect(first.text).toContain(python.fact);
    expect((await ask(panel, 'And when exactly?')).text).toContain(python.fact);
    const [one, two] = asked(chats, 'json').slice(-2);
    expect(one?.body).toMatchObject({
      mode: 'selection_only',
      selected_text: expect.stringContaining(python.sentence) as string,
    });
    expect(two?.body).toMatchObject({ mode: 'selection_only', session_id: one?.body?.session_id });
    await stage();
    await pressControl(panel, 'radio', 'All docs');
    expect((await ask(panel, 'And elsewhere?')).text).toContain('the whole book');
    expect(asked(chats, 'json').at(-1)?.body).toMatchObject({ mode: 'normal' });
  });

  test('named events stream in painted steps with their sources; cut, and refused, answers say so', async () => {
    await connect(`${chats.address}/book`);
    await answerWith(panel, 'ChatKit Backend', 'RoboTutor Chat API');
    await stage();
    const first = await ask(panel, python.question);
    expect(first.text).toContain(python.fact);
    expect(first.paintedSteps).toBeGreaterThanOrEqual(5);
    await seeText(panel, 'Sim-to-Real');
    // Its title and its section are one.
    expect(await panel.run(visibleText)).not.toContain('Sim-to-Real › Sim-to-Real');
    expect((await ask(panel, 'And when exactly?')).text).toContain('Answer 2');
    const [one, two] = asked(chats, 'book').slice(-2);
    expect(two?.body?.selected_text).toBe(one?.body?.selected_text);
    await typeQuestion(panel, 'Please cut please');
    await panel.press('Enter');
    await seeText(panel, 'The answer stopped halfway');
    await typeQuestion(panel, 'This is too many');
    await panel.press('Enter');
    await seeText(panel, 'asks for a pause of 9 seconds');
  });

  test('the Todo handler, pasted with the reader’s id: signed in by their own key, its slash found, Stop ends the request', async () => {
    await connect(`${chats.address}/todo/api/ann/chat`, chats.login);
    await answerWith(panel, 'RoboTutor Chat API', 'Todo assistant');
    await stage();
    expect((await ask(panel, python.question)).text).toContain(python.fact);
    expect((await ask(panel, 'And when exactly?')).text).toContain('for ann');
    expect(asked(chats, 'todo').at(-1)?.body?.message).toContain(python.sentence);
    expect(asked(chats, 'todo').map(({ path }) => path)).toContain('/todo/api/ann/chat/');
    await typeQuestion(panel, 'slow please');
    await panel.press('Enter');
    await seeText(panel, 'slow please');
    await seeText(panel, 'Answer 4 for ann');
    await pressButton(panel, 'Stop');
    await until('the server to learn of Stop', async () => chats.gone.length > 0);
  });

  test('a chat that takes its token in the address is refused with a sentence, and is sent none', async () => {
    const { page, surface } = await chromium.openTab(`chrome-extension://${chromium.extensionId}/options.html`);
    await pressControl(surface, 'textbox', 'Address or share link');
    await surface.type(`${chats.address}/generated`);
    await pressButton(surface, 'Connect');
    await seeText(surface, 'takes its token in the address');
    await page.close();
    // What is looked for while connecting: a description, and whether it is a model server.
    const others = chats.seen.filter(({ app, path }) => app === 'generated' && !/(?:\.json|\/models)$/.test(path));
    expect(others).toEqual([]);
  });

  test('the token proxy of Orcheo’s guide, pasted with its workflow, asks where Orcheo is and then lets the reader in', async () => {
    const { page, surface } = await chromium.openTab(`chrome-extension://${chromium.extensionId}/options.html`);
    await pressControl(surface, 'textbox', 'Address or share link');
    await surface.type(`${chats.address}/vend/chatkit-token?workflow_id=${WORKFLOW}`);
    await surface.press('Enter');
    await seeText(surface, 'gives out tokens for a workflow of Orcheo');
    await pressControl(surface, 'textbox', 'Address of the Orcheo API');
    await surface.type(orcheo.url);
    await surface.press('Enter');
    await pressButton(surface, 'Allow and connect');
    await seeText(surface, 'is connected and answers');
    await page.close();
    // Called by what was pasted.
    const name = new URL(chats.address).host;
    await answerWith(panel, 'Todo assistant', name);
    await stage();
    expect((await ask(panel, python.question)).text).toContain(python.fact);
    expect((await ask(panel, 'And when exactly?')).text).toContain(python.fact);
    const vends = chats.seen.filter(({ app, method }) => app === 'vend' && method === 'POST');
    expect(vends.map(({ query }) => query)).toEqual([`workflow_id=${WORKFLOW}`]);
    const asked = orcheo.requests.filter(({ path }) => path === '/api/chatkit');
    expect(asked.every(({ headers }) => headers.authorization?.startsWith('Bearer ey'))).toBe(true);
    await answerWith(panel, name, 'Todo assistant');
  });

  test('none of them saw another’s key, question or passage', async () => {
    const wire = (app: string) => JSON.stringify(chats.seen.filter((one) => one.app === app));
    expect(wire('json') + wire('book')).not.toContain('Bearer');
    expect(wire('book')).not.toContain('And elsewhere?');
    expect(wire('todo')).not.toContain('Please cut');
    const login = chats.seen.filter(({ authorization }) => authorization === `Bearer ${chats.login}`);
    expect(new Set(login.map(({ path }) => path))).toEqual(new Set(['/todo/api/chatkit/session']));
  });

  test('what is kept here is renamed, opened again, exported and deleted, and no server hears of it', async () => {
    const before = chats.seen.length;
    await answerWith(panel, 'Todo assistant', 'ChatKit Backend');
    await pressButton(panel, 'History');
    await pressButton(panel, 'Rename “*');
    await panel.type('Marmots and brackets');
    await panel.press('Enter');
    await pressButton(panel, 'Marmots and brackets*');
    await seeText(panel, python.fact);

    const { page, surface } = await chromium.openTab(`chrome-extension://${chromium.extensionId}/options.html`);
    const exported = async () => {
      const text = await downloaded(chromium, exportFileName(Date.now()), () => pressButton(surface, 'Export'));
      return { text, titles: (JSON.parse(text) as ExportedData).conversations.map(({ thread }) => thread.title) };
    };
    const first = await exported();
    expect(first.titles).toContain('Marmots and brackets');
    expect(first.titles.length).toBeGreaterThanOrEqual(3);
    expect(first.text).toContain(python.sentence);
    expect(first.text).not.toContain(chats.login);

    await pressButton(panel, 'History');
    await pressButton(panel, 'Delete “Marmots and brackets”');
    await pressButton(panel, 'Delete');
    await seeText(panel, 'Conversations appear here.');
    const others = first.titles.filter((title) => title !== 'Marmots and brackets');
    expect((await exported()).titles).toEqual(others);

    await pressButton(surface, 'Delete conversations');
    await pressButton(surface, 'Delete conversations');
    await seeText(surface, 'Conversations deleted');
    const last = await exported();
    expect(last.titles).toEqual([]);
    expect(last.text).not.toContain(python.sentence);
    await page.close();
    // The textbook's own sessions may be listed, which only reads.
    expect(chats.seen.slice(before).filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('what the owners’ guide writes with its first command lets its reader in and answers', async () => {
    const guide = await startGuide();
    try {
      await connect(guide.address, guide.key);
      await answerWith(panel, 'ChatKit Backend', 'Example docs');
      await stage();
      expect((await ask(panel, python.question)).text).toContain(python.fact);
      expect((await ask(panel, 'And when exactly?')).paintedSteps).toBeGreaterThan(0);
    } finally {
      await guide.stop();
    }
  });
});

describe('Firefox with chat APIs that are not ChatKit', () => {
  let docs: DocsServer;
  let chats: Chats;
  let firefox: Firefox;
  const python = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(python.path, python.after, python.sentence);
    chats = await startChats();
    firefox = await readyFirefox({ extension: inject('builds').firefox }, { address: `${chats.address}/json` });
  });
  afterAll(async () => {
    await firefox?.close();
    chats?.stop();
    await docs?.close();
  });

  test('the JSON chat and both streams answer from the passage, and again with it pinned', async () => {
    const { page, surface } = await firefox.openTab(docs.origin + python.path);
    const stage = async () => {
      await page.bringToFront();
      await selectWithMouse(surface, python.passage);
      await firefox.pressPopover(page);
    };
    const connect = async (address: string, key?: string) => {
      const options = await firefox.openOwnPage('/options.html');
      await connectBackEnd(options.surface, { address, ...(key !== undefined && { key }) });
      await options.page.close();
    };
    await stage();
    await (await firefox.popup()).press('Enter');
    const panel = await firefox.sidebar();
    await seeText(panel, 'Be cautious when parsing JSON data');
    expect((await ask(panel, python.question)).text).toContain(python.fact);
    expect((await ask(panel, 'And when exactly?')).text).toContain(python.fact);

    await connect(`${chats.address}/book`);
    await answerWith(panel, 'ChatKit Backend', 'RoboTutor Chat API');
    await stage();
    await seeText(panel, 'Be cautious when parsing JSON data');
    const streamed = await ask(panel, python.question);
    expect(streamed.text).toContain(python.fact);
    expect(streamed.paintedSteps).toBeGreaterThanOrEqual(5);
    expect((await ask(panel, 'And when exactly?')).text).toContain('Answer 2');

    await connect(`${chats.address}/todo`, chats.login);
    await answerWith(panel, 'RoboTutor Chat API', 'Todo assistant');
    await stage();
    await seeText(panel, 'Be cautious when parsing JSON data');
    expect((await ask(panel, python.question)).text).toContain(python.fact);
    expect((await ask(panel, 'And when exactly?')).text).toContain('for ann');
    const login = chats.seen.filter(({ authorization }) => authorization === `Bearer ${chats.login}`);
    expect(new Set(login.map(({ path }) => path))).toEqual(new Set(['/todo/api/chatkit/session']));

    // What the owners' guide writes with its first command: Firefox's id is new in every profile, so no list holds it.
    const guide = await startGuide();
    try {
      await connect(guide.address, guide.key);
      await answerWith(panel, 'Todo assistant', 'Example docs');
      await stage();
      await seeText(panel, 'Be cautious when parsing JSON data');
      expect((await ask(panel, python.question)).text).toContain(python.fact);
    } finally {
      await guide.stop();
    }
  });
});
