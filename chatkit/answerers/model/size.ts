import type { ModelFacts } from './model';

/** Up to so many parameters a model is led astray by long rules and repeats what it should keep to itself. */
const MAX_OF_SMALL = 4e9;
/** So small a window is better filled with the page than with rules, where nothing else is known. */
const SMALL_WINDOW = 4_096;
/** `135m`, `1.7b`, `0.5B`, `e2b`; of `8x7b` all of it; not `gpt-4b2` or a version. */
const COUNT = /(?<![\p{L}\p{N}.])(?:(\d{1,3})x|e)?(\d{1,4}(?:[._]\d{1,2})?)([mbt])(?![\p{L}\p{N}])/giu;
const UNITS: Readonly<Record<string, number>> = { m: 1e6, b: 1e9, t: 1e12 };

/** How many parameters a model has, as its name tells it (`llama3.2:3b-instruct-q4_K_M`); the largest number of several. */
export function parametersIn(name: string): number | undefined {
  const counts = [...name.matchAll(COUNT)].map(
    ([, times = '1', count = '', unit = '']) =>
      Number(times) * Number(count.replace('_', '.')) * (UNITS[unit.toLowerCase()] ?? NaN),
  );
  return counts.length === 0 ? undefined : Math.max(...counts);
}

/** Whether a model gets the short rules: told by what it is made of, else by its name, else by its window. */
export function isSmall({ parameters, name = '', window }: ModelFacts): boolean {
  const known = parameters ?? parametersIn(name);
  if (known !== undefined) return known <= MAX_OF_SMALL;
  return window !== undefined && window <= SMALL_WINDOW;
}
