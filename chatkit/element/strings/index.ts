import en from './en.json';

/** Keys of the element's own catalogue: chatkit/ knows nothing of an extension's. */
export type StringKey = keyof typeof en;
export type Strings = Readonly<Record<StringKey, string>>;

const catalogues = new Map<string, Partial<Strings>>([['en', en]]);

/** What is read where there is no catalogue of a language's own: better than English for its readers. */
const readIn: Readonly<Record<string, string>> = { pt: 'pt-br', zh: 'zh-cn', 'zh-hans': 'zh-cn', 'zh-sg': 'zh-cn' };
/** Taiwan, Hong Kong and Macao read traditional characters. */
const TRADITIONAL = /^zh-(?:hant|tw|hk|mo)\b/;

/** Names of catalogues that serve a locale, the best first, in lower case: `pt-PT` is read in `pt-br`, `de-AT` in `de`. */
export function cataloguesFor(locale: string): string[] {
  const wanted = locale.toLowerCase();
  if (TRADITIONAL.test(wanted)) return [wanted];
  const base = wanted.split('-', 1)[0] ?? wanted;
  return [wanted, readIn[wanted], base, readIn[base]].filter((tag) => tag !== undefined);
}

/** Adds or replaces a language; missing keys fall back to English. A pseudo-locale for tests comes in this way too. */
export function registerStrings(locale: string, strings: Partial<Strings>): void {
  catalogues.set(locale.toLowerCase(), strings);
}

export interface Translate {
  /** The sentence for a key, `$1`…`$9` filled in. */
  (key: StringKey, ...substitutions: string[]): string;
  /** The sentence as it stands in the catalogue, for sentences with elements in them. */
  raw(key: StringKey): string;
  /** The language asked for: dates and numbers follow it even where the sentences are English. */
  readonly locale: string;
  /** The language the sentences are in. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

const RTL = /^(?:ar|dv|fa|he|ku-arab|ps|sd|ug|ur|yi)\b/;

/** In the best catalogue that is there by now (`loadStrings` brings more), else English. */
export function createTranslate(locale: string): Translate {
  const language = cataloguesFor(locale).find((tag) => catalogues.has(tag)) ?? 'en';
  const strings: Strings = { ...en, ...catalogues.get(language) };
  const translate = (key: StringKey, ...substitutions: string[]) =>
    strings[key].replace(/\$([1-9])/g, (_match, digit: string) => substitutions[Number(digit) - 1] ?? '');
  return Object.assign(translate, {
    raw: (key: StringKey) => strings[key],
    locale,
    language,
    direction: (catalogues.get(language)?.['textDirection'] ?? (RTL.test(language) ? 'rtl' : 'ltr')) as 'ltr' | 'rtl',
  });
}
