import { cataloguesFor } from '../../../languages';
import { englishStrings, type ExtractiveStrings } from './en';

export { englishStrings, type ExtractiveStrings };

/** The catalogues beside English, by tag in lower case; each comes when an answer is first written in it. */
const loaders: Readonly<Record<string, () => Promise<{ strings: ExtractiveStrings }>>> = {
  ar: () => import('./ar'),
  de: () => import('./de'),
  es: () => import('./es'),
  fr: () => import('./fr'),
  hi: () => import('./hi'),
  ja: () => import('./ja'),
  ko: () => import('./ko'),
  'pt-br': () => import('./pt-BR'),
  'zh-cn': () => import('./zh-CN'),
};

/** Languages with a catalogue, as tags in lower case. */
export const extractiveLanguages: readonly string[] = ['en', ...Object.keys(loaders)];

/** The catalogue that a language is read in; English where there is none. Rejects where it cannot be fetched. */
export async function loadExtractiveStrings(language = 'en'): Promise<ExtractiveStrings> {
  const tag = cataloguesFor(language).find((each) => each === 'en' || Object.hasOwn(loaders, each));
  const load = tag === undefined ? undefined : loaders[tag];
  return load ? (await load()).strings : englishStrings;
}

export const fill = (sentence: string, ...values: string[]): string =>
  sentence.replace(/\$([1-9])/gu, (_match, digit: string) => values[Number(digit) - 1] ?? '');
