import { type Page } from 'puppeteer-core';
import { clickFirst, openSized } from '../../../scripts/screenshots/setting';
import { type Connection } from '../../../utils/connection/schema';
import { type Chromium } from '../../../scripts/lib/chromium';
import { undescribed } from './faulty-back-end';
import { atRest, longHost, setUp, unreachable } from './stage-set';

interface PageState {
  path: '/options.html' | '/welcome.html';
  consent?: false;
  answers?: Connection | null;
  allowed?: false;
  /** From a page just opened. Controls are found by place, not by name: names differ in the pseudo-locales. */
  reach?: (page: Page) => Promise<void>;
}

/** The panel of the last connection of the list: its menu's entry at this place. */
const fromMenu = (place: number, then: string) => async (page: Page) => {
  await clickFirst(page, '[aria-haspopup="menu"]');
  await clickFirst(page, `.menu:popover-open .menu-item:nth-of-type(${place})`);
  await page.waitForSelector(then, { visible: true });
};

const connect = (address: string, then: string) => async (page: Page) => {
  await clickFirst(page, 'form input[inputmode="url"], form input.field');
  await page.keyboard.type(address);
  await page.keyboard.press('Enter');
  await page.waitForSelector(then, { visible: true });
};

/** States of options and welcome page (docs/interface.md 24–34) and how a reader gets there. */
export const pageStates: Record<string, PageState> = {
  'the options': { path: '/options.html' },
  'the options before consent': { path: '/options.html', consent: false, answers: null },
  'the options with a long host, not allowed': { path: '/options.html', answers: longHost, allowed: false },
  'the options, a menu open': {
    path: '/options.html',
    answers: longHost,
    async reach(page) {
      await clickFirst(page, '[aria-haspopup="menu"]');
      await page.waitForSelector('.menu:popover-open');
    },
  },
  'the options, renaming': { path: '/options.html', answers: unreachable, reach: fromMenu(1, 'li form input') },
  'the options, a test that fails': { path: '/options.html', answers: unreachable, reach: fromMenu(2, '.test-failed') },
  'the options, setting sites': {
    path: '/options.html',
    answers: unreachable,
    reach: fromMenu(3, 'li .site-rules select'),
  },
  'the options, choosing a view': {
    path: '/options.html',
    answers: { ...unreachable, frameUrl: 'http://127.0.0.1:9/frame/' },
    reach: fromMenu(4, 'li .segmented'),
  },
  'the options, putting the passage into the message': {
    path: '/options.html',
    answers: unreachable,
    reach: fromMenu(4, 'li form [role="switch"]'),
  },
  'the options, a server that does not describe itself': {
    path: '/options.html',
    async reach(page) {
      await connect(await undescribed(), 'form select')(page);
      // OpenID Connect asks for the most.
      await page.select('form .labelled:has(> select) ~ .labelled select', 'oidc');
    },
  },
  'the options, asked to remove': {
    path: '/options.html',
    answers: unreachable,
    reach: fromMenu(6, '.danger, .button-danger'),
  },
  'the options, an address that is refused': {
    path: '/options.html',
    reach: connect('http://docs.example.com/', '[role="alert"]:not(:empty)'),
  },
  'the options, self-check': {
    path: '/options.html',
    async reach(page) {
      await clickFirst(page, '.field-row input[placeholder="https://"]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.test li');
    },
  },
  'the welcome page': { path: '/welcome.html', consent: false, answers: null },
  'the welcome page, not now': {
    path: '/welcome.html',
    consent: false,
    answers: null,
    reach: (page) => clickFirst(page, '.consent-actions button:nth-of-type(2)'),
  },
  'the welcome page after consent': { path: '/welcome.html', answers: null },
  'the welcome page, connecting': {
    path: '/welcome.html',
    answers: null,
    reach: (page) => clickFirst(page, 'button[aria-expanded]'),
  },
  'the welcome page at its end, on chosen sites': {
    path: '/welcome.html',
    answers: null,
    async reach(page) {
      await clickFirst(page, '.step:nth-of-type(2) .offer:nth-of-type(2) button');
      // It folds, and what stands below moves up.
      await page.waitForSelector('.step-done:nth-of-type(2)');
      await clickFirst(page, '.step:nth-of-type(3) .offer:nth-of-type(1) button');
      await page.waitForSelector('.how');
      await page.waitForSelector('.step-done:nth-of-type(3)');
    },
  },
  'the welcome page at its end': {
    path: '/welcome.html',
    answers: null,
    async reach(page) {
      await clickFirst(page, '.step:nth-of-type(2) .offer:nth-of-type(1) button');
      await page.waitForSelector('.step-done:nth-of-type(2)');
      await clickFirst(page, '.step:nth-of-type(3) .offer:nth-of-type(1) button');
      await page.waitForSelector('.step-done:nth-of-type(3)');
    },
  },
};

/** Options or welcome page in a tab, in one of its states. */
export async function openPage(chromium: Chromium, name: string, width = 800): Promise<Page> {
  const state = pageStates[name];
  if (!state) throw new Error(`There is no state “${name}”`);
  const { consent = true, answers = 'device', allowed = true } = state;
  await setUp(chromium, { consent, answers, allowed });
  const page = await openSized(chromium, state.path, width, 720);
  await page.waitForSelector('h1');
  await state.reach?.(page);
  await atRest(page);
  return page;
}
