/**
 * `npm run dev`, `npm run dev:firefox`: a development build that is made again at every change, in a browser that has it
 * installed, on our own guide. WXT reloads the extension by itself. Ends when the browser is closed, or by Ctrl+C.
 */
import { join } from 'node:path';
import { findBrowser } from './browsers.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ROOT } from './run.mjs';
import { say, sentenceFor } from './steps.mjs';
import { ensureStartBrowser, hasDisplay } from './system-packages.mjs';

const isFirefox = process.argv.includes('--firefox');

try {
  await ensureDependencies();
  const { createServer } = await import('wxt');
  const server = await createServer({
    root: ROOT,
    browser: isFirefox ? 'firefox' : 'chrome',
    webExt: { disabled: true },
  });
  await server.start();
  if (hasDisplay()) {
    await ensureStartBrowser([isFirefox ? 'firefox' : 'chromium']);
    await openBrowser(join(ROOT, '.output', isFirefox ? 'firefox-mv3-dev' : 'chrome-mv3-dev'));
    await server.stop();
    process.exit();
  }
  say(`There is no display here to open ${findBrowser(isFirefox ? 'firefox' : 'chromium') ?? 'a browser'} on.`);
} catch (error) {
  say(`\n${sentenceFor(error, 'The development build could not be started')}`);
  process.exit(1);
}

/** Resolves when the person has closed it. */
async function openBrowser(extension) {
  const tsx = await import('tsx/esm/api');
  tsx.register({ tsconfig: false });
  const { serveDocs } = await import('./lib/docs-server.ts');
  const guide = await serveDocs({ guide: join(ROOT, 'docs', 'site') });
  const { launchChromium } = await import('./lib/chromium.ts');
  const { launchFirefox } = await import('./lib/firefox.ts');
  const launch = isFirefox ? launchFirefox : launchChromium;
  const browser = await launch({ extension, headless: false, forAPerson: true });
  if (!isFirefox) await switchOnDeveloperMode(browser.browser);
  process.once('SIGINT', () => void browser.close());
  const closed = new Promise((resolve) => browser.browser.once('disconnected', resolve));
  await browser.openTab(`${guide.origin}/guide/index.html`);
  say('The browser has Docent installed. Close it, or press Ctrl+C here, to end.');
  await closed;
  await guide.close();
}

/** Chromium outside of its developer mode switches an unpacked extension off when it reloads itself. */
async function switchOnDeveloperMode(browser) {
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
  await page.close();
}
