import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readAnswer, watchAnswer } from '../../../scripts/lib/answer';
import { ask, typeQuestion } from '../rig/ask';
import { type Chromium } from '../../../scripts/lib/chromium';
import { pressButton, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { type Gate, openGate } from '../rig/gate';
import { nodePage, pythonPage, UNANSWERABLE } from '../rig/pages';
import { type RunningProxy, startProxy } from '../../../scripts/lib/proxy';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface } from '../../../scripts/lib/surface';

describe('Chromium with the reference back end', () => {
  let docs: DocsServer;
  let proxy: RunningProxy;
  let gate: Gate;
  let chromium: Chromium;
  let panel: Surface;
  const node = nodePage();
  const warning = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(node.path, node.after, node.sentence);
    await docs.plant(warning.path, warning.after, warning.sentence);
    proxy = await startProxy();
    gate = await openGate(proxy.address);
    chromium = await readyChromium({ extension: inject('builds').chrome }, { address: gate.address });
  });
  afterAll(async () => {
    await chromium?.close();
    await gate?.close();
    await proxy?.close();
    await docs?.close();
  });

  /** Questions that reached the back end since the last call. */
  const takeQuestions = () =>
    gate.passed
      .splice(0)
      .filter(({ type }) => type === 'threads.create' || type === 'threads.add_user_message')
      .map(({ body }) => JSON.parse(body) as SentQuestion);

  test('selecting, and staging a passage, send nothing of the page anywhere', async () => {
    takeQuestions();
    const { page, surface } = await chromium.openTab(docs.origin + node.path);
    await selectWithMouse(surface, node.passage);
    await chromium.pressPopover(page);
    panel = (await chromium.panel()).surface;
    await seeText(panel, 'without waiting for the promise');
    await seeText(panel, `Goes to ${new URL(gate.address).host} when you press Send`);
    const wire = JSON.stringify(gate.passed);
    expect(wire).not.toContain('promise');
    expect(wire).not.toContain('fs.html');
    expect(wire).not.toContain('File system');
  });

  test('the answer streams in painted steps and quotes the planted sentence; the question went once, with the passage', async () => {
    const answer = await ask(panel, node.question);
    expect(answer.text).toContain(node.fact);
    expect(answer.paintedSteps).toBeGreaterThanOrEqual(5);
    const [question, ...more] = takeQuestions();
    expect(more).toEqual([]);
    expect(question?.params.input.quoted_text).toContain(node.sentence);
  });

  test('a follow-up carries the passage, and after × it does not', async () => {
    await ask(panel, 'What does the heron watcher report?');
    expect(takeQuestions().map(({ params }) => params.input.quoted_text)).toEqual([
      expect.stringContaining(node.sentence),
    ]);
    await pressButton(panel, 'Remove passage');
    await ask(panel, 'And what happens then?');
    const [question] = takeQuestions();
    expect(question?.params.input.quoted_text || null).toBeNull();
    expect(JSON.stringify(question)).not.toContain(node.sentence);
  });

  test('the page address and what surrounds the passage never left', async () => {
    const { page, surface } = await chromium.openTab(docs.origin + node.path);
    await selectWithMouse(surface, node.passage);
    await chromium.pressPopover(page);
    await seeText(panel, 'without waiting for the promise');
    const answer = await ask(panel, UNANSWERABLE);
    expect(answer.text).toContain('Closest in the text:');
    const wire = JSON.stringify(takeQuestions());
    expect(wire).not.toContain(docs.origin);
    expect(wire).not.toContain('It is unsafe to use');
  });

  test('a ready-made question that quotes can answer is offered, and goes with its id', async () => {
    await pressButton(panel, 'New conversation');
    const { page, surface } = await chromium.openTab(docs.origin + warning.path);
    await selectWithMouse(surface, warning.passage);
    await chromium.pressPopover(page);
    await watchAnswer(panel);
    await pressButton(panel, 'What should I watch out for?');
    expect((await readAnswer(panel)).text).toContain('Be cautious');
    expect(takeQuestions().map(({ metadata }) => metadata?.docent.starter)).toEqual(['warnings']);
  });

  test('after a reload of the panel the conversation and the draft are there', async () => {
    await typeQuestion(panel, 'A question not yet sent');
    await seeText(panel, 'A question not yet sent');
    // The draft is kept within 300 ms of the last key (docs/design.md 6): a reader cannot reload faster.
    await new Promise((resolve) => setTimeout(resolve, 400));
    await (await chromium.panel()).page.reload();
    await seeText(panel, 'A question not yet sent');
    await seeText(panel, 'Be cautious');
  });
});

interface SentQuestion {
  params: { input: { quoted_text?: string | null } };
  metadata?: { docent: { starter?: string } };
}
