import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readAnswer, watchAnswer } from './lib/answer';
import { launchChromium } from './lib/chromium';
import { pressControl, seeText } from './lib/controls';
import { serveDocs } from './lib/docs-server';
import { launchFirefox } from './lib/firefox';
import { chooseEverySite, connectInWelcome, giveConsent } from './lib/first-run';
import { startProxy } from './lib/proxy';
import { selectWithMouse } from './lib/select-text';
import { type Surface, until } from './lib/surface';
import { ROOT } from './run.mjs';
import { say, step, Stop } from './steps.mjs';
import { hasDisplay } from './system-packages.mjs';

export interface StartOptions {
  kind: 'chromium' | 'firefox';
  /** Folder of the build. */
  extension: string;
  /** Page to open; our own guide when undefined. */
  address: string | undefined;
  headless: boolean;
}

/** The same few verbs for both browsers. */
interface StartedBrowser {
  welcome(): Promise<Surface>;
  allowEverySite(): Promise<void>;
  open(url: string): Promise<{ surface: Surface; seePopover(): Promise<unknown>; pressPopover(): Promise<void> }>;
  /** The panel after a press on the popover, by whatever steps this browser asks for. */
  panel(): Promise<Surface>;
  closed: Promise<void>;
  close(): Promise<void>;
}

const PICTURES = join(ROOT, 'artifacts', 'start');
const POPOVER = 'Ask about selection';
/** A paragraph of our guide, and a question that it answers. */
const GUIDE = {
  passage:
    'A small button appears under the end of the selection. It never covers the selected text and it never takes the focus away from the page.',
  question: 'Where does the button appear?',
};

export async function startJourney({ kind, extension, address, headless }: StartOptions): Promise<void> {
  const guide = await serveDocs({ guide: join(ROOT, 'docs', 'site') });
  const proxy = await step('Local back end', async () =>
    startProxy({ dataDir: join(ROOT, '.cache', 'start', 'data') }),
  );
  let browser: StartedBrowser | undefined;
  const stop = async () => {
    await browser?.close();
    await proxy.close();
    await guide.close();
  };
  try {
    browser = await step(`${kind === 'firefox' ? 'Firefox' : 'Chromium'} with Docent`, () =>
      (kind === 'firefox' ? openFirefox : openChromium)(extension, headless),
    );
    await step(`Connection to ${proxy.address}`, () => connect(browser as StartedBrowser, proxy.address));
    const page = address ?? `${guide.origin}/guide/index.html`;
    const tab = await browser.open(page).catch((error: unknown) => {
      const [reason = ''] = String((error as Error).message).split(/ at |\n/);
      throw new Stop(
        `${page} could not be opened (${reason}). Look at the address, and whether this computer is online.`,
      );
    });
    if (headless) await showJourney(browser, tab, page, address === undefined);
    else await leaveToThePerson(browser, page, stop);
  } finally {
    await stop();
  }
}

/** Goes through the welcome page as a reader who agrees, allows every site and connects the local back end. */
async function connect(browser: StartedBrowser, address: string): Promise<void> {
  const welcome = await browser.welcome();
  await giveConsent(welcome);
  await browser.allowEverySite();
  await chooseEverySite(welcome);
  await connectInWelcome(welcome, { address });
}

async function leaveToThePerson(browser: StartedBrowser, page: string, stop: () => Promise<void>): Promise<void> {
  say(`
Docent is open on ${page}.

  1. Select a few words with the mouse.
  2. Press "Ask about selection" under them.
  3. Ask something in the panel and press Enter.

This is a profile of its own: it has already agreed on its welcome page, for this machine's own back end only.
Close the browser, or press Ctrl+C here, to end.`);
  process.once('SIGINT', () => void stop());
  await browser.closed;
  say('\nThe browser is closed and the local back end stopped.');
}

