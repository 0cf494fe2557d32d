import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { LOGIN_COOKIE, type Orcheo, startOrcheo, type Workflow } from '../../contracts/orcheo';
import { ask, typeQuestion } from '../rig/ask';
import { readAnswer, watchAnswer } from '../../../scripts/lib/answer';
import { type Chromium } from '../../../scripts/lib/chromium';
import { pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { visibleText } from '../../../scripts/lib/in-page';
import { pythonPage } from '../rig/pages';
import { type RunningProxy, startProxy } from '../../../scripts/lib/proxy';
import { readyChromium } from '../rig/ready';
import { type Surface, until } from '../../../scripts/lib/surface';
import { askTwice, connectInOptions, stage, switchTo } from './journey';

const PUBLISHED = randomUUID();
const PRIVATE = randomUUID();
const MEMBERS = randomUUID();
const NAMESAKE = randomUUID();
const SERVICE_TOKEN = 'service-canary-Zq8Lm2Rt6Vb0Xc4NpW';
const PROXY_KEY = 'shared-canary-k9Q2vV7xLmN4pR6sT8uW0yZ3';

describe('Chromium with Orcheo', () => {
  let docs: DocsServer;
  let orcheo: Orcheo;
  let proxy: RunningProxy;
  let chromium: Chromium;
  let panel: Surface;
  /** Whom the published workflow's requests come from. */
  let visitor: string | string[] | undefined;
  const planted = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(planted.path, planted.after, planted.sentence);
    orcheo = await startOrcheo({
      workflows: [
        { id: PUBLISHED, handle: 'docs', name: 'Node workflow', published: true, workspace: 'acme', team: 'node' },
        // The last of a handle is the one that is found without workspace and team.
        { id: NAMESAKE, handle: 'docs', name: 'Namesake', published: true, workspace: 'acme', team: 'other' },
        { id: PRIVATE, handle: 'inner-docs', name: 'Inner workflow', published: false, workspace: 'acme' },
        { ...members, id: MEMBERS },
      ],
      studio: 'same',
      workspaces: ['acme'],
      members: ['acme'],
      serviceToken: SERVICE_TOKEN,
      signingKey: 'orcheo-signing-canary-0123456789abcdef',
      ttlSeconds: 60,
    });
    proxy = await startProxy({
      env: {
        ORCHEO_URL: orcheo.url,
        ORCHEO_SERVICE_TOKEN: SERVICE_TOKEN,
        ORCHEO_WORKFLOW_ID: PRIVATE,
        PROXY_KEY,
        SITE_NAME: 'Inner docs',
      },
    });
    // Row 2, from the pasted share link.
    chromium = await readyChromium({ extension: inject('builds').chrome }, { address: shareLinkOf(PUBLISHED) });
  });
  afterAll(async () => {
    await chromium?.close();
    await proxy?.close();
    await orcheo?.close();
    await docs?.close();
  });

  const shareLinkOf = (id: string) => orcheo.shareLink(orcheo.options.workflows.find((one) => one.id === id)!);
  const visitorsOf = (requests: Orcheo['requests']) => [
    ...new Set(requests.map(({ headers }) => headers['x-orcheo-visitor-id'])),
  ];
  /** Requests of the chat since the last call. */
  const takeChat = () => orcheo.requests.splice(0).filter(({ path }) => path === '/api/chatkit');
  const messages = (requests: ReturnType<typeof takeChat>) =>
    requests.filter(({ json }) => json?.type === 'threads.create' || json?.type === 'threads.add_user_message');

  test('a published workflow is connected by its share link, under its own name', async () => {
    panel = await stage(chromium, docs.origin, planted);
    await seeText(panel, 'Node workflow');
    await seeText(panel, `Goes to ${new URL(orcheo.url).host} when you press Send`);
    const wire = JSON.stringify(orcheo.requests);
    expect(wire).not.toContain('marmot');
    expect(wire).not.toContain(docs.origin);
    const chat = takeChat();
    expect(chat.every(({ json }) => json?.workflow_id === PUBLISHED)).toBe(true);
    // The live test and the panel are one visitor, who owns the history.
    expect(visitorsOf(chat)).toEqual([expect.stringMatching(/^[A-Za-z0-9_-]{8,128}$/)]);
    [visitor] = visitorsOf(chat);
  });

  test('its progress is on screen while it works, and the answer knows the passage, at first and when asked on', async () => {
    await typeQuestion(panel, 'What is this about?');
    await watchAnswer(panel);
    await panel.press('Enter');
    await seeText(panel, 'Running the workflow');
    const first = await readAnswer(panel);
    expect(first.text).toContain(planted.sentence);
    await seeText(panel, 'Still about this passage');
    expect((await ask(panel, 'And then?')).text).toContain(planted.sentence);
    const requests = takeChat();
    for (const { json, headers } of requests) {
      expect([json?.workflow_id, (json?.metadata as { workflow_id?: string }).workflow_id]).toEqual([
        PUBLISHED,
        PUBLISHED,
      ]);
      expect(headers.cookie).toBeUndefined();
      expect(headers.authorization).toBeUndefined();
    }
    expect(visitorsOf(requests)).toEqual([visitor]);
    expect(messages(requests)).toHaveLength(2);
    for (const { body } of messages(requests)) expect(body).toContain(planted.sentence);
    expect(JSON.stringify(requests)).not.toContain(docs.origin);
  });

  test('the reader’s own messages are drawn as written, not with the block', async () => {
    const text = await panel.run(visibleText);
    expect(text).toContain('What is this about?');
    // Answers echo what the workflow was given; the reader's bubbles come before them.
    const bubbles = await panel.run(() =>
      [
        ...(document
          .querySelector('openai-chatkit')
          ?.shadowRoot?.querySelectorAll('.bubble, .user, article.question') ?? []),
      ].map(({ textContent }) => textContent ?? ''),
    );
    expect(bubbles.length).toBeGreaterThan(0);
    expect(bubbles.join('\n')).not.toMatch(/\[docent [0-9a-f]{32}\]/);
  });

  test('a private workflow is connected by the address of its token proxy, and each back end sees only its own', async () => {
    await connectInOptions(chromium, { address: proxy.address, key: PROXY_KEY });
    orcheo.requests.splice(0);
    await switchTo(panel, 'Inner docs');
    await pressButton(panel, 'New conversation');
    panel = await stage(chromium, docs.origin, planted);
    const { first, followUp } = await askTwice(panel);
    expect(first).toContain(planted.sentence);
    expect(followUp).toContain(planted.sentence);
    const all = orcheo.requests.splice(0);
    const chat = all.filter(({ path }) => path === '/api/chatkit');
    expect(messages(chat)).toHaveLength(2);
    for (const { headers, json } of chat) {
      expect(headers.authorization).toMatch(/^Bearer ey/);
      expect(headers['x-orcheo-visitor-id']).toBeUndefined();
      expect(json?.workflow_id).toBe(PRIVATE);
    }
    const wire = JSON.stringify(chat);
    expect(wire).not.toContain(SERVICE_TOKEN);
    expect(wire).not.toContain(PROXY_KEY);
    // Every vend names the workflow and none gives a secret back.
    const vends = all.filter(({ path }) => path === '/api/chatkit/session');
    for (const { json } of vends) expect(Object.keys(json ?? {}).sort()).toEqual(['user', 'workflow_id']);
    expect(vends.length).toBeLessThanOrEqual(1);

    await switchTo(panel, 'Node workflow');
    await ask(panel, 'And for everybody?');
    const published = takeChat();
    expect(published.length).toBeGreaterThan(0);
    for (const { headers, body } of published) {
      expect(headers.authorization).toBeUndefined();
      expect(body).not.toContain(PRIVATE);
      // The passage was pinned to the other conversation.
      expect(body).not.toContain(planted.sentence);
    }
  });

  test('a workflow that wants a login: signed in on the page it is shared on, then asked with its cookie', async () => {
    const { page, surface } = await chromium.openTab(
      `chrome-extension://${chromium.extensionId}/options.html#backends`,
    );
    await pressControl(surface, 'textbox', 'Address or share link');
    await surface.type(shareLinkOf(MEMBERS));
    await surface.press('Enter');
    await seeText(surface, 'asks you to sign in again');
    await pressButton(surface, 'Sign in');
    await seeText(surface, 'in the tab that has opened');
    await until('the page to sign in on', async () =>
      (await chromium.browser.pages()).find((tab) => tab.url() === shareLinkOf(MEMBERS)),
    );
    await until('the session', async () =>
      (await chromium.browser.cookies()).some(({ name }) => LOGIN_COOKIE.startsWith(`${name}=`)),
    );
    await page.bringToFront();
    await pressButton(surface, 'Try again');
    await seeText(surface, 'is connected and answers');
    await seeText(surface, 'Signed in, by your session there');
    await page.close();

    orcheo.requests.splice(0);
    await switchTo(panel, 'Members workflow');
    panel = await stage(chromium, docs.origin, planted);
    const { first, followUp } = await askTwice(panel);
    expect(first).toContain(planted.sentence);
    expect(followUp).toContain(planted.sentence);
    const chat = takeChat();
    expect(messages(chat)).toHaveLength(2);
    for (const { headers, json } of chat) {
      expect([headers.cookie, headers.authorization, json?.workflow_id]).toEqual([LOGIN_COOKIE, undefined, MEMBERS]);
    }

    // The cookie belongs to one back end, though the other is on the same origin; so does the visitor.
    expect(visitorsOf(chat)).not.toContain(visitor);
    await switchTo(panel, 'Node workflow');
    await ask(panel, 'And without a name?');
    const nameless = takeChat();
    expect(nameless.every(({ headers }) => headers.cookie === undefined)).toBe(true);
    expect(visitorsOf(nameless)).toEqual([visitor]);
  });

  test('a share link of a Studio elsewhere asks for the API, and leads to the workflow it names', async () => {
    const apart = await startOrcheo({ ...orcheo.options, studio: 'elsewhere' });
    const { page, surface } = await chromium.openTab(
      `chrome-extension://${chromium.extensionId}/options.html#backends`,
    );
    try {
      await pressControl(surface, 'textbox', 'Address or share link');
      await surface.type(apart.shareLink(apart.options.workflows[0]!));
      await surface.press('Enter');
      await seeText(surface, 'Only whoever shared the link knows where its API is');
      await pressControl(surface, 'textbox', 'Address of the Orcheo API');
      await surface.type(`${apart.url}/api/chatkit`);
      await surface.press('Enter');
      await seeText(surface, 'Node workflow is connected and answers');
      await seeText(surface, 'No sign-in needed');
      const chat = apart.requests.filter(({ path }) => path === '/api/chatkit');
      expect(chat.every(({ json }) => json?.workflow_id === PUBLISHED)).toBe(true);
      // The same browser at the same workflow: another connection, so another visitor.
      expect(visitorsOf(chat)).toHaveLength(1);
      expect(visitorsOf(chat)).not.toContain(visitor);
    } finally {
      await page.close();
      await apart.close();
    }
  });

  test('without a workflow Send is off and says why, until the workflow is set', async () => {
    const descriptor = {
      name: 'Bare Orcheo',
      kind: 'orcheo',
      auth: 'none',
      chatkit: { url: `${orcheo.url}/api/chatkit` },
    };
    docs.page('/bare/.well-known/docent.json', JSON.stringify(descriptor));
    await connectInOptions(chromium, { address: `${docs.origin}/bare` });
    await switchTo(panel, 'Bare Orcheo');
    panel = await stage(chromium, docs.origin, planted);
    const reason = `No workflow of ${new URL(orcheo.url).host} is set yet, so nobody there can answer.`;
    await seeText(panel, reason);
    orcheo.requests.splice(0);
    await typeQuestion(panel, 'What is this about?');
    await panel.press('Enter');
    expect(await panel.run(sendButton)).toEqual({ disabled: true, why: reason });

    await pressButton(panel, 'Set the workflow');
    const { page, surface } = await chromium.ownPage('/options.html');
    await pressButton(surface, 'More for Bare Orcheo');
    await pressControl(surface, 'menuitem', 'Set the workflow');
    await pressControl(surface, 'textbox', 'Workflow');
    await surface.type(shareLinkOf(PUBLISHED));
    await pressButton(surface, 'Save');
    await until('Send', async () => !(await panel.run(sendButton))?.disabled);
    expect(takeChat().filter(({ json }) => json?.type === 'threads.create')).toEqual([]);
    await page.close();
    await watchAnswer(panel);
    await pressButton(panel, 'Send');
    expect((await readAnswer(panel)).text).toContain(planted.fact);
    expect(messages(takeChat()).map(({ json }) => json?.workflow_id)).toEqual([PUBLISHED]);
  });
});

const members: Omit<Workflow, 'id'> = {
  handle: 'member-docs',
  name: 'Members workflow',
  published: true,
  requireLogin: true,
  workspace: 'acme',
  team: 'node',
};

/** Send, and what it says of being off; runs in the panel. */
function sendButton(): { disabled: boolean; why: string | null } | null {
  const root = document.querySelector('openai-chatkit')?.shadowRoot;
  const send = [...(root?.querySelectorAll('button') ?? [])].find(
    (button) => button.getAttribute('aria-label') === 'Send',
  );
  if (!send) return null;
  const off = send.disabled || send.ariaDisabled === 'true';
  return { disabled: off, why: (send.ariaDescription ?? '').replace(/[\u2066-\u2069]/g, '') || null };
}
