import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ask } from '../rig/ask';
import { type Chromium } from '../../../scripts/lib/chromium';
import { centre, pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { type Gate, openGate } from '../rig/gate';
import { locateControl } from '../../../scripts/lib/in-page';
import { nodePage, pythonPage } from '../rig/pages';
import { type RunningProxy, startProxy } from '../../../scripts/lib/proxy';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';

/** What a request with a passage holds of it. */
interface Asked {
  params: { input: { quoted_text: string } };
  metadata: {
    docent: { mode: string; passages: { text: string; title?: string; url?: string }[]; page?: { text: string } };
  };
}

/** Passages of two tabs: added, kept, moved by keys and by dragging, taken out, asked about together, each found again. */
describe('several passages in one question', () => {
  let docs: DocsServer;
  let proxy: RunningProxy;
  let gate: Gate;
  let chromium: Chromium;
  let panel: Surface;
  let pythonTab: { page: Page; surface: Surface };
  let nodeTab: { page: Page; surface: Surface };
  const python = pythonPage();
  const node = nodePage();
  const shortText = 'Extensible JSON encoder for Python data structures.';

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(python.path, python.after, python.sentence);
    await docs.plant(node.path, node.after, node.sentence);
    proxy = await startProxy();
    gate = await openGate(proxy.address);
    chromium = await readyChromium({ extension: inject('builds').chrome }, { address: gate.address });
    pythonTab = await chromium.openTab(docs.origin + python.path);
    nodeTab = await chromium.openTab(docs.origin + node.path);
  });
  afterAll(async () => {
    await chromium?.close();
    await gate?.close();
    await proxy?.close();
    await docs?.close();
  });

  const select = async ({ page, surface }: typeof pythonTab, text: string) => {
    await page.bringToFront();
    await selectWithMouse(surface, text);
  };
  /** Each chip's number and the passage its words begin. */
  const chips = async () => {
    const drawn = await panel.run(() =>
      [...document.querySelectorAll('.card-list > li')].map((row) => ({
        number: row.querySelector('.passage-number')?.textContent,
        words: row.querySelector('.card-first-words')?.textContent ?? '',
      })),
    );
    const known = Object.entries({ python: python.passage, node: node.passage, short: shortText });
    return drawn.map(({ number, words }) => {
      const [name = words] = known.find(([, text]) => words.length > 20 && text.startsWith(words)) ?? [];
      return `${number} ${name}`;
    });
  };
  const seeChips = (...wanted: string[]) => expect.poll(chips, { timeout: 15_000 }).toEqual(wanted);
  const focused = () => panel.run(() => document.activeElement?.getAttribute('aria-label') ?? '');
  const questions = () =>
    gate.passed.flatMap(({ type, body }) =>
      /^threads\.(create|add_user_message)$/.test(type ?? '') ? [JSON.parse(body) as Asked] : [],
    );

  test('a passage of another tab is added by ⋯, and one that replaced the others is kept beside them', async () => {
    await select(pythonTab, python.passage);
    await chromium.pressPopover(pythonTab.page);
    panel = (await chromium.panel()).surface;
    await seeText(panel, 'Be cautious');
    await select(nodeTab, node.passage);
    await chromium.pressPopover(nodeTab.page, 'More');
    await chromium.pressPopover(nodeTab.page, 'Add to the question');
    await seeChips('1 python', '2 node');

    await select(pythonTab, shortText);
    await chromium.pressPopover(pythonTab.page);
    await pressButton(panel, 'Ask about both');
    await seeChips('1 python', '2 node', '3 short');
  });

  test('the order changes by keys, and the focus stays on what is moved', async () => {
    await panel.run(() => document.querySelector('openai-chatkit')!.shadowRoot!.querySelector('textarea')!.focus());
    for (let steps = 0; (await focused()) !== 'Move passage 3 up' && steps < 40; steps++)
      await panel.press('Tab', { hold: ['Shift'] });
    await panel.press('Enter');
    await seeChips('1 python', '2 short', '3 node');
    await expect.poll(focused).toBe('Move passage 2 up');
    await panel.press('Enter');
    await seeChips('1 short', '2 python', '3 node');
    await expect.poll(focused).toBe('Move passage 1 up');
    await seeText(panel, 'Now passage 1 of 3');
    await panel.press('Tab');
    await panel.press('Enter');
    await expect.poll(focused).toBe('Move passage 2 down');
    await panel.press('Enter');
    await expect.poll(focused).toBe('Move passage 3 down');
    await seeChips('1 python', '2 node', '3 short');
  });

  test('the order changes by dragging, and × takes one passage out', async () => {
    const row = async (words: string) => centre(await until(words, () => panel.run(locateControl, 'any', `${words}*`)));
    await panel.drag(await row('Be cautious'), await row('Extensible JSON'));
    await seeChips('1 node', '2 short', '3 python');
    await pressButton(panel, 'Remove passage 2');
    await seeChips('1 node', '2 python');
  });

  test('each has its own way back to its tab', async () => {
    const inFront = ({ page }: typeof pythonTab) =>
      until('the tab in front', () => page.evaluate(() => document.visibilityState === 'visible'));
    const painted = ({ page }: typeof pythonTab, sentence: string) =>
      until('the passage to be painted', () =>
        page.evaluate(
          (wanted) =>
            [...CSS.highlights.values()].some((ranges) => [...ranges].some((range) => String(range).includes(wanted))),
          sentence,
        ),
      );
    await pressButton(panel, 'Show passage 1 in page');
    await painted(nodeTab, node.sentence);
    await inFront(nodeTab);
    await pressButton(panel, 'Show passage 2 in page');
    await painted(pythonTab, python.sentence);
    await inFront(pythonTab);
  });

  test('one question asks about all, in the order of the card, and so does a further one', async () => {
    gate.passed.length = 0;
    expect((await ask(panel, python.question)).text).toContain(python.fact);
    await seeText(panel, 'Still about 2 passages');
    expect((await ask(panel, node.question)).text).toContain(node.fact);
    expect(questions()).toHaveLength(2);
    for (const { params, metadata } of questions()) {
      const squeezed = params.input.quoted_text.replace(/\s+/g, ' ');
      expect(squeezed).toBe(`[1] ${node.passage} [2] ${python.passage}`);
      const { passages } = metadata.docent;
      expect(passages.map(({ text }) => text.replace(/\s+/g, ' '))).toEqual([node.passage, python.passage]);
      expect(passages.map(({ title = '' }) => /^File system/.test(title))).toEqual([true, false]);
      expect(JSON.stringify(passages)).not.toContain(docs.origin);
    }
  });

  test('the section of a passage goes along when it is chosen, as the card shows it, and nothing before Send', async () => {
    await select(pythonTab, 'Simple JSON decoder.');
    gate.passed.length = 0;
    await chromium.pressPopover(pythonTab.page);
    await pressControl(panel, 'radio', 'This section');
    await seeText(panel, /The section's text, [\d,]+ characters/);
    await pressButton(panel, 'View');
    const shown = await until('the section on the card', () =>
      panel.run(() => document.querySelector('.page-row .passage-text')?.textContent),
    );
    expect(questions()).toEqual([]);
    await ask(panel, 'What does the decoder do?');
    const [{ metadata }] = questions() as [Asked];
    expect(metadata.docent).toMatchObject({ mode: 'section', page: { text: shown } });
    for (const words of ['## Encoders and Decoders', shortText, 'Simple JSON decoder.']) expect(shown).toContain(words);
    for (const other of ['Basic Usage', 'Serialize obj as a JSON formatted stream', 'Command Line Interface'])
      expect(shown).not.toContain(other);
  });
});