async function showJourney(
  browser: StartedBrowser,
  { surface, seePopover, pressPopover }: Awaited<ReturnType<StartedBrowser['open']>>,
  page: string,
  isGuide: boolean,
): Promise<void> {
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  const picture = async (name: string, of: Surface) => writeFile(join(PICTURES, `${name}.png`), await of.screenshot());

  const passage = isGuide ? GUIDE.passage : await surface.run(firstParagraph);
  if (!passage) throw new Stop(`${page} shows no paragraph of text to ask about.`);
  say(`\nPage:     ${page}`);
  say(`Passage:  ${await selectWithMouse(surface, passage)}`);
  await seePopover();
  await picture('1-popover', surface);
  await pressPopover();
  const panel = await browser.panel();
  await seeText(panel, passage.slice(0, 40));
  await picture('2-panel', panel);

  const question = isGuide ? GUIDE.question : 'What does this say?';
  say(`Question: ${question}`);
  await pressControl(panel, 'textbox', 'Your question');
  await panel.type(question);
  await watchAnswer(panel);
  await panel.press('Enter');
  process.stdout.write('Answer:   ');
  let printed = '';
  const answer = await readAnswer(panel, {
    onGrowth(text) {
      const settled = settledPart(text);
      if (!settled.startsWith(printed)) return;
      process.stdout.write(settled.slice(printed.length));
      printed = settled;
    },
  });
  say(answer.text.startsWith(printed) ? answer.text.slice(printed.length) : `\n${answer.text}`);
  await picture('3-answer', panel);
  say(`\nThe journey works: the answer came in ${answer.paintedSteps} painted steps.`);
  say(`Pictures: ${relative(ROOT, PICTURES)}/1-popover.png, 2-panel.png, 3-answer.png`);
  if (!hasDisplay()) say('There is no display here. On a desktop, npm start opens the browser for you.');
}

/** What will not be drawn otherwise when more arrives: whole lines, and the last one as far as it has no mark in it. */
function settledPart(text: string): string {
  const [lastLine = ''] = /[^\n]*$/.exec(text) ?? [];
  const mark = lastLine.search(/[*_`#[>|~]/);
  return mark < 0 ? text : text.slice(0, text.length - lastLine.length + mark);
}

/** Runs in the page: the first sentences of the first real paragraph that begins with plain text. */
function firstParagraph(): string | null {
  for (const paragraph of document.querySelectorAll('main p, article p, [role="main"] p, body p')) {
    const first = paragraph.firstChild;
    const text = first?.nodeType === Node.TEXT_NODE ? (first.textContent ?? '').replace(/\s+/g, ' ').trim() : '';
    if (text.length < 60 || !paragraph.checkVisibility()) continue;
    if (text.length <= 300) return text;
    // The longest run of whole sentences, else of whole words.
    return /^.{60,298}[.!?](?=\s)/s.exec(text)?.[0] ?? text.slice(0, 300).replace(/\s\S*$/, '');
  }
  return null;
}

async function openChromium(extension: string, headless: boolean): Promise<StartedBrowser> {
  const chromium = await launchChromium({ extension, headless, forAPerson: !headless });
  return {
    welcome: async () => (await chromium.ownPage('/welcome.html')).surface,
    allowEverySite: () => chromium.grantHosts(),
    async open(url) {
      const { page, surface } = await chromium.openTab(url);
      return {
        surface,
        seePopover: () => until('the popover', () => chromium.popoverControl(page, POPOVER)),
        pressPopover: () => chromium.pressPopover(page),
      };
    },
    panel: async () => (await chromium.panel()).surface,
    closed: new Promise((resolve) => chromium.browser.once('disconnected', () => resolve())),
    close: () => chromium.close(),
  };
}

async function openFirefox(extension: string, headless: boolean): Promise<StartedBrowser> {
  const firefox = await launchFirefox({ extension, headless, forAPerson: !headless });
  return {
    welcome: async () => (await firefox.openOwnPage('/welcome.html')).surface,
    allowEverySite: () => Promise.resolve(),
    async open(url) {
      const { page, surface } = await firefox.openTab(url);
      return {
        surface,
        seePopover: () => until('the popover', () => firefox.popoverControl(page, POPOVER)),
        pressPopover: () => firefox.pressPopover(page),
      };
    },
    async panel() {
      await (await firefox.popup()).press('Enter');
      return firefox.sidebar();
    },
    closed: new Promise((resolve) => firefox.browser.once('disconnected', () => resolve())),
    close: () => firefox.close(),
  };
}
