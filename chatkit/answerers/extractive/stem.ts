import { stemmer as snowball } from '@orama/stemmers/english';

/** How words of a language are brought to a common form: folded words in, stems out. */
export type Stemmer = (word: string) => string;

/** Snowball's English; words spelt `-ise` are those spelt `-ize`. */
export const stemEnglish: Stemmer = (word) => snowball(word.replace(/is(e[drs]?|ing|ation|ations|ers)$/u, 'iz$1'));

/** For languages without a stemmer here: long words by their beginning, which most endings leave alone. */
export const stemByBeginning: Stemmer = (word) => (word.length > 7 ? word.slice(0, 7) : word.replace(/[esn]$/u, ''));

/** Snowball's stemmers of the languages beside English, each loaded when a text is first read in it. */
const loaders: Readonly<Record<string, () => Promise<{ stemmer: Stemmer }>>> = {
  ar: () => import('@orama/stemmers/arabic'),
  de: () => import('@orama/stemmers/german'),
  es: () => import('@orama/stemmers/spanish'),
  fr: () => import('@orama/stemmers/french'),
  it: () => import('@orama/stemmers/italian'),
  nl: () => import('@orama/stemmers/dutch'),
  pt: () => import('@orama/stemmers/portuguese'),
  ru: () => import('@orama/stemmers/russian'),
};

/** `pt` of `pt-BR`. */
export const primaryOf = (tag: string): string => tag.slice(0, 2).toLowerCase();

/** The stemmer of a language by its primary subtag. Rejects where it cannot be fetched. */
export async function loadStemmer(language: string): Promise<Stemmer> {
  if (language === 'en') return stemEnglish;
  const load = Object.hasOwn(loaders, language) ? loaders[language] : undefined;
  return load ? (await load()).stemmer : stemByBeginning;
}

/** The stemmer that is there without waiting. */
export const stemmerFor = (language: string): Stemmer => (language === 'en' ? stemEnglish : stemByBeginning);
