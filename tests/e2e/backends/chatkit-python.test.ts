import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Orcheo, startOrcheo } from '../../contracts/orcheo';
import { type PythonServer, startPythonServer } from '../../interop/python-server';
import { ask } from '../rig/ask';
import { seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { connectBackEnd } from '../../../scripts/lib/first-run';
import { type Gate, openGate } from '../rig/gate';
import { pythonPage } from '../rig/pages';
import { type RunningProxy, startProxy } from '../../../scripts/lib/proxy';
import { readyChromium, readyFirefox } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { askTwice, stage, switchTo } from './journey';

const WORKFLOW = randomUUID();
const PUBLISHED = randomUUID();
const SERVICE_TOKEN = 'service-canary-Zq8Lm2Rt6Vb0Xc4NpW';
const PROXY_KEY = 'shared-canary-k9Q2vV7xLmN4pR6sT8uW0yZ3';

interface Message {
  type: string;
  params: { input: { quoted_text?: string | null; content: { text: string }[] } };
  metadata?: unknown;
}

describe('the real chatkit-python, from its pasted address to a follow-up', () => {
  let docs: DocsServer;
  let python: PythonServer;
  let gate: Gate;
  const planted = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(planted.path, planted.after, planted.sentence);
    python = await startPythonServer();
    gate = await openGate(new URL(python.url).origin);
    // The first run installs chatkit-python.
  }, 240_000);
  afterAll(async () => {
    await gate?.close();
    python?.stop();
    await docs?.close();
  });

  const address = () => `${gate.address}/chatkit`;

  /** Messages since the last call, as the server saw them. */
  const takeMessages = () =>
    gate.passed
      .splice(0)
      .filter(({ type }) => type === 'threads.create' || type === 'threads.add_user_message')
      .map(({ body }) => JSON.parse(body) as Message);

  /** The same in both browsers: the passage as ChatKit's quote, its headings in the metadata, no address. */
  const checkMessages = () => {
    const messages = takeMessages();
    expect(messages.map(({ type }) => type)).toEqual(['threads.create', 'threads.add_user_message']);
    for (const { params, metadata } of messages) {
      const { input } = params;
      expect(input.quoted_text).toContain(planted.sentence);
      expect(input.content.map(({ text }) => text).join('')).not.toContain(planted.sentence);
      expect(JSON.stringify(metadata)).toContain(planted.sentence);
      expect(JSON.stringify(metadata)).not.toContain(docs.origin);
    }
  };

  test('in Chromium', async () => {
    const chromium = await readyChromium({ extension: inject('builds').chrome }, { address: address() });
    try {
      takeMessages();
      const panel = await stage(chromium, docs.origin, planted);
      await seeText(panel, `Goes to ${new URL(gate.address).host} when you press Send`);
      expect(JSON.stringify(gate.passed)).not.toContain('marmot');
      const { first, followUp } = await askTwice(panel);
      expect(first).toContain(planted.sentence);
      expect(followUp).toContain(planted.sentence);
      checkMessages();
    } finally {
      await chromium.close();
    }
  });

  test('in Firefox, and there a private and a published workflow of Orcheo, each without the other’s token and passage', async () => {
    const orcheo: Orcheo = await startOrcheo({
      workflows: [
        { id: WORKFLOW, handle: 'inner-docs', name: 'Inner workflow', published: false },
        { id: PUBLISHED, handle: 'open-docs', name: 'Open workflow', published: true, workspace: 'acme', team: 'docs' },
      ],
      studio: 'same',
      serviceToken: SERVICE_TOKEN,
      signingKey: 'orcheo-signing-canary-0123456789abcdef',
    });
    const proxy: RunningProxy = await startProxy({
      env: {
        ORCHEO_URL: orcheo.url,
        ORCHEO_SERVICE_TOKEN: SERVICE_TOKEN,
        ORCHEO_WORKFLOW_ID: WORKFLOW,
        PROXY_KEY,
        SITE_NAME: 'Inner docs',
      },
    });
    const firefox = await readyFirefox({ extension: inject('builds').firefox }, { address: address() });
    try {
      takeMessages();
      const { page, surface } = await firefox.openTab(docs.origin + planted.path);
      await selectWithMouse(surface, planted.passage);
      await firefox.pressPopover(page);
      await (await firefox.popup()).press('Enter');
      const sidebar = await firefox.sidebar();
      await seeText(sidebar, 'Be cautious when parsing');
      const { first, followUp } = await askTwice(sidebar);
      expect(first).toContain(planted.sentence);
      expect(followUp).toContain(planted.sentence);
      checkMessages();

      const options = await firefox.openOwnPage('/options.html#backends');
      await connectBackEnd(options.surface, { address: proxy.address, key: PROXY_KEY });
      await options.page.close();
      orcheo.requests.splice(0);
      const onceMore = await firefox.openOwnPage('/options.html#backends');
      await connectBackEnd(onceMore.surface, { address: orcheo.shareLink(orcheo.options.workflows[1]!) });
      await onceMore.page.close();
      const published = orcheo.requests.splice(0).filter(({ path }) => path === '/api/chatkit');
      expect(published.map(({ json }) => json?.type)).toEqual(['threads.list', 'threads.create', 'threads.delete']);
      const [{ headers: visiting }] = published as [(typeof published)[0]];
      const visitor = visiting['x-orcheo-visitor-id'];
      expect(visitor).toMatch(/^[A-Za-z0-9_-]{8,128}$/);
      const again = await firefox.openTab(docs.origin + planted.path);
      /** Asks who is chosen about the passage, and again with it pinned; what reached Orcheo. */
      const askOrcheo = async (name: string) => {
        await switchTo(sidebar, name);
        await again.page.bringToFront();
        await selectWithMouse(again.surface, planted.passage);
        await firefox.pressPopover(again.page);
        await seeText(sidebar, 'Be cautious when parsing');
        expect(orcheo.requests.splice(0).filter(({ json }) => json?.type === 'threads.create')).toEqual([]);
        const { first, followUp } = await askTwice(sidebar);
        expect(first).toContain(planted.sentence);
        expect(followUp).toContain(planted.sentence);
        return orcheo.requests.splice(0).filter(({ path }) => path === '/api/chatkit');
      };
      const inner = await askOrcheo('Inner docs');
      expect(inner.every(({ json }) => json?.workflow_id === WORKFLOW)).toBe(true);
      expect(inner.every(({ headers }) => headers.authorization?.startsWith('Bearer ey'))).toBe(true);
      expect(JSON.stringify(inner)).not.toMatch(/canary|currentClientSecret/);

      const open = await askOrcheo('Open workflow');
      expect(open.every(({ json }) => json?.workflow_id === PUBLISHED)).toBe(true);
      expect(new Set(open.map(({ headers }) => headers['x-orcheo-visitor-id']))).toEqual(new Set([visitor]));
      expect(open.every(({ headers }) => headers.authorization === undefined && headers.cookie === undefined)).toBe(
        true,
      );

      await switchTo(sidebar, new URL(gate.address).host);
      takeMessages();
      await ask(sidebar, 'Without a passage?');
      expect(takeMessages().map(({ params }) => params.input.quoted_text || null)).toEqual([null]);
    } finally {
      await firefox.close();
      await proxy.close();
      await orcheo.close();
    }
  });
});
