import { readFileSync } from 'node:fs';

export const template = (name: string): string => readFileSync(new URL(`./templates/${name}`, import.meta.url), 'utf8');

/** Fills in what stands in double braces; a name without a value stays as it is. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{\{([A-Z_]+)\}\}/g, (whole, key: string) => values[key] ?? whole);
}

/** What is written: path below the output folder, and its text. */
export type Files = Record<string, string>;
