import { isSamePage } from './show-in-page';
import type { StagedPassage } from '../passage/types';
import type { SentPassages } from '../shared/ways-back';

/** What a click in the chat says about an entity (`Entity` of the public interface). */
interface CitedEntity {
  data?: Record<string, string> | undefined;
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();
const newestFirst = (sent: readonly SentPassages[]) => sent.toReversed().flatMap(({ staged }) => staged);

/** The passages that a question quotes, in the order of their numbers. */
export function passagesOfQuote(sent: readonly SentPassages[], quote: string): StagedPassage[] {
  const words = squeeze(quote);
  return sent.findLast(({ quoted }) => squeeze(quoted) === words)?.staged ?? [];
}

/** The page of the passages that a question quotes, else of all that were sent; null where they come from several. */
export function pageOfQuote(sent: readonly SentPassages[], quote = ''): string | null {
  const quoted = passagesOfQuote(sent, quote);
  const [first, ...others] = (quoted.length > 0 ? quoted : newestFirst(sent)).map(({ passage }) => passage.page.url);
  return first !== undefined && others.every((url) => isSamePage(url, first)) ? first : null;
}

/**
 * Where a citation of our own answerers leads: to the passage that holds the cited words, or to these words in its page.
 * Undefined for an entity of somebody else's.
 */
export function passageOfEntity(sent: readonly SentPassages[], { data }: CitedEntity): StagedPassage | undefined {
  const { place, quote = '' } = data ?? {};
  const all = newestFirst(sent);
  const words = squeeze(quote);
  if (place === 'passage') return all.find(({ passage }) => squeeze(passage.text).includes(words)) ?? all[0];
  const [newest] = all;
  if (place !== 'page' || !newest) return undefined;
  const cited = { exact: quote, prefix: '', suffix: '' };
  if (words === '') return newest;
  return { ...newest, whole: undefined, passage: { ...newest.passage, quote: cited, section: { headings: [] } } };
}

/** The passage whose page a link names, unless the link names another place in it. */
export function passageOfLink(sent: readonly SentPassages[], href: string): StagedPassage | undefined {
  const fragment = decoded(URL.parse(href)?.hash ?? '').replace(/:~:.*$/s, '');
  return newestFirst(sent).find(
    ({ passage: { page, section } }) =>
      isSamePage(href, page.url) &&
      ['', '#', `#${section.anchor ?? ''}`, decoded(URL.parse(page.url)?.hash ?? '')].includes(fragment),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
