import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { openSized, seed } from '../../../scripts/screenshots/setting';
import { launchChromium } from '../rig/chromium';
import { visibleText } from '../rig/in-page';
import { pageSurface, until } from '../rig/surface';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')) as Record<string, string>;

/** Sentences of a page that the reader should see, by place in the English catalogues. */
const panelWords = ['deviceName', 'destinationDevice'] as const;

test.each([
  ['ar', 'ar', 'rtl'],
  ['ja', 'ja', 'ltr'],
  ['pt_BR', 'pt-BR', 'ltr'],
])('a browser in %s gets panel, chat and welcome page in it', async (folder, tag, direction) => {
  const ours = Object.assign(
    {},
    ...['panel', 'shared', 'options'].map((area) => read(`locales/${folder}/${area}.json`)),
  );
  const chat = read(`chatkit/element/strings/${tag}.json`);
  const chromium = await launchChromium({ extension: inject('builds').chrome, env: { LANGUAGE: folder } });
  try {
    const welcome = await openSized(chromium, '/welcome.html', 560, 800);
    await until('the consent', async () => (await pageSurface(welcome).run(visibleText)).includes(ours.consentHeading));
    await seed(chromium, { consent: true, connectionId: 'device' });
    const page = await openSized(chromium, '/sidepanel.html', 360, 720);
    const panel = pageSurface(page);
    await until('the panel', async () => {
      const text = await panel.run(visibleText);
      return panelWords.every((key) => text.includes(ours[key]));
    });
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
      tag,
      direction,
    ]);
    const label = () =>
      page.evaluate(() => document.querySelector('openai-chatkit')?.shadowRoot?.querySelector('textarea')?.ariaLabel);
    await until('the composer', async () => (await label()) === chat.composerLabel);
  } finally {
    await chromium.close();
  }
});
