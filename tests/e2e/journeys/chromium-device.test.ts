import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ask, typeQuestion } from '../rig/ask';
import { type Chromium } from '../rig/chromium';
import { pressButton, seeText } from '../rig/controls';
import { type DocsServer, serveDocs } from '../rig/docs-server';
import { nodePage, pythonPage, UNANSWERABLE } from '../rig/pages';
import { readyChromium } from '../rig/ready';
import { selectWithKeyboard, selectWithMouse } from '../rig/select-text';
import { type Surface } from '../rig/surface';

/** Nothing but the extension: no server of ours runs in this file. */
describe('Chromium answers on this device', () => {
  let docs: DocsServer;
  let chromium: Chromium;
  let panel: Surface;
  let reloadPanel: () => Promise<unknown>;
  const python = pythonPage();
  const node = nodePage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(python.path, python.after, python.sentence);
    await docs.plant(node.path, node.after, node.sentence);
    chromium = await readyChromium({ extension: inject('builds').chrome }, 'device');
  });
  afterAll(async () => {
    await chromium?.close();
    await docs?.close();
  });

  test('a passage selected with the mouse opens the panel and is readable there', async () => {
    const { page, surface } = await chromium.openTab(docs.origin + python.path);
    expect(await selectWithMouse(surface, python.passage)).toContain(python.sentence);
    await chromium.pressPopover(page);
    const opened = await chromium.panel();
    panel = opened.surface;
    reloadPanel = () => opened.page.reload();
    await seeText(panel, 'Be cautious when parsing JSON data');
    await seeText(panel, 'Stays on this device');
  });

  test('the answer streams in at least five painted steps and quotes the sentence planted a moment ago', async () => {
    const answer = await ask(panel, python.question);
    expect(answer.text).toContain(python.fact);
    expect(answer.paintedSteps).toBeGreaterThanOrEqual(5);
  });

  test('a follow-up still carries the passage', async () => {
    await seeText(panel, 'Still about this passage');
    const answer = await ask(panel, 'Which guard allows nested brackets?');
    expect(answer.text).toContain(python.fact);
  });

  test('a question that the passage does not answer is refused', async () => {
    const answer = await ask(panel, UNANSWERABLE);
    expect(answer.text).toContain('The passage does not say');
    expect(answer.text).not.toContain(python.fact);
  });

  test('after × a question goes without the passage', async () => {
    await pressButton(panel, 'Remove passage');
    const answer = await ask(panel, python.question);
    expect(answer.text).not.toContain(python.fact);
  });

  test('after a reload of the panel the conversation and the draft are there', async () => {
    await typeQuestion(panel, 'A question not yet sent');
    await seeText(panel, 'A question not yet sent');
    // The draft is kept within 300 ms of the last key (DESIGN.md 6): a reader cannot reload faster.
    await new Promise((resolve) => setTimeout(resolve, 400));
    await reloadPanel();
    await seeText(panel, 'A question not yet sent');
    await seeText(panel, python.fact);
  });

  test('a passage of another page, selected with the keyboard, is answered too', async () => {
    const { page, surface } = await chromium.openTab(docs.origin + node.path);
    expect(await selectWithKeyboard(surface, node.passage)).toContain(node.sentence);
    await chromium.pressPopover(page);
    await seeText(panel, 'without waiting for the promise');
    await pressButton(panel, 'New conversation');
    await panel.press('a', { hold: ['Control'] });
    await panel.press('Backspace');
    const answer = await ask(panel, node.question);
    expect(answer.text).toContain(node.fact);
  });
});
