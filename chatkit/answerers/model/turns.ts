import * as z from 'zod';
import type { ThreadItem } from '../../protocol/items';
import type { NewItem } from '../../server/types';
import { describePassages } from './page-parts';
import { type Source, sourceSchema } from './sources';
import { createThinkTags } from './think-tags';

/** What was told of the page with a message, beside its words. */
export interface Told {
  /** Texts of the page, word for word as they were sent: their first lines hold their numbers. */
  parts: readonly string[];
  /** What the numbers stand for, those of files too. */
  sources: readonly Source[];
  /** Of each text file: its number, and how much of it was sent, in UTF-16 units. */
  files: Readonly<Record<string, readonly [number: number, length: number]>>;
  /** Id of the message of the oldest turn that went along. */
  from: string | undefined;
}

/** A question with what came of it. */
export interface Turn extends Told {
  /** Of the reader's message. */
  id: string;
  words: string;
  /** What was answered, thoughts left out; empty when nothing was. */
  answer: string;
}

const toldSchema = z.object({
  docent: z.literal('page'),
  parts: z.array(z.string()),
  sources: z.array(sourceSchema).default([]),
  // No tuple of zod's: the panel would load what parses one before its first paint.
  files: z
    .record(
      z.string(),
      z.array(z.number()).transform(([number = 0, length = 0]) => [number, length] as const),
    )
    .default({}),
  from: z.string().optional(),
});
const answerSchema = z.object({ docent: z.literal('answer'), text: z.string() });

/**
 * What was told of the page with a message, kept with the thread: earlier turns go to the model again word for word, and
 * the message itself holds no more than the quote. No client ever gets it.
 */
export const toldItem = (told: Told): NewItem => ({
  type: 'hidden_context_item',
  content: { docent: 'page', ...told },
});

/** An answer in the model's own words, where what is shown of it differs: its marks became citations. */
export const answerItem = (text: string): NewItem => ({
  type: 'hidden_context_item',
  content: { docent: 'answer', text } satisfies z.infer<typeof answerSchema>,
});

/** The turns of a thread, oldest first. What nobody asked for is left out. */
export function readTurns(items: readonly ThreadItem[]): Turn[] {
  const turns: (Turn & { isTold: boolean })[] = [];
  for (const item of items) {
    const turn = turns.at(-1);
    if (item.type === 'user_message') {
      const words = item.content.map(({ text }) => text).join('');
      const parts = describePassages(item, undefined).map(({ name, body }) => `${name}\n${body}`);
      turns.push({ id: item.id, parts, words, answer: '', sources: [], files: {}, from: undefined, isTold: false });
    } else if (turn && item.type === 'hidden_context_item') {
      const told = toldSchema.safeParse(item.content).data;
      if (told) Object.assign(turn, { ...told, isTold: true });
      const answer = answerSchema.safeParse(item.content).data;
      if (answer) turn.answer = answer.text;
    } else if (turn && item.type === 'assistant_message') {
      const text = withoutThoughts(item.content.map((part) => part.text).join('\n\n'));
      turn.answer = [turn.answer, text].filter((part) => part !== '').join('\n\n');
    }
  }
  // Threads from before this was kept: a passage that stayed pinned was told where it first came up.
  let known: readonly string[] = [];
  return turns.map(({ isTold, ...turn }) => {
    if (isTold) return turn;
    const parts = turn.parts.filter((part) => !known.includes(part));
    known = turn.parts;
    return { ...turn, parts };
  });
}

/** An answer without the thoughts that an earlier version, or another server, stored in it. */
function withoutThoughts(text: string): string {
  const tags = createThinkTags();
  let answer = '';
  for (const told of [...tags.take(text), ...tags.end()]) {
    if (told.type === 'wasThought') answer = '';
    else if (told.type === 'text') answer += told.delta;
  }
  return answer;
}
