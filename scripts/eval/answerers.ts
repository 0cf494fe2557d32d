import MiniSearch from 'minisearch';
import * as z from 'zod';
import { chooseReply, type ReadSources, readSources } from '../../chatkit/answerers/extractive/choose';
import { loadVectors } from '../../chatkit/answerers/extractive/ranking/vectors';
import { type Source } from '../../chatkit/answerers/extractive/source';
import { loadStemmer, primaryOf } from '../../chatkit/answerers/extractive/stem';
import { englishStrings } from '../../chatkit/answerers/extractive/strings';
import { unitsOf } from '../../chatkit/answerers/extractive/units';
import { type Case } from './read-questions';

/** What was shown for a question: three quotes at most, best first. */
export interface Shown {
  quotes: readonly string[];
  /** Shown as an answer, not as what is closest; undefined where the answerer does not tell the two apart. */
  sure: boolean | undefined;
}

export type EvaluatedAnswerer = (asked: Case) => Promise<Shown>;

const MOST = 3;

/** Texts as they were read for their first question. */
const known = new WeakMap<Source, ReadSources>();

/** *On this device*, as it answers in the panel. */
export const quotes: EvaluatedAnswerer = async ({ text: { source }, question }) => {
  const language = primaryOf(source.lang ?? 'en');
  const read = known.get(source) ?? readSources([source], await loadStemmer(language), await loadVectors(language));
  known.set(source, read);
  const reply = chooseReply({ question, sources: [source], strings: englishStrings, read });
  return { quotes: reply.quotes.slice(0, MOST).map(({ text }) => text), sure: reply.intro !== englishStrings.closest };
};

/** MiniSearch over the sentences, as it comes. */
export const bm25: EvaluatedAnswerer = ({ text: { source }, question }) => {
  const units = unitsOf([source]);
  const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'] });
  index.addAll(units.map(({ text }, id) => ({ id, text })));
  const found = index.search(question).slice(0, MOST);
  return Promise.resolve({ quotes: found.map(({ id }) => units[id as number]?.text ?? ''), sure: undefined });
};

const INSTRUCTIONS = `You answer a question about a text by quoting it. Reply with at most three sentences of the text, word for word, one on a line, the best first, and nothing else. If the text does not hold the answer, reply NONE.`;
const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }) })).min(1),
});

/**
 * Any model behind an address of chat completions.
 * @param model its name; a server with one model needs none
 */
export function modelAt(address: string, model = '', key = process.env['OPENAI_API_KEY']): EvaluatedAnswerer {
  const root = address.replace(/\/+$/u, '');
  const endpoint = root.endsWith('/chat/completions') ? root : `${root.replace(/\/v1$/u, '')}/v1/chat/completions`;
  return async ({ text: { source }, question }) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({
        ...(model && { model }),
        temperature: 0,
        max_tokens: 300,
        messages: [
          { role: 'system', content: INSTRUCTIONS },
          { role: 'user', content: `Text:\n${source.text}\n\nQuestion: ${question}` },
        ],
      }),
    });
    if (!response.ok) throw new Error(`${endpoint} answered ${response.status}.`);
    const said = completion.parse(await response.json()).choices[0]?.message.content ?? '';
    const lines = said
      .split('\n')
      .map((line) => line.replace(/^\s*(?:[-*>]|\d+\.)\s+|^["“]|["”]\s*$/gu, '').trim())
      .filter((line) => line !== '' && !/^NONE\b/u.test(line));
    return { quotes: lines.slice(0, MOST), sure: lines.length > 0 };
  };
}
