import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { loadExtractiveStrings } from '../../../chatkit/answerers/extractive';
import { clickFirst, openSized, PROSE, seed, stage } from '../../../scripts/screenshots/setting';
import { answerEnded } from '../../../scripts/lib/answer';
import { launchChromium } from '../../../scripts/lib/chromium';
import { visibleText } from '../../../scripts/lib/in-page';
import { pageSurface, until } from '../../../scripts/lib/surface';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')) as Record<string, string>;

/** Sentences of a page that the reader should see, by place in the English catalogues. */
const panelWords = ['deviceName', 'destinationDevice'] as const;

const MORE =
  'A size of ten megabytes is enough for most of them. Larger files can be streamed, one record at a time. ' +
  'The module reads a stream as it comes. It keeps no more than one record. Each record is one line.';

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

    // Answers of this device about an English passage, and what is said of its page, which no tab shows.
    const strings = await loadExtractiveStrings(tag);
    await stage(page, { text: `${PROSE} ${MORE}` });
    await clickFirst(page, '.starters button');
    await until('the explanation in the language', async () => {
      const text = await panel.run(visibleText);
      return text.includes(ours.starterExplain) && text.includes(strings.explain) && text.includes(strings.fromPassage);
    });
    await answerEnded(panel);
    await clickFirst(page, 'textarea');
    await page.keyboard.type('YAML?');
    await page.keyboard.press('Enter');
    await until('the answer in the language', async () => {
      const text = await panel.run(visibleText);
      return [strings.closest, strings.includePage, ours.pageOfferClosed].every((each) => text.includes(each));
    });
  } finally {
    await chromium.close();
  }
});
