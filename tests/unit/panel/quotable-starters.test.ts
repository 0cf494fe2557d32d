import './extension-browser';
import { describe, expect, test } from 'vitest';
import type { StarterId } from '../../../chatkit/protocol/requests';
import { describeCard } from '../../../utils/panel/card';
import { startersFor } from '../../../utils/panel/quotable-starters';
import { quotableStarters } from '../../../utils/panel/starters';
import { answeredByQuotes } from '../../../chatkit/answerers/extractive/quotable';
import { sourcesOf } from '../../../chatkit/answerers/extractive/source';
import { ask } from '../answerers/ask';
import { code, page, retries, serialize } from '../answerers/excerpts';
import { starters } from '../../../utils/panel/chat-options';
import { type Connection, deviceConnection } from '../../../utils/connection/schema';
import { aDraft, card } from './passages';

const WARNING = `Be cautious when parsing JSON data from untrusted sources. A malicious JSON string may cause the decoder to consume considerable CPU and memory resources. Limiting the size of data to be parsed is recommended.`;
const switches = { headings: true, address: false, about: true };

/** What is offered about a passage on this device. */
function offered(text: string, isCode = false, pageText?: string) {
  const passages = [card({ text, ...(isCode && { code: { language: 'js' } }) })];
  const id = passages[0]!.staged.passage.id;
  const read = pageText === undefined ? null : { passageId: id, title: '', text: pageText, total: pageText.length };
  const draft = aDraft({ passages, page: read, mode: read && 'page' });
  return startersFor(describeCard(draft, { connection: deviceConnection, switches }), isCode);
}

describe('where quotes answer, a ready-made question is offered that they can answer', () => {
  test.each<[string, string, boolean, StarterId[]]>([
    ['a text with all of it', serialize, false, ['explain', 'example', 'warnings']],
    ['a text that warns', retries, false, ['explain', 'example', 'warnings']],
    ['a warning of three sentences', WARNING, false, []],
    ['a sentence', 'A pool keeps connections.', false, []],
    ['code that returns and throws', code, true, ['returns', 'failures']],
    ['code that does neither', 'const a = 1;\nconst b = a + 1;\nrun(a, b);', true, []],
    ['one line that returns', 'return a + b;', true, []],
  ])('%s', (_name, text, isCode, expected) => {
    expect(offered(text, isCode)).toEqual(expected);
  });

  test('the page, once included, explains a short passage; what it warns of elsewhere is no answer', () => {
    const text = 'A query rejects with a PoolTimeoutError after acquireTimeout.';
    expect(offered(text)).toEqual([]);
    expect(offered(text, false, page)).toEqual(['explain']);
  });

  test('about a whole page, what its own quotes answer', () => {
    const whole = { passages: [{ text: 'Whole page', whole: true as const }], page: { text: serialize } };
    const sources = sourcesOf({
      docent: { version: 1, mode: 'page', ...whole },
      message: { quoted_text: 'Whole page' },
    });
    expect(sources.map(({ kind }) => kind)).toEqual(['page']);
    expect(answeredByQuotes(quotableStarters.text, sources)).toContain('explain');
  });

  test.each([
    ['On this device', deviceConnection, true],
    ['a proxy without a model', { ...deviceConnection, kind: 'chatkit', presentation: { answers: 'quotes' } }, true],
    ['a model', { ...deviceConnection, kind: 'chatkit', presentation: {} }, false],
  ] as const)('where %s answers, nothing else is offered: %j', (_name, connection, isOnly) => {
    const shown = (quotable: StarterId[]) =>
      starters({ connection: connection as Connection, isCode: false, isPage: false, quotable, locale: 'en' });
    expect([shown(['warnings']).length, shown([]).length]).toEqual(isOnly ? [1, 0] : [4, 4]);
  });

  test.each([
    ['a passage in the reader’s language', { pageLanguage: 'en-GB' }, 4, /starterExplain/],
    ['a passage in another language', { pageLanguage: 'ja' }, 5, /starterTranslate/],
    ['a passage whose language is not known', {}, 4, /starterExplain/],
    ['a passage whose language is no tag', { pageLanguage: '../x' }, 4, /starterExplain/],
    ['a whole page', { isPage: true }, 3, /starterSummarise/],
    ['code in a page of another language', { isCode: true, pageLanguage: 'ja' }, 4, /starterLineByLine/],
  ])('a model is asked about %s with what suits it', (_what, about, count, one) => {
    const connection = { ...deviceConnection, kind: 'chatkit' } as Connection;
    const shown = starters({ connection, isCode: false, isPage: false, quotable: [], locale: 'en-US', ...about });
    expect(shown).toHaveLength(count);
    expect(shown.join()).toMatch(one);
    const owned = { ...connection, presentation: { starters: ['Mine'] } };
    expect(starters({ connection: owned, isCode: false, isPage: false, quotable: [], locale: 'en', ...about })).toEqual(
      ['Mine'],
    );
  });

  test('never what quotes cannot do', () => {
    const all: readonly StarterId[] = [...quotableStarters.text, ...quotableStarters.code];
    expect(all).not.toContain('simplify');
    expect(all).not.toContain('lines');
  });

  test.each([serialize, retries, code])('what is offered gives an answer with quotes', async (text) => {
    const isCode = text === code;
    for (const starter of offered(text, isCode)) {
      const asked = { passage: { text, ...(isCode && { language: 'js' }) }, starter };
      const { quotes, wantsPage } = await ask('?', asked);
      expect(quotes.length).toBeGreaterThan(0);
      expect(quotes.join('').length).toBeLessThan(text.length * 0.7);
      expect(wantsPage).toBe(false);
    }
  });
});
