import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { answerEnded, watchAnswer } from '../../../scripts/lib/answer';
import { type Chromium, launchChromium } from '../../../scripts/lib/chromium';
import { hasControl, pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { chooseDevice, chooseEverySite, giveConsent } from '../../../scripts/lib/first-run';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';
import { ask, typeQuestion } from '../rig/ask';
import { pythonPage } from '../rig/pages';
import { callsOf, setLanguageModel, withLanguageModel } from '../rig/with-language-model';

const NAME = 'Gemini Nano · this browser';
const ANSWER = 'It closes the file by itself.';
/** Long enough to be shown in steps. */
const PIECES = ['It ', 'closes ', 'the ', 'file ', 'by ', 'itself.'];

describe('Chromium’s own object, which can never run here', () => {
  test('says so, and no model is offered', async () => {
    const chromium = await launchChromium({ extension: inject('builds').chrome });
    try {
      const { page, surface } = await chromium.ownPage('/welcome.html');
      await giveConsent(surface);
      await seeText(surface, 'Try it on this device');
      const found = await page.evaluate(async () => [typeof LanguageModel, await LanguageModel.availability()]);
      expect(found).toEqual(['function', 'unavailable']);
      expect(await surface.run(() => document.querySelector('.browser-model') === null)).toBe(true);
    } finally {
      await chromium.close();
    }
  });
});

describe('the browser’s own model, by a stand-in that keeps its contract', () => {
  let docs: DocsServer;
  let chromium: Chromium;
  let build: string;
  let panel: Surface;
  let reloadPanel: () => Promise<unknown>;
  const python = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(python.path, python.after, python.sentence);
    build = await withLanguageModel(inject('builds').chrome, {
      availability: 'downloadable',
      answer: PIECES,
      pauseMs: 60,
    });
    chromium = await launchChromium({ extension: build });
    await chromium.grantHosts();
  });
  afterAll(async () => {
    await chromium?.close();
    await docs?.close();
    if (build) await rm(build, { recursive: true, force: true });
  });

  test('is offered on the welcome page by name, maker and size, and fetched at the press alone', async () => {
    const { page, surface } = await chromium.ownPage('/welcome.html');
    await giveConsent(surface);
    await chooseEverySite(surface);
    const seen = await seeText(surface, 'Get the model');
    expect(seen).toContain(NAME);
    expect(seen).toContain('It is made by Google.');
    expect(seen).toContain('several gigabytes');
    expect(await callsOf(surface)).toEqual([]);
    await pressButton(surface, 'Get the model');
    await seeText(surface, 'Fetched: 0 %');
    await setLanguageModel(surface, { fetched: 0.4 });
    await seeText(surface, 'Fetched: 40 %');
    await seeText(surface, 'You can leave this page');
    expect((await callsOf(surface)).map(({ what }) => what)).toEqual(['fetch']);
    // Meanwhile this device answers.
    await chooseDevice(surface);
    await page.close();
  });

  test('a conversation begun while it is fetched stays with who answered it', async () => {
    const { page, surface } = await chromium.openTab(docs.origin + python.path);
    await selectWithMouse(surface, python.passage);
    await chromium.pressPopover(page);
    const opened = await chromium.panel();
    panel = opened.surface;
    reloadPanel = () => opened.page.reload();
    await seeText(panel, 'Stays on this device · quotes');
    expect((await ask(panel, python.question)).text).toContain(python.fact);
    expect((await callsOf(panel)).filter(({ what }) => what !== 'fetch')).toEqual([]);
  });

  test('who comes back finds it as far as it is, and it answers once it is here', async () => {
    const { page, surface } = await chromium.openTab(
      `chrome-extension://${chromium.extensionId}/options.html#backends`,
    );
    await seeText(surface, 'The browser is fetching the model.');
    await pressButton(surface, 'Show how far it is');
    await seeText(surface, 'Fetched: 40 %');
    await setLanguageModel(surface, { fetched: 1 });
    await seeText(surface, 'The model is here.');
    const chosen = () =>
      surface.run(() => document.querySelector<HTMLInputElement>('.backend input:checked')?.ariaLabel);
    await until('the model to be chosen', async () => (await chosen())?.includes('Gemini Nano'));
    await page.close();
    await seeText(panel, 'Stays on this device · quotes');
  });

  test('is chosen in the panel like any other, and streams in painted steps about the passage', async () => {
    await pressButton(panel, 'Who answers: On this device');
    await pressControl(panel, 'menuitemradio', `${NAME}*`);
    await seeText(panel, 'Stays on this device · a language model in this browser');
    const { page, surface } = await chromium.openTab(docs.origin + python.path);
    await selectWithMouse(surface, python.passage);
    await chromium.pressPopover(page);
    await seeText(panel, 'Be cautious when parsing JSON data');
    const before = await callsOf(panel);
    expect(before.filter(({ what }) => what === 'prompt')).toEqual([]);
    expect(JSON.stringify(before)).not.toContain('marmot');
    const { text, paintedSteps } = await ask(panel, python.question);
    expect(text).toContain(ANSWER);
    expect(paintedSteps).toBeGreaterThanOrEqual(5);
    const [asked] = (await callsOf(panel)).filter(({ what }) => what === 'prompt');
    expect(asked?.told?.join()).toContain(python.sentence);
    await page.close();
  });

  test('a follow-up is asked in the same session', async () => {
    await ask(panel, 'And then?');
    const prompts = (await callsOf(panel)).filter(({ what }) => what === 'prompt');
    expect(prompts.map(({ session }) => session)).toEqual([prompts[0]?.session, prompts[0]?.session]);
    expect(prompts[1]?.told).toEqual(['user: And then?']);
  });

  test('Stop ends it, keeps what came, and the next question is answered', async () => {
    await setLanguageModel(panel, { holdAt: 3 });
    await typeQuestion(panel, 'And if I stop it?');
    await watchAnswer(panel);
    await panel.press('Enter');
    await pressButton(panel, 'Stop');
    await answerEnded(panel);
    await setLanguageModel(panel, {}, ['holdAt']);
    expect((await ask(panel, 'Go on?')).text).toContain(ANSWER);
  });

  test('a session that is lost between two questions is made anew, and the reader sees nothing of it', async () => {
    await setLanguageModel(panel, { lost: 1 });
    expect((await ask(panel, 'Still there?')).text).toContain(ANSWER);
    expect(await panel.run(() => document.body.innerText)).not.toContain('quotes answer');
  });

  test('a page that does not fit goes in part, by the model’s own measure, and the answer says so', async () => {
    await pressButton(panel, 'New conversation');
    const { page, surface } = await chromium.openTab(docs.origin + python.path);
    await selectWithMouse(surface, python.passage);
    await chromium.pressPopover(page);
    // A press would be lost where the card grows under it.
    await seeText(panel, /section's text/);
    await pressControl(panel, 'radio', 'Page');
    await seeText(panel, /The page's text/);
    await ask(panel, 'What is a decoder?');
    await seeText(panel, /\d+ of \d+ kB of the page went along/);
    const calls = await callsOf(panel);
    expect(calls.filter(({ what }) => what === 'overflow')).toEqual([]);
    await page.close();
  });

  test('a panel that is closed in the middle keeps what came, and says so', async () => {
    await setLanguageModel(panel, { holdAt: 3 });
    await typeQuestion(panel, 'Will it be kept?');
    await panel.press('Enter');
    await until('what came to be kept', () =>
      panel.run(
        () =>
          new Promise<boolean>((resolve) => {
            const request = indexedDB.open('docent');
            request.onsuccess = () => {
              const all = request.result.transaction('records').objectStore('records').getAll();
              all.onsuccess = () => {
                request.result.close();
                resolve(JSON.stringify(all.result).includes('"text":"It closes the'));
              };
            };
          }),
      ),
    );
    await reloadPanel();
    await setLanguageModel(panel, {}, ['holdAt']);
    await seeText(panel, 'The panel was closed while this was being written. What came is kept.');
    const last = await panel.run(
      () =>
        [
          ...(document.querySelector('openai-chatkit')?.shadowRoot?.querySelectorAll<HTMLElement>('article.answer') ??
            []),
        ].at(-1)?.innerText ?? '',
    );
    expect(last).toContain('It closes the');
    expect(last).not.toContain('itself');
    expect((await ask(panel, 'And now?')).text).toContain(ANSWER);
  });

  test('question, passage and source are copied for another assistant, and nothing is sent', async () => {
    const { page, surface } = await chromium.openTab(docs.origin + python.path);
    await selectWithMouse(surface, python.passage);
    await chromium.pressPopover(page);
    await typeQuestion(panel, 'What would another say?');
    const before = await callsOf(panel);
    await panel.run(() => {
      navigator.clipboard.writeText = (text) =>
        Promise.resolve(void document.documentElement.setAttribute('copied', text));
    });
    await pressButton(panel, 'More');
    await pressControl(panel, 'menuitem', 'Copy for another assistant');
    await seeText(panel, 'Copied: question, passage and source. Nothing was sent.');
    const copied = (await panel.run(() => document.documentElement.getAttribute('copied'))) ?? '';
    expect(copied).toMatch(/^> /);
    expect(copied).toContain(python.sentence);
    expect(copied).toContain(`<${docs.origin}${python.path}`);
    expect(copied).toMatch(/What would another say\?$/);
    expect(await callsOf(panel)).toEqual(before);
    await panel.press('a', { hold: ['Control'] });
    await panel.press('Backspace');
    await page.close();
  });

  test('a language that it does not speak, and a model that is gone: quotes answer, and the answer says why', async () => {
    await setLanguageModel(panel, { languages: ['ja'] });
    await ask(panel, python.question);
    await seeText(panel, 'does not write English, so quotes answer.');
    await setLanguageModel(panel, { languages: ['en'], availability: 'downloadable' });
    await ask(panel, python.question);
    await seeText(panel, 'The browser does not have its model any more, so quotes answer.');
    await pressButton(panel, `Who answers: ${NAME}`);
    await seeText(panel, 'Get the model');
    expect(await hasControl(panel, 'menuitem', `${NAME}*`)).toBe(true);
    await panel.press('Escape');
  });
});
