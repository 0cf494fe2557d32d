import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Papa from 'papaparse';
import * as z from 'zod';
import { type Source } from '../../chatkit/answerers/extractive/source';
import { readText } from './read-text';

/** A text that is asked about. */
export interface AskedText {
  name: string;
  documentation: string;
  /** Never looked at while the ranking was made. */
  held: boolean;
  source: Source;
}

export interface Case {
  text: AskedText;
  question: string;
  /** Words of the text, any of which answers; empty where it does not say. */
  answers: readonly string[];
}

const optional = z.string().trim().optional().default('');
const questionRow = z.object({ text: z.string().trim().min(1), question: z.string().trim().min(1), answer: optional });
const textRow = z.object({
  text: z.string().trim().min(1),
  as: z.enum(['passage', 'page']).optional().default('page'),
  title: optional,
  headings: optional,
  lang: optional,
  documentation: optional,
  held: optional,
});

/**
 * The questions of a file (`text,question,answer`; texts are named relative to it), with what `texts.csv` beside it says
 * about the texts, where there is one. Throws with the line at fault.
 */
export function readQuestions(file: string): Case[] {
  const folder = dirname(file);
  const about = join(folder, 'texts.csv');
  const rows = existsSync(about) ? rowsOf(about, textRow) : [];
  const texts = new Map<string, AskedText>();
  return rowsOf(file, questionRow).map(({ text, question, answer }) => {
    const known =
      texts.get(text) ?? askedText(folder, rows.find((row) => row.text === text) ?? textRow.parse({ text }));
    texts.set(text, known);
    const answers = answer
      .split('||')
      .map((each) => each.trim())
      .filter((each) => each !== '');
    const absent = answers.find((each) => !holds(known.source.text, each));
    if (absent !== undefined) throw new Error(`${text} does not hold the answer to “${question}”: ${absent}`);
    return { text: known, question, answers };
  });
}

function rowsOf<Row>(file: string, schema: z.ZodType<Row>): Row[] {
  const { data } = Papa.parse<unknown>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true });
  return data.map((row, at) => {
    const parsed = schema.safeParse(row);
    if (!parsed.success) throw new Error(`${file}, row ${at + 1}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  });
}

function askedText(folder: string, row: z.output<typeof textRow>): AskedText {
  const headings = row.headings === '' ? [] : row.headings.split(' > ');
  return {
    name: row.text,
    documentation: row.documentation === '' ? dirname(row.text) : row.documentation,
    held: row.held === 'yes',
    source: {
      kind: row.as,
      text: readText(join(folder, row.text)),
      title: headings.at(-1) ?? row.title,
      context: [row.title, ...headings].join('\n'),
      ...(row.lang !== '' && { lang: row.lang }),
    },
  };
}

/** One space for any white space, and no marks of quoted lines: what a reader sees as the same text. */
const plain = (text: string) =>
  text
    .replace(/^\s*> ?/gmu, '')
    .replace(/\s+/gu, ' ')
    .trim();

/** Whether a text says these words. */
export const holds = (text: string, words: string): boolean => plain(text).includes(plain(words));
