/** What words of technical English mean, as vectors: near ones are said of the same things. */
export interface Vectors {
  dimensions: number;
  of: (word: string) => Int8Array | undefined;
}

let table: Promise<Vectors> | undefined;

/**
 * The table of a language by its primary subtag, fetched when first asked for (2.5 MB; `npm run vectors` makes it).
 * Undefined where there is none, or where it cannot be fetched: a ranking does without.
 */
export async function loadVectors(language: string): Promise<Vectors | undefined> {
  if (language !== 'en') return undefined;
  table ??= import('./vectors.json').then(({ default: read }) => vectorsOf(read));
  try {
    return await table;
  } catch {
    table = undefined;
    return undefined;
  }
}

/** Reads a table: words with spaces between them, and their vectors one after another, a byte each number, as base64. */
export function vectorsOf({ dimensions, words, data }: { dimensions: number; words: string; data: string }): Vectors {
  const bytes = Int8Array.from(atob(data), (character) => character.charCodeAt(0));
  const places = new Map(words.split(' ').map((word, at) => [word, at * dimensions]));
  return {
    dimensions,
    of: (word) => {
      const from = places.get(word);
      return from === undefined ? undefined : bytes.subarray(from, from + dimensions);
    },
  };
}
