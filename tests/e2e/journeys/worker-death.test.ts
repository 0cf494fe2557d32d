import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { readAnswer, watchAnswer } from '../../../scripts/lib/answer';
import { ask, typeQuestion } from '../rig/ask';
import { type Chromium } from '../../../scripts/lib/chromium';
import { hasControl, pressButton, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { type Gate, openGate } from '../rig/gate';
import { pythonPage } from '../rig/pages';
import { type RunningProxy, startProxy } from '../../../scripts/lib/proxy';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';

/** The worker is ended at each step of a question's way; the question must arrive, and once. */
describe('a background worker that dies', () => {
  let docs: DocsServer;
  let proxy: RunningProxy;
  let gate: Gate;
  let chromium: Chromium;
  const python = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(python.path, python.after, python.sentence);
    proxy = await startProxy({ env: { TOKEN_TTL_SECONDS: '20' } });
    gate = await openGate(proxy.address);
    chromium = await readyChromium({ extension: inject('builds').chrome }, { address: gate.address });
  });
  afterAll(async () => {
    await chromium?.close();
    await gate?.close();
    await proxy?.close();
    await docs?.close();
  });
  beforeEach(() => {
    gate.passed.length = 0;
    gate.before = () => undefined;
    gate.cutAfter = () => undefined;
  });

  const questions = () => gate.passed.filter(({ type }) => /^threads\.(create|add_user_message)$/.test(type ?? ''));

  /** Selects the passage in a new tab, up to the popover. */
  async function select() {
    const { page, surface } = await chromium.openTab(docs.origin + python.path);
    await selectWithMouse(surface, python.passage);
    await until('the popover', () => chromium.popoverControl(page, 'Ask about selection'));
    return page;
  }
  /** Stages the passage and begins a conversation of its own. */
  async function stage(): Promise<Surface> {
    const page = await select();
    await chromium.pressPopover(page);
    const { surface } = await chromium.panel();
    await seeText(surface, 'Be cautious');
    if (await hasControl(surface, 'button', 'New conversation')) await pressButton(surface, 'New conversation');
    await seeText(surface, 'Be cautious');
    return surface;
  }

  test('before the press: the panel opens and the passage is there', async () => {
    const page = await select();
    await chromium.killWorker();
    await chromium.pressPopover(page);
    await seeText((await chromium.panel()).surface, 'Be cautious');
  });

  test('after the press: the passage stays, and the question goes once', async () => {
    const panel = await stage();
    await chromium.killWorker();
    expect((await ask(panel, python.question)).text).toContain(python.fact);
    expect(questions()).toHaveLength(1);
  });

  test('while the token is fetched: the question goes once', async () => {
    const panel = await stage();
    const { page } = await chromium.panel();
    await typeQuestion(panel, python.question);
    await watchAnswer(panel);
    // What the new conversation loads may have a token on its way, which would be kept after all.
    await until(
      'no token to be kept or on its way',
      () =>
        page.evaluate(`(async () => {
        const kept = async () => Object.keys(await chrome.storage.session.get(null)).filter((key) => key.startsWith('token:'));
        await chrome.storage.session.remove(await kept());
        await new Promise((done) => setTimeout(done, 300));
        return (await kept()).length === 0;
      })()`) as Promise<boolean>,
    );
    let died = false;
    gate.before = async ({ path }) => {
      if (path !== '/token' || died) return;
      died = true;
      await chromium.killWorker();
    };
    await panel.press('Enter');
    expect((await readAnswer(panel)).text).toContain(python.fact);
    expect(died).toBe(true);
    expect(questions()).toHaveLength(1);
  });

  test('while the answer streams: it streams on', async () => {
    const panel = await stage();
    await typeQuestion(panel, python.question);
    await watchAnswer(panel);
    gate.before = async ({ type }) => {
      if (type?.startsWith('threads.')) await chromium.killWorker();
    };
    await panel.press('Enter');
    expect((await readAnswer(panel)).text).toContain(python.fact);
    expect(questions()).toHaveLength(1);
  });

  test('a panel closed in the middle of an answer: nothing is asked twice, the answer is there afterwards', async () => {
    const panel = await stage();
    await typeQuestion(panel, python.question);
    await watchAnswer(panel);
    await panel.press('Enter');
    await until('the question to arrive', () => Promise.resolve(questions().length > 0));
    const { page } = await chromium.panel();
    await page.reload();
    const again = (await chromium.panel()).surface;
    await until('the answer, fetched again', async () => {
      if (await hasControl(again, 'button', 'Continue:*')) await pressButton(again, 'Continue:*');
      if (await hasControl(again, 'button', 'Ask again')) await pressButton(again, 'Ask again');
      return again.run((fact) => {
        const texts = (root: ParentNode): string =>
          [...root.querySelectorAll('*')].map((each) => (each.shadowRoot ? texts(each.shadowRoot) : '')).join('') +
          [...root.querySelectorAll('article.answer')].map((each) => each.textContent).join('');
        return texts(document).includes(fact);
      }, python.fact);
    });
    expect(questions()).toHaveLength(1);
  });
});
