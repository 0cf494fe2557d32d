import { cataloguesFor } from '../../languages';
import en from './en.json';

export { cataloguesFor };

/** Keys of the element's own catalogue: chatkit/ knows nothing of an extension's. */
export type ElementStringKey = keyof typeof en;
export type Strings = Readonly<Record<ElementStringKey, string>>;

const catalogues = new Map<string, Partial<Strings>>([['en', en]]);

/** Adds or replaces a language; missing keys fall back to English. A pseudo-locale for tests comes in this way too. */
export function registerStrings(locale: string, strings: Partial<Strings>): void {
  catalogues.set(locale.toLowerCase(), strings);
}

export interface Translate {
  /** The sentence for a key, `$1`…`$9` filled in. */
  (key: ElementStringKey, ...substitutions: string[]): string;
  /** The sentence as it stands in the catalogue, for sentences with elements in them. */
  raw(key: ElementStringKey): string;
  /** The language asked for: dates and numbers follow it even where the sentences are English. */
  readonly locale: string;
  /** The language the sentences are in. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

const RTL_LANGUAGE = /^(?:ar|dv|fa|he|ku-arab|ps|sd|ug|ur|yi)\b/;

/** In the best catalogue that is there by now (`loadStrings` brings more), else English. */
export function createTranslate(locale: string): Translate {
  const language = cataloguesFor(locale).find((tag) => catalogues.has(tag)) ?? 'en';
  const strings: Strings = { ...en, ...catalogues.get(language) };
  const translate = (key: ElementStringKey, ...substitutions: string[]) =>
    strings[key].replace(/\$([1-9])/g, (_match, digit: string) => substitutions[Number(digit) - 1] ?? '');
  return Object.assign(translate, {
    raw: (key: ElementStringKey) => strings[key],
    locale,
    language,
    direction: (catalogues.get(language)?.['textDirection'] ?? (RTL_LANGUAGE.test(language) ? 'rtl' : 'ltr')) as
      'ltr' | 'rtl',
  });
}
