import { type Stemmer } from '../stem';
import { fold, wordsOf } from '../terms';
import { stopWords } from '../words';

const english = stopWords['en'] ?? new Set<string>();

/**
 * What a text is found by: the stems of its words without grammar, pairs of characters where a script has no spaces, and
 * names in code as a whole besides their parts (`=work_mem` and `work`, `mem`).
 * @param language primary subtag of the text's language
 */
export function tokensOf(text: string, stem: Stemmer, language: string): string[] {
  const stop = stopWords[language] ?? english;
  return wordsOf(text, stem).flatMap(({ raw, tokens, identifier }) => {
    const folded = fold(raw);
    if (stop.has(folded) || english.has(folded)) return [];
    const stems = tokens.filter((token) => !token.startsWith('='));
    return identifier ? [...stems, `=${folded}`] : stems;
  });
}
