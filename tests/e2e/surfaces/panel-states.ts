import { type Page } from 'puppeteer-core';
import { clickFirst, CODE, LONG, openSized, passageOf, PROSE, stage } from '../../../scripts/screenshots/setting';
import { type Connection } from '../../../utils/connection/schema';
import { type Chromium } from '../../../scripts/lib/chromium';
import { type Fault, faulty, isFault } from './faulty-back-end';
import { atRest, longHost, setUp, unreachable, wantsKey, withoutWorkflow } from './stage-set';

interface PanelState {
  consent?: false;
  /** Who answers, or which fault a back end has; this device unless said otherwise. */
  answers?: Connection | Fault | null;
  allowed?: false;
  /** From a panel just opened. Controls are found by place, not by name: names differ in the pseudo-locales. */
  reach?: (page: Page) => Promise<void>;
}

const seen = (page: Page, selector: string) =>
  page.waitForSelector(`>>> ${selector}`, { visible: true, timeout: 10_000 });
/** The bar's buttons: 1 who answers, 2 new, 3 history, 4 more. */
export const pressBar = (page: Page, place: number) => clickFirst(page, `.bar > button:nth-of-type(${place})`);

const passage = async (page: Page) => {
  await stage(page, { text: PROSE });
  await seen(page, '.card');
};
const codePassage = async (page: Page) => {
  await stage(page, { text: CODE, code: { language: 'python' } });
  await seen(page, '.passage-code');
};
/** Returns and raises: quotes of it answer two ready-made questions. */
const READER = `def read(path):
    with open(path, encoding="utf-8") as file:
        settings = json.load(file)
    if "name" not in settings:
        raise ValueError("Settings need a name.")
    return settings`;
/** Two pieces of code and two sentences that the question's words hold. */
export const conversation = async (page: Page) => {
  await stage(page, { text: `Use json.dumps to encode.\n\n${CODE}`, code: { language: 'python' } });
  await seen(page, '.card');
  await ask(page, 'How does json.dumps sort keys?');
  await stage(page, { text: CODE.replace('json.dumps', 'json.dump'), code: { language: 'python' } });
  await seen(page, '.card');
  await ask(page, 'How does json.dump sort keys?');
};
async function send(page: Page, question: string): Promise<void> {
  await clickFirst(page, 'textarea');
  await page.keyboard.type(question);
  await page.keyboard.press('Enter');
}
async function ask(page: Page, question: string): Promise<void> {
  const before = (await page.$$('>>> article.answer')).length;
  await send(page, question);
  await page.waitForFunction(
    (count) => {
      const root = document.querySelector('openai-chatkit')?.shadowRoot;
      const answers = [...(root?.querySelectorAll('article.answer') ?? [])];
      return answers.length > count && answers.at(-1)?.getAttribute('aria-busy') !== 'true';
    },
    { timeout: 15_000, polling: 50 },
    before,
  );
}

/** As the panel keeps it once the page is read: the page itself is in no tab here. */
const wholePage = async (page: Page) => {
  const staged = passageOf({ text: 'json', section: { headings: [] } }, { whole: 'offered' });
  await page.evaluate(
    async (value, text) => {
      const { id } = await chrome.windows.getCurrent();
      const read = { passageId: value.passage.id, title: value.passage.page.title, text, total: 90_000 };
      const draft = { writer: 'another panel', passages: [{ staged: value, start: 0, page: read }] };
      await chrome.storage.session.set({ [`draft:${id}`]: draft });
    },
    staged,
    LONG,
  );
  await seen(page, '.page-row');
};

/** A question about a passage, up to the sign that it met its fault. */
const faultAt = (sign: string) => async (page: Page) => {
  await passage(page);
  await send(page, 'What should be limited?');
  await seen(page, sign);
};

