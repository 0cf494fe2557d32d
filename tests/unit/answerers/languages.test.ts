import 'fake-indexeddb/auto';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { englishStrings, type ExtractiveStrings, loadExtractiveStrings } from '../../../chatkit/answerers/extractive';
import { extractiveLanguages } from '../../../chatkit/answerers/extractive/strings';
import { type Annotation } from '../../../chatkit/protocol/items';
import { type StarterId, starterIds } from '../../../chatkit/protocol/requests';
import { createDeviceFetch } from '../../../utils/backend/device';
import { ask, type Asked } from './ask';

const keys = Object.keys(englishStrings) as (keyof ExtractiveStrings)[];
const tags = extractiveLanguages.filter((tag) => tag !== 'en');
const marksIn = (text: string) => (text.match(/\$[1-9]/gu) ?? []).sort();
/** Punctuation and what is filled in: a title, a separator. */
const isForm = (text: string) => !/\p{L}/u.test(text.replace(/\$[1-9]/gu, ''));

describe('the catalogues', () => {
  test('are those of the languages Docent has', () => {
    const folders = readdirSync(new URL('../../../locales', import.meta.url));
    expect([...extractiveLanguages].sort()).toEqual(folders.map((name) => name.toLowerCase().replace('_', '-')).sort());
  });

  test.each(tags)('%s has every sentence, none of them English, with the same places to fill', async (tag) => {
    const strings = await loadExtractiveStrings(tag);
    expect(Object.keys(strings).sort()).toEqual([...keys].sort());
    for (const key of keys) {
      expect(marksIn(strings[key]), key).toEqual(marksIn(englishStrings[key]));
      expect(strings[key], key).not.toMatch(/[!！]/u);
      if (isForm(englishStrings[key])) continue;
      expect(strings[key], key).not.toBe(englishStrings[key]);
      expect(strings[key].trim(), key).not.toBe('');
    }
  });

  test.each<[string | undefined, string]>([
    ['de-AT', 'de'],
    ['pt-PT', 'pt-br'],
    ['zh-Hans-CN', 'zh-cn'],
    ['en-GB', 'en'],
    ['nl', 'en'],
    ['constructor', 'en'],
    [undefined, 'en'],
  ])('%s is read in %s', async (language, tag) => {
    expect(await loadExtractiveStrings(language)).toBe(await loadExtractiveStrings(tag));
  });
});

/*
 * A catalogue whose sentences are marks alone, and passages in capitals without a small letter: whatever is said beside
 * the two did not come from the catalogue.
 */
const marked = Object.fromEntries(
  keys.map((key) => [key, `⟦${marksIn(englishStrings[key]).join('')}⟧`]),
) as ExtractiveStrings;
const TEXT =
  'А ПУЛ ДЕРЖИТ СВЯЗЬ. IT RETURNS A LIST BECAUSE IT MUST. NEVER SHARE IT. FOR EXAMPLE, A BOX. IT RAISES AN ERROR. A FIFTH.';
const SHORT = 'NEVER SHARE A POOL.';
const CODE = 'A = B(C)\nD.E(F)\nRETURN A;\n'.repeat(60);
const passages: [string, Asked][] = [
  ['nothing', {}],
  ['a text', { passage: { text: TEXT, title: 'POOLS', headings: ['CLOSING'] } }],
  ['a short text', { passage: { text: SHORT } }],
  ['code', { passage: { text: CODE, language: 'js', title: 'POOLS' } }],
  ['a text with its page', { passage: { text: SHORT }, page: { title: 'PAGE', text: TEXT } }],
  ['code with its page', { passage: { text: CODE, language: 'js' }, page: { text: TEXT } }],
  ['a text with another page', { passage: { text: SHORT }, page: { text: 'NOTHING OF IT.' } }],
  ['a page alone', { page: { title: 'PAGE', text: TEXT } }],
];
const questions: [string, StarterId | undefined][] = [
  ...starterIds.map((id) => ['Q?', id] as [string, StarterId]),
  ['WHY?', undefined],
  ['WHAT IS A POOL?', undefined],
  ['WHAT IS YAML?', undefined],
];

/** Every text of a citation that a reader may see. */
const words = ({ source }: Annotation) => [
  source.title,
  source.attribution,
  source.description,
  source.group,
  ...(source.type === 'entity' ? [source.label, source.inline_label] : []),
];

describe('whatever is asked, nothing is said that is not in the catalogue', () => {
  test.each(passages)('about %s', async (_name, asked) => {
    const seen = new Set<string>();
    for (const [question, starter] of questions) {
      const { parts, citations } = await ask(question, { ...asked, strings: marked, ...(starter && { starter }) });
      const said = parts.flatMap((part) => {
        if (part.type === 'text') return [part.delta];
        if (part.type === 'progress') return [part.text];
        return part.type === 'title' ? [part.title] : [];
      });
      const cited = citations.flatMap(({ annotation }) => words(annotation)).filter((text) => text !== undefined);
      expect(said.length).toBeGreaterThan(0);
      for (const text of [said.join(''), ...cited]) {
        expect(text.replace(/^```js$/gmu, ''), question).not.toMatch(/\p{Ll}/u);
        seen.add(text);
      }
    }
    expect([...seen].some((text) => text.includes('⟦'))).toBe(true);
  });
});

describe('On this device', () => {
  const shaped = (text: string, starter?: StarterId, page?: string) => ({
    type: 'threads.create',
    params: { input: { content: [{ type: 'input_text', text }], attachments: [], inference_options: {} } },
    metadata: {
      docent: {
        version: 1,
        mode: page ? 'page' : 'passage',
        passages: [{ text: 'NEVER SHARE A POOL.' }],
        ...(starter && { starter }),
        ...(page && { page: { text: page } }),
      },
    },
  });
  const answerIn = async (language: string, text: string, starter?: StarterId, page?: string) => {
    const fetch = createDeviceFetch({ shape: () => shaped(text, starter, page) });
    const response = await fetch('device:', {
      body: JSON.stringify({ type: 'threads.create', params: {} }),
      headers: { 'accept-language': language },
    });
    return response.text();
  };

  const written = (stream: string) => {
    const events = [...stream.matchAll(/^data: (.*)$/gmu)].map(([, data = '']) => JSON.parse(data) as SentEvent);
    return events.flatMap(({ item }) => item?.content?.map(({ text }) => text) ?? []).at(-1);
  };

  // All at once: each is written as slowly as a reader sees it.
  test('answers in the language of the request, whatever the language of the passage', async () => {
    await Promise.all(
      extractiveLanguages.map(async (tag) => {
        const strings = await loadExtractiveStrings(tag);
        const short = await answerIn(tag, '?', 'explain');
        expect(written(short), tag).toBe([strings.tooShort, strings.includePage].join(strings.sentenceGap));
        const absent = await answerIn(tag, 'WHAT IS YAML?', undefined, 'A POOL IS A LIST.');
        const quoted = `**${strings.fromPassage}**\n\n> NEVER SHARE A POOL.`;
        expect(written(absent), tag).toBe([strings.closest, quoted, strings.selectOther].join('\n\n'));
        expect(absent, tag).toContain(strings.reading);
      }),
    );
  });
});

interface SentEvent {
  item?: { content?: { text: string }[] };
}
