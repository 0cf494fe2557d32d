import { cataloguesFor } from '../../../languages';
import { englishStrings, type ModelStrings } from './en';

export { englishStrings, type ModelStrings };

/** The catalogues beside English, by tag in lower case; each comes when a model is first asked in it. */
const loaders: Readonly<Record<string, () => Promise<{ strings: ModelStrings }>>> = {
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
export const modelLanguages: readonly string[] = ['en', ...Object.keys(loaders)];

/** The tag of the catalogue that a language is read in; `en` where there is none. */
export const modelLanguageOf = (language = 'en'): string =>
  cataloguesFor(language).find((each) => modelLanguages.includes(each)) ?? 'en';

/** The catalogue that a language is read in. Rejects where it cannot be fetched. */
export async function loadModelStrings(language?: string): Promise<ModelStrings> {
  const load = loaders[modelLanguageOf(language)];
  return load ? (await load()).strings : englishStrings;
}

/** The sentence for a key, its places filled. */
export type Say = (key: keyof ModelStrings, ...values: (string | number)[]) => string;

export const sayWith =
  (strings: ModelStrings): Say =>
  (key, ...values) =>
    strings[key].replace(/\$([1-9])/g, (_match, digit: string) => String(values[Number(digit) - 1] ?? ''));
