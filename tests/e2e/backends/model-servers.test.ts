import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { answerEnded, watchAnswer } from '../../../scripts/lib/answer';
import { type Chromium } from '../../../scripts/lib/chromium';
import { pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { type Firefox } from '../../../scripts/lib/firefox';
import { visibleText } from '../../../scripts/lib/in-page';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';
import { localServers } from '../../../utils/backend/model/look-here';
import { type ModelServer, startModelServer } from '../../interop/python-server';
import { ask, typeQuestion } from '../rig/ask';
import { readyChromium, readyFirefox } from '../rig/ready';
import { ollamaJourney } from './ollama-journey';
import { type RecordedWay, recordedWay } from '../rig/recorded-way';

/** Words of the page that no other text holds. */
const PLANTED = 'The quokka cache holds seven entries.';
const KEY = 'sk-canary-0123456789abcdef';
const long = Array.from(
  { length: 1_100 },
  (_, index) => `<p>Part ${index} tells how far the cursor moves in a tree of pages.</p>`,
);
const PAGE = `<!doctype html><html lang="en"><title>Caches</title><main><h1>Caches</h1><p id="p">${PLANTED}</p>${long.join('')}</main></html>`;
const passage = PLANTED;

const questions = (way: RecordedWay) =>
  way.passed.filter(({ path, body }) => path === '/v1/chat/completions' && body !== '{}');

describe('Chromium with a real llama.cpp', () => {
  let docs: DocsServer;
  let model: ModelServer;
  let way: RecordedWay;
  let chromium: Chromium;
  let panel: Surface;

  beforeAll(async () => {
    docs = await serveDocs();
    docs.page('/caches.html', PAGE);
    model = await startModelServer(1_024, 24);
    way = await recordedWay(model.baseURL.replace(/\/v1$/, ''));
    chromium = await readyChromium({ extension: inject('builds').chrome }, { address: way.address });
  });
  afterAll(async () => {
    await chromium?.close();
    await way?.end().catch(() => undefined);
    model?.stop();
    await docs?.close();
  });

  async function stage(): Promise<void> {
    const { page, surface } = await chromium.openTab(`${docs.origin}/caches.html`);
    await selectWithMouse(surface, passage);
    await chromium.pressPopover(page);
    panel = (await chromium.panel()).surface;
    await seeText(panel, 'The quokka cache');
  }

  test('its root is recognised, tested and named; nothing of a page leaves before Send', async () => {
    await stage();
    await seeText(panel, 'this computer');
    expect(JSON.stringify(way.passed)).not.toContain('quokka');
  });

  test('an answer streams, a follow-up holds what was said before, and Stop reaches the server', async () => {
    const before = questions(way).length;
    const first = await ask(panel, 'How many entries does it hold?');
    expect(first.text.trim()).not.toBe('');
    const [about] = questions(way).slice(before);
    expect(about?.body).toContain(PLANTED);
    await ask(panel, 'And how many pages?');
    expect(questions(way)[before + 1]?.body).toContain('How many entries does it hold?');
    way.pauseMs = 400;
    await typeQuestion(panel, 'Tell me more about it');
    await watchAnswer(panel);
    await panel.press('Enter');
    await until('the third question', () => Promise.resolve(questions(way).length === before + 3));
    await pressButton(panel, 'Stop');
    await until('the server to learn of Stop', () => Promise.resolve(questions(way).at(-1)?.left === true));
    way.pauseMs = 0;
  });

  test('it is found on one of five ports when the reader asks, and connected by one press', async () => {
    const ports = localServers.map(({ port }) => port);
    const here = await recordedWay(model.baseURL.replace(/\/v1$/, ''), ports);
    const { host } = new URL(here.address);
    try {
      const { page, surface } = await chromium.openTab(`chrome-extension://${chromium.extensionId}/options.html`);
      await seeText(surface, 'Address or share link');
      expect(here.passed).toEqual([]);
      await pressButton(surface, 'Look for Ollama and LM Studio here (5 local ports)');
      await seeText(surface, new RegExp(`llama\\.cpp\\s+${host}`));
      expect(here.passed.every(({ body }) => ['', '{}'].includes(body))).toBe(true);
      await pressButton(surface, `Connect ${host}`);
      await seeText(surface, 'is connected and answers', 30_000);
      expect(questions(here)).toHaveLength(1);
      await page.close();
    } finally {
      await here.end();
    }
  });

  test('a page with more than it has room for goes along in part, which the answer says', async () => {
    await stage();
    // A press would be lost where the card grows under it.
    await seeText(panel, /section's text/);
    await pressControl(panel, 'radio', 'Page');
    await seeText(panel, 'The first 60,000 of');
    await typeQuestion(panel, 'What does the cursor do?');
    await panel.press('Enter');
    // It reads all that its window holds before a first word.
    const went = async () => /of \d+ kB of the page went along/.test(await panel.run(visibleText));
    await until('what went along', went, 80_000);
    await answerEnded(panel);
  });

  test('an Ollama that refuses extensions is asked without Origin, and nobody else', async () => {
    await ollamaJourney((path) => chromium.openTab(`chrome-extension://${chromium.extensionId}${path}`));
    expect(questions(way).every(({ origin }) => origin?.startsWith('chrome-extension:'))).toBe(true);
  });

  test('a program that ends in the middle leaves what came; the next question is kept, and says what to do', async () => {
    await pressButton(panel, 'New conversation');
    way.pauseMs = 400;
    const before = questions(way).length;
    await typeQuestion(panel, 'What is a cache?');
    await panel.press('Enter');
    // The first says who speaks; words come after it.
    await until('words', () => Promise.resolve((questions(way)[before]?.pieces ?? 0) > 3));
    await way.end();
    await answerEnded(panel);
    await typeQuestion(panel, 'Are you still there?');
    await panel.press('Enter');
    await seeText(panel, 'No language model answers at');
    await seeText(panel, 'Are you still there?');
  });
});

describe('Firefox with a real llama.cpp that wants a key', () => {
  let docs: DocsServer;
  let model: ModelServer;
  let way: RecordedWay;
  let firefox: Firefox;

  beforeAll(async () => {
    docs = await serveDocs();
    docs.page('/caches.html', PAGE);
    model = await startModelServer(2_048, 24, KEY);
    way = await recordedWay(model.baseURL.replace(/\/v1$/, ''));
    firefox = await readyFirefox(
      { extension: inject('builds').firefox },
      { address: `${way.address}/v1/chat/completions`, key: KEY },
    );
  });
  afterAll(async () => {
    await firefox?.close();
    await way?.end().catch(() => undefined);
    model?.stop();
    await docs?.close();
  });

  test('the whole endpoint is recognised, the key goes with the question, and the answer streams', async () => {
    expect(way.passed.some(({ authorization }) => authorization === undefined)).toBe(true);
    const { surface } = await firefox.openOwnPage('/sidepanel.html');
    await seeText(surface, 'this computer');
    const answer = await ask(surface, 'What is a cache?');
    expect(answer.text.trim()).not.toBe('');
    expect(questions(way).at(-1)?.authorization).toBe(`Bearer ${KEY}`);
    expect(
      questions(way)
        .map(({ body }) => body)
        .join(),
    ).not.toContain(KEY);
  });

  test('an Ollama that refuses extensions is asked without Origin, and nobody else', async () => {
    await ollamaJourney((path) => firefox.openOwnPage(path));
    expect(questions(way).every(({ origin }) => origin?.startsWith('moz-extension:'))).toBe(true);
  });
});
