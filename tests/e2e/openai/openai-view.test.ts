import { randomInt } from 'node:crypto';
import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Chromium } from '../../../scripts/lib/chromium';
import { hasControl, pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { connectBackEnd } from '../../../scripts/lib/first-run';
import { type Gate, openGate } from '../rig/gate';
import { composerText } from '../rig/own-page';
import { pythonPage } from '../rig/pages';
import { type RunningProxy, startProxy } from '../../../scripts/lib/proxy';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';
import { audit, expectClean } from '../surfaces/axe';
import { type StandIn, startStandIn } from './stand-in';
import { answers, askInFrame, askInPanel, chooseOpenAiView, framePage, openAiFrame } from './view-rig';

const KEY = 'fedcba9876543210'.repeat(4);
const API_KEY = 'sk-canary-4Tq8Zr2Lw9';

describe("OpenAI's view in the real panel", () => {
  let docs: DocsServer;
  let openAi: StandIn;
  let proxy: RunningProxy;
  let hosted: RunningProxy;
  let gate: Gate;
  let chromium: Chromium;
  let page: Page;
  let panel: Surface;
  const first = bisectPage();
  const python = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(first.path, first.after, first.sentence);
    await docs.plant(python.path, python.after, python.sentence);
    openAi = await startStandIn();
    const script = { CHATKIT_SCRIPT_URL: `${openAi.origin}/chatkit.js` };
    proxy = await startProxy({ env: { ...script, SITE_NAME: 'Python docs' } });
    hosted = await startProxy({
      env: {
        ...script,
        SITE_NAME: 'Workflow',
        OPENAI_WORKFLOW: 'wf_68a1b2c3d4e5f6',
        OPENAI_API_KEY: API_KEY,
        OPENAI_BASE_URL: `${openAi.origin}/v1`,
        PROXY_KEY: KEY,
      },
    });
    gate = await openGate(proxy.address);
    // The page's script is built when it is first asked for.
    await Promise.all([proxy, hosted].map(({ address }) => fetch(`${address}/frame/`)));
    chromium = await readyChromium({ extension: inject('builds').chrome }, { address: gate.address });
  });
  afterAll(async () => {
    await chromium?.close();
    await gate?.close();
    await proxy?.close();
    await hosted?.close();
    await openAi?.close();
    await docs?.close();
  });

  const stage = async ({ path, passage }: { path: string; passage: string }) => {
    const { page: tab, surface } = await chromium.openTab(docs.origin + path);
    await selectWithMouse(surface, passage);
    await chromium.pressPopover(tab);
    return tab;
  };
  const questions = () =>
    gate.passed
      .filter(({ type }) => type === 'threads.create' || type === 'threads.add_user_message')
      .map(({ body }) => (JSON.parse(body) as { params: { input: { quoted_text?: string | null } } }).params.input);
  const wire = () => JSON.stringify([gate.passed, openAi.received]);

  test('comes after the reader’s choice, and a staged passage reaches neither server nor OpenAI', async () => {
    // What the test of the connection asked is no question of the reader's.
    gate.passed.length = 0;
    await chooseOpenAiView(chromium, 'Python docs');
    expect(openAi.received).toEqual([]);
    await stage(first);
    ({ page, surface: panel } = await chromium.panel());
    await openAiFrame(page);
    await seeText(panel, 'maintaining a list in sorted order');
    expectClean(await audit(page));
    expect(wire()).not.toContain('heron');
    expect(wire()).not.toContain('bisection');
  });

  test('a question from the panel goes once, with the passage, and its answer streams into OpenAI’s window', async () => {
    await askInPanel(panel, first.question);
    const frame = await openAiFrame(page);
    await until('the answer', async () => (await answers(frame)).some((text) => text.includes(first.fact)));
    expect(questions()).toEqual([
      expect.objectContaining({ quoted_text: expect.stringContaining(first.sentence) as string }),
    ]);
    await seeText(panel, 'Still about this passage');
  });

  test('a follow-up in OpenAI’s own composer carries the pinned passage', async () => {
    const frame = await openAiFrame(page);
    await askInFrame(frame, 'And what does the heron do then?');
    await until('the second answer', async () => (await answers(frame)).filter((text) => text !== '').length === 2);
    expect(questions().at(-1)?.quoted_text).toContain(first.sentence);
  });

  test('a passage that was never sent leaves by the panel’s Send and by no press in OpenAI’s window', async () => {
    const frame = await openAiFrame(page);
    const focusAsked = () => frame.evaluate('document.body.dataset.focusAsked');
    const before = await focusAsked();
    const tab = await stage(python);
    await seeText(panel, 'marmot guard');
    await until('the focus in the panel’s composer', () =>
      panel.run(() => document.activeElement?.closest('.own-composer') != null),
    );
    await askInFrame(frame, 'What did I ask?');
    await until('the third answer', async () => (await answers(frame)).filter((text) => text !== '').length === 3);
    // Commands come in order: one to take the focus would have come before the question.
    expect(await focusAsked()).toBe(before);
    expect(wire()).not.toContain('marmot');
    await seeText(panel, 'marmot guard');
    await askInPanel(panel, python.question);
    await until('the fourth answer', async () => (await answers(frame)).filter((text) => text !== '').length === 4);
    expect(questions().at(-1)?.quoted_text).toContain(python.sentence);
    await tab.close();
  });

  test('the token is in every request of the panel and never in either frame', async () => {
    const tokens = [
      ...new Set(gate.passed.flatMap(({ authorization }) => authorization?.replace('Bearer ', '') ?? [])),
    ];
    expect(tokens.length).toBeGreaterThan(0);
    expect(JSON.stringify(openAi.received)).not.toContain(tokens[0]);
    for (const frame of page.frames().slice(1)) {
      const held = (await frame.evaluate(
        `JSON.stringify([document.documentElement.outerHTML, { ...localStorage }, document.cookie, globalThis.heard ?? []])`,
      )) as string;
      for (const token of tokens) expect(held).not.toContain(token);
    }
  });

  test('a failing server is asked once, and what was typed stays in the panel', async () => {
    const before = questions().length;
    gate.instead = ({ type }, outgoing) => {
      if (type !== 'threads.add_user_message') return false;
      outgoing.writeHead(503, { 'content-type': 'application/json' });
      outgoing.end('{}');
      return true;
    };
    await stage(first);
    await seeText(panel, 'maintaining a list in sorted order');
    await askInPanel(panel, 'Is it lost?');
    await seeText(panel, 'had a problem (503)');
    expectClean(await audit(page));
    await seeText(panel, 'maintaining a list in sorted order');
    expect(questions().length - before).toBe(1);
    gate.instead = () => false;
    expect(await page.evaluate(`document.querySelector('.own-composer textarea').value`)).toBe('Is it lost?');
    // Nor does an input method's Enter send it: while a question is on its way, Send is out of use.
    const isSending = await page.evaluate(`new Promise((answer) => {
      const field = document.querySelector('.own-composer textarea');
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }));
      const look = () => answer(document.querySelector('.own-composer button[type=submit]').disabled);
      requestAnimationFrame(() => requestAnimationFrame(look));
    })`);
    expect(isSending).toBe(false);
  });

  test('a page loaded again is joined again', async () => {
    const requests = () => gate.passed.filter(({ type }) => type === 'threads.list').length;
    const before = requests();
    await framePage(page)?.evaluate('location.reload()');
    await until('the chat to ask again', () => Promise.resolve(requests() > before));
    await openAiFrame(page);
  });

  test('a domain OpenAI does not list: within ten seconds a reason, and Docent’s view with passage and words', async () => {
    openAi.mode = 'domain';
    await framePage(page)?.evaluate('location.reload()');
    await seeText(panel, "OpenAI's chat window could not open", 10_000);
    await seeText(panel, 'maintaining a list in sorted order');
    await pressButton(panel, 'Details');
    await seeText(panel, 'OpenAI does not accept the domain');
    expectClean(await audit(page));
    await until('the typed words in Docent’s composer', async () => (await panel.run(composerText)) === 'Is it lost?');
    openAi.mode = 'works';
  });

  test('a hosted workflow: only the client secret goes into the frame, and the passage only with Send', async () => {
    const { page: options, surface } = await chromium.openTab(
      `chrome-extension://${chromium.extensionId}/options.html`,
    );
    await connectBackEnd(surface, { address: hosted.address, key: KEY });
    await seeText(surface, 'OpenAI ends workflows made with Agent Builder on 30 November 2026');
    await seeText(surface, 'wf_68a1…e5f6');
    await options.close();
    await pressButton(panel, 'Who answers: Python docs');
    await pressControl(panel, 'menuitemradio', 'Workflow*');
    const frame = await openAiFrame(page);
    await seeText(panel, 'Goes to OpenAI when you press Send');
    expectClean(await audit(page));
    const before = openAi.received.filter(({ path }) => path.endsWith('/conversation')).length;
    expect(before).toBe(0);
    expect(JSON.stringify(openAi.received)).not.toContain('heron');
    await page.evaluate(`document.querySelector('.own-composer textarea').select()`);
    await askInPanel(panel, 'What does the heron report?');
    await until('the answer', async () => (await answers(frame)).some((text) => text.includes('OpenAI says')));
    const [call] = openAi.received.filter(({ path }) => path.endsWith('/conversation'));
    expect(openAi.secrets.map((secret) => `Bearer ${secret}`)).toContain(call?.authorization);
    expect((JSON.parse(call?.body ?? '{}') as { params: { input: object } }).params.input).toMatchObject({
      quoted_text: expect.stringContaining(first.sentence) as string,
    });
    await seeText(panel, 'Still about this passage');
    const browserSide = JSON.stringify(openAi.received.filter(({ path }) => !path.endsWith('/sessions')));
    expect(browserSide).not.toContain(API_KEY);
    expect(browserSide).not.toContain(KEY);
    expect(await hasControl(panel, 'textbox', 'Your question')).toBe(true);
  });
});

/** A page of the same documentation for the passage that is pinned first. */
function bisectPage() {
  const fact = `after ${randomInt(1_000, 10_000)} milliseconds`;
  const sentence = `A heron watcher reports the sorted list ${fact}.`;
  return {
    path: '/python/library/bisect.html',
    after: 'maintaining a list in sorted order without\nhaving to sort the list after each insertion.',
    sentence,
    passage: `maintaining a list in sorted order without having to sort the list after each insertion. ${sentence}`,
    question: 'When does the heron watcher report the sorted list?',
    fact,
  };
}
