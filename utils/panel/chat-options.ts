import type { ChatKitOptions } from '@openai/chatkit';
import type { StarterId } from '../../chatkit/protocol/requests';
import { t } from '../shared/strings';
import { answererName } from '../shared/answerer-name';
import { hostOf } from '../connection/origins';
import { answersByQuotes, type Connection, staysHere } from '../connection/schema';
import { escapeMarkdown, privacyLink } from './destination';
import { starterKeys, starterSets } from './starters';
import type { WaysBack } from './services';

export interface ChatOptionsInput {
  connection: Connection;
  fetch: typeof globalThis.fetch;
  threadId: string | null;
  theme: 'light' | 'dark';
  /** The reader's, as a tag. */
  locale: string;
  /** The next message carries a passage. */
  hasPassage: boolean;
  /** An unsent passage waits: the ready-made questions are offered. */
  hasUnsent: boolean;
  isCode: boolean;
  /** It is a whole page. */
  isPage: boolean;
  /** As the page of the passage says, a tag; absent where it says none. */
  pageLanguage?: string | undefined;
  /** Of our ready-made questions, those that quotes can answer: for *On this device*. */
  quotable: readonly StarterId[];
  /** The way to what an answer cites; absent where none is known. */
  onEntity?: WaysBack['onEntity'] | undefined;
}

/** OpenAI's types require a key; the packaged element checks none. */
const NO_DOMAIN_KEY = 'domain_pk_none';

/** Options of the chat for one connection. Functions may differ at every call; the rest is compared by value. */
export function chatOptions(input: ChatOptionsInput): ChatKitOptions {
  const { connection } = input;
  const { presentation } = connection;
  return {
    api: {
      url: connection.apiUrl,
      domainKey: connection.domainKey ?? NO_DOMAIN_KEY,
      fetch: input.fetch,
      uploadStrategy: { type: 'two_phase' },
    },
    theme: input.theme,
    // Their type lists the languages of OpenAI's element; ours takes any tag.
    locale: input.locale as NonNullable<ChatKitOptions['locale']>,
    frameTitle: t('panelTitle'),
    initialThread: input.threadId,
    header: { enabled: false },
    history: { enabled: true, showDelete: true, showRename: true },
    startScreen: {
      greeting: presentation.greeting ?? '',
      prompts: input.hasUnsent ? starters(input).map((label) => ({ label, prompt: label })) : [],
    },
    ...(input.onEntity && { entities: { onClick: input.onEntity } }),
    threadItemActions: { feedback: true, retry: true },
    // A narrow panel shows little below the question; who has scrolled away is left where they are.
    thread: { autoScroll: true },
    composer: { placeholder: placeholder(input), attachments: attachments(connection) },
    disclaimer: { text: destinationLine(connection) },
  };
}

/** Attachments, if the back end says which it takes. *On this device* reads none. */
function attachments({ kind, presentation }: Connection): NonNullable<ChatKitOptions['composer']>['attachments'] {
  if (kind !== 'chatkit' || !presentation.attachments) return { enabled: false };
  const { maxBytes, accept } = presentation.attachments;
  return { enabled: true, maxSize: maxBytes, accept: Object.fromEntries(accept.map((type) => [type, []])) };
}

/** Ready-made questions about a passage: the owner's, else ours; where quotes answer, those that they can. */
export function starters({
  connection,
  isCode,
  isPage,
  quotable,
  locale,
  pageLanguage,
}: Pick<ChatOptionsInput, 'connection' | 'isCode' | 'isPage' | 'quotable' | 'locale' | 'pageLanguage'>): string[] {
  if (connection.presentation.starters) return connection.presentation.starters;
  const worded = (ids: readonly StarterId[]) => ids.map((id) => t(starterKeys[id]));
  if (answersByQuotes(connection)) return worded(quotable);
  return [
    ...(isPage ? [t('starterSummarise')] : []),
    ...worded(starterSets[isPage ? 'page' : isCode ? 'code' : 'text']),
    ...(pageLanguage && !isCode && isForeign(pageLanguage, locale) ? [t('starterTranslate', nameOf(locale))] : []),
  ];
}

const primaryOf = (tag: string) => tag.toLowerCase().split(/[-_]/, 1)[0];
const isForeign = (page: string, reader: string) =>
  primaryOf(page) !== primaryOf(reader) && /^[a-z]{2,3}(?:[-_]|$)/i.test(page);
/** What a language is called by those who speak it. */
const nameOf = (locale: string) =>
  new Intl.DisplayNames([locale], { type: 'language' }).of(primaryOf(locale) ?? locale) ?? locale;

export function placeholder({
  connection,
  hasPassage,
  isPage,
}: Pick<ChatOptionsInput, 'connection' | 'hasPassage' | 'isPage'>): string {
  if (connection.presentation.placeholder !== undefined) return connection.presentation.placeholder;
  const about = !hasPassage ? 'Question' : isPage ? 'Page' : 'Passage';
  return staysHere(connection) ? t(`placeholderDevice${about}`) : t(`placeholder${about}`, connection.name);
}

/** Where the question goes, always there (docs/interface.md 16); the owner's own words after it, as plain text. */
export function destinationLine(connection: Connection): string {
  if (staysHere(connection)) return t(connection.kind === 'device' ? 'destinationDevice' : 'destinationBrowserModel');
  const { disclaimer, retention, privacyUrl } = connection.presentation;
  const host = `\u2068${escapeMarkdown(connection.kind === 'model' ? answererName(connection) : hostOf(connection.apiUrl))}\u2069`;
  const link = privacyLink(t('privacy'), privacyUrl);
  const owner = [retention, disclaimer].flatMap((text) => (text === undefined ? [] : [escapeMarkdown(text)]));
  return [t('destination', host), ...owner, ...(link === undefined ? [] : [link])].join(' · ');
}
