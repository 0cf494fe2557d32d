import { cataloguesFor, registerStrings, type Strings } from './index';

type Load = () => Promise<{ default: Partial<Strings> }>;

/** The catalogues that come with the element beside English, by tag in lower case; fetched when their language is asked for. */
const loaders: Readonly<Record<string, Load>> = {
  ar: () => import('./ar.json'),
  de: () => import('./de.json'),
  es: () => import('./es.json'),
  fr: () => import('./fr.json'),
  hi: () => import('./hi.json'),
  ja: () => import('./ja.json'),
  ko: () => import('./ko.json'),
  'pt-br': () => import('./pt-BR.json'),
  'zh-cn': () => import('./zh-CN.json'),
};

/** Languages with a catalogue, as tags in lower case. */
export const languages: readonly string[] = ['en', ...Object.keys(loaders)];

const loading = new Map<string, Promise<void>>();

/**
 * Fetches and registers the catalogue a locale is read in, once; nothing to do for English and for languages without
 * one. Rejects if it cannot be fetched; the next call tries again.
 *
 * @returns whether a catalogue other than English serves the locale
 */
export async function loadStrings(locale: string): Promise<boolean> {
  const tag = cataloguesFor(locale).find((each) => each === 'en' || each in loaders);
  const load = tag === undefined ? undefined : loaders[tag];
  if (tag === undefined || load === undefined) return false;
  const pending = loading.get(tag) ?? load().then(({ default: strings }) => registerStrings(tag, strings));
  loading.set(tag, pending);
  try {
    await pending;
  } catch (error) {
    loading.delete(tag);
    throw error;
  }
  return true;
}