/** Every state of the panel (docs/interface.md 9–21) and how a reader gets there. */
export const panelStates: Record<string, PanelState> = {
  'no consent': { consent: false, answers: null },
  'not connected': { answers: null },
  empty: {},
  passage: { reach: passage },
  'whole page': { reach: wholePage },
  'whole page, sent': {
    async reach(page) {
      await wholePage(page);
      await ask(page, 'What should be limited?');
      await seen(page, '.pinned-fold');
    },
  },
  'whole page, unreadable': {
    async reach(page) {
      await stage(page, { text: 'json', section: { headings: [] } }, { whole: 'offered' });
      await seen(page, '.notice');
    },
  },
  'code passage': { reach: codePassage },
  replaced: {
    async reach(page) {
      await passage(page);
      await stage(page, { text: READER, code: { language: 'python' } });
      await seen(page, '.starters button');
      await seen(page, '.notice');
    },
  },
  long: {
    async reach(page) {
      await stage(page, { text: LONG, hidden: true });
      await seen(page, '.card');
    },
  },
  'long, unfolded, choosing a part': {
    async reach(page) {
      await stage(page, { text: LONG });
      await clickFirst(page, '.passage-links button');
      await clickFirst(page, '.passage > .note button');
      await seen(page, 'input[type="range"]');
    },
  },
  'several passages': {
    async reach(page) {
      await passage(page);
      await stage(page, { text: CODE, code: { language: 'python' } }, { intent: 'add' });
      await seen(page, '.card-list');
    },
  },
  'several passages, edited': {
    async reach(page) {
      await passage(page);
      await stage(page, { text: CODE, code: { language: 'python' } }, { intent: 'add' });
      await clickFirst(page, '.card-several button');
    },
  },
  'conversation, passage pinned': { reach: conversation },
  'pinned passage unfolded': {
    async reach(page) {
      await conversation(page);
      await clickFirst(page, '.pinned-fold');
      await seen(page, '.card');
    },
  },
  'the page of a passage is out of reach': {
    async reach(page) {
      await passage(page);
      await ask(page, 'Which YAML is it?');
      await seen(page, '.notice');
    },
  },
  history: {
    async reach(page) {
      await conversation(page);
      await pressBar(page, 3);
      await seen(page, '.entries li');
    },
  },
  'menu of back ends': {
    async reach(page) {
      await pressBar(page, 1);
      await seen(page, '.menu:popover-open .menu-item');
    },
  },
  'menu of commands': {
    async reach(page) {
      await pressBar(page, 4);
      await seen(page, '.menu:popover-open .menu-item');
    },
  },
  'the site of the passage offered': {
    allowed: false,
    async reach(page) {
      await stage(page, { text: PROSE }, { offerAccess: 'https://docs.python.org/*' });
      await seen(page, '.notice');
    },
  },
  'the page keeps the keyboard': {
    async reach(page) {
      await page.evaluate(() => (document.hasFocus = () => false));
      await passage(page);
      await seen(page, '.keyboard-key');
    },
  },
  'no workflow yet': {
    answers: withoutWorkflow,
    async reach(page) {
      await passage(page);
      await seen(page, '.notice');
    },
  },
  'signed out': { answers: 'signed-out', reach: faultAt('.notice') },
  connecting: { answers: 'silent', reach: faultAt('.wait-text bdi') },
  'asked to pause': { answers: 'pausing', reach: faultAt('.notice') },
  refused: { answers: 'refusing', reach: faultAt('.notice') },
  failed: { answers: 'failing', reach: faultAt('.notice') },
  'cut off': { answers: 'cutting', reach: faultAt('.interrupted') },
  offline: {
    answers: 'failing',
    async reach(page) {
      await page.setOfflineMode(true);
      await faultAt('.notice')(page);
    },
  },
  'a back end that does not answer': {
    answers: unreachable,
    async reach(page) {
      await passage(page);
      await seen(page, '.notice');
    },
  },
  'a long host, not allowed': {
    answers: longHost,
    allowed: false,
    async reach(page) {
      await seen(page, '.notice');
      await pressBar(page, 1);
      await seen(page, '.menu:popover-open .menu-item');
    },
  },
  'a key asked for': {
    answers: wantsKey,
    async reach(page) {
      await clickFirst(page, '.notice .button:not(.button-icon)');
      await seen(page, 'input[type="password"]');
    },
  },
};

/** The panel in a tab, in one of its states. */
export async function openPanel(chromium: Chromium, name: string, width = 360, height = 720): Promise<Page> {
  const state = panelStates[name];
  if (!state) throw new Error(`The panel has no state “${name}”`);
  const { consent = true, answers = 'device', allowed = true } = state;
  await setUp(chromium, { consent, answers: isFault(answers) ? await faulty(answers) : answers, allowed });
  const page = await openSized(chromium, '/sidepanel.html', width, height);
  await seen(page, answers === null ? 'main' : 'textarea');
  await state.reach?.(page);
  await atRest(page);
  return page;
}
