import * as z from 'zod';
import type { Annotation } from '../../protocol/items';
import type { ModelStrings } from './strings';

/** A text that the model was told, by its number: what a mark in the answer leads to. */
export interface Source {
  number: number;
  place: 'passage' | 'page' | 'file';
  /** Of the nearest heading, the page, or the file. */
  title: string;
  /** Its first words, as a page shows them: enough to find it again. */
  quote: string;
}

export const sourceSchema = z.object({
  number: z.number().int().positive(),
  place: z.enum(['passage', 'page', 'file']),
  title: z.string(),
  quote: z.string(),
});

/** UTF-16 units. */
const MAX_QUOTED = 200;

/** The first line of a text that says something, without its Markdown. */
export function firstWords(text: string): string {
  const lines = text
    .split(/\r\n?|\n/)
    .filter((line) => !/^\s*(?:#{1,6} |```|~~~|\|?[ :|-]+\|?$)/.test(line))
    .map((line) =>
      line
        .replace(/^[\s>]*(?:[-*+] |\d{1,3}[.)] )?/, '')
        .replace(/!?\[([^\]]*)\]\([^()\s]*\)/g, '$1')
        .replace(/[*_]{2}|`/g, '')
        .trim(),
    );
  const line = lines.find((one) => /[\p{L}\p{N}]/u.test(one)) ?? '';
  if (line.length <= MAX_QUOTED) return line;
  const start = line.slice(0, MAX_QUOTED).replace(/[\ud800-\udbff]$/, '');
  return start.slice(0, Math.max(start.lastIndexOf(' '), MAX_QUOTED / 2));
}

/** The citation of a text: a file by its name, else an entity that a host can find in the page again. */
export function citationOf({ number, place, title, quote }: Source, strings: ModelStrings): Annotation {
  const label = place === 'page' ? strings.fromPage : strings.fromPassage;
  const shared = {
    title: title || label,
    attribution: undefined,
    description: undefined,
    timestamp: undefined,
    group: place === 'file' ? undefined : strings.citationGroup,
  };
  if (place === 'file') {
    return { type: 'annotation', index: undefined, source: { type: 'file', filename: title, ...shared } };
  }
  return {
    type: 'annotation',
    index: undefined,
    source: {
      type: 'entity',
      id: `${place}:${number}`,
      icon: undefined,
      label,
      inline_label: undefined,
      // For a host that knows where the text stands, as those of quotes are.
      interactive: true,
      data: { place, quote },
      ...shared,
    },
  };
}
