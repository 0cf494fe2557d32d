import type { Mode } from '../connection/schema';
import {
  type CardPassage,
  type ContextPack,
  type Draft,
  MAX_PASSAGES,
  type PageText,
  type Switches,
} from '../shared/draft';
import { samePage } from '../passage/page-address';
import type { StagedPassage } from '../passage/types';

/*
 * Transitions of a draft, pure. None but `textChanged`, `sendStarted` and `sendFailed` touches what the reader typed.
 */

/** A passage arrives. It replaces an unsent one (*Undo* brings that back) unless the reader asked to add it. */
export function passageStaged(draft: Draft, staged: StagedPassage): Draft {
  const known = [...passageIds(draft), ...idsOf(draft.aside?.passages ?? [])];
  if (known.includes(staged.passage.id)) return draft;
  const added: CardPassage = { staged, start: 0 };
  if (staged.intent === 'add') {
    return { ...draft, passages: [...draft.passages, added].slice(-MAX_PASSAGES), replaced: [], pageWanted: false };
  }
  // The same page again is the page as it stands now: there is nothing to go back to.
  const { passages, replaced } = draft;
  const isSame = staged.whole !== undefined && passages.length > 0 && passages.every((item) => isWholeOf(item, staged));
  return { ...withoutPage(draft), passages: [added], replaced: isSame ? replaced : passages };
}

/** An offered page makes way for what the reader chose: an unsent passage, and a conversation about this very page. */
export function standsBack({ passages, pinned }: Draft, { passage }: StagedPassage): boolean {
  return passages.length > 0
    ? passages.some(({ staged }) => staged.whole === undefined)
    : pinned.some(({ staged }) => samePage(staged.passage.page.url, passage.page.url));
}

const isWholeOf = ({ staged }: CardPassage, { passage }: StagedPassage) =>
  staged.whole !== undefined && samePage(staged.passage.page.url, passage.page.url);

/** Ids of all passages that a panel with this draft draws. */
export function passageIds({ passages, replaced, pinned, sending }: Draft): string[] {
  return idsOf(passages, replaced, pinned, sending?.passages ?? [], sending?.pinned ?? []);
}

const idsOf = (...lists: CardPassage[][]) => lists.flat().map(({ staged }) => staged.passage.id);

/** *Undo* of a replacement. */
export function replacementUndone(draft: Draft): Draft {
  return draft.replaced.length === 0 ? draft : { ...withoutPage(draft), passages: draft.replaced, replaced: [] };
}

/** *Ask about both*. */
export function replacedKept(draft: Draft): Draft {
  return { ...draft, passages: [...draft.replaced, ...draft.passages].slice(-MAX_PASSAGES), replaced: [] };
}

/** The notice of a replacement was dismissed, or is of no use any more. */
export function replacementForgotten(draft: Draft): Draft {
  return draft.replaced.length === 0 ? draft : { ...draft, replaced: [] };
}

/** × on a passage, sent or not: it goes with no further message. */
export function passageRemoved(draft: Draft, passageId: string): Draft {
  const without = (list: CardPassage[]) => list.filter(({ staged }) => staged.passage.id !== passageId);
  const kept = draft.page?.passageId === passageId ? withoutPage(draft) : draft;
  return { ...kept, passages: without(draft.passages), pinned: without(draft.pinned) };
}

/** Another order of several passages: what it moves to is counted from 0. */
export function passageMoved(draft: Draft, passageId: string, to: number): Draft {
  const move = (list: CardPassage[]) => {
    const from = list.findIndex(({ staged }) => staged.passage.id === passageId);
    const [item] = from < 0 ? [] : list.slice(from, from + 1);
    return item ? list.toSpliced(from, 1).toSpliced(Math.max(0, to), 0, item) : list;
  };
  return { ...draft, passages: move(draft.passages), pinned: move(draft.pinned) };
}

/** *Choose another part*, *Trim*: from `start` to `end` (exclusive), or as far as the limit allows. */
export function partChosen(draft: Draft, passageId: string, start: number, end?: number): Draft {
  return passageChanged(draft, passageId, (item) => ({
    ...item,
    start: Math.max(0, Math.trunc(start)),
    end: end === undefined ? undefined : Math.trunc(end),
  }));
}

/** Its markup was made into what may be sent, and is not needed any more. */
export function passagePacked(draft: Draft, passageId: string, pack: ContextPack): Draft {
  return passageChanged(draft, passageId, ({ end: _end, ...item }) => ({
    ...item,
    staged: withoutMarkup(item.staged),
    start: 0,
    pack,
  }));
}

/** Changes one passage wherever the draft holds it. */
export function passageChanged(draft: Draft, passageId: string, change: (item: CardPassage) => CardPassage): Draft {
  const each = (list: CardPassage[]) =>
    list.map((item) => (item.staged.passage.id === passageId ? change(item) : item));
  const { passages, replaced, pinned, sending } = draft;
  return {
    ...draft,
    passages: each(passages),
    replaced: each(replaced),
    pinned: each(pinned),
    sending: sending && { ...sending, passages: each(sending.passages), pinned: each(sending.pinned) },
  };
}

export function switchesChanged(draft: Draft, switches: Switches): Draft {
  return { ...draft, switches };
}

/** `page` is the text read for mode `page` or `section`; leaving that mode forgets it. */
export function modeChosen(draft: Draft, mode: Mode, page: PageText | null): Draft {
  return { ...draft, mode, page: isReadMode(mode) ? page : null, pageWanted: false };
}

/** In these modes a text goes along that is read from the page. */
const isReadMode = (mode: Mode | null) => mode === 'page' || mode === 'section';

/** The answer about the pinned passage would have needed its page. */
export function pageMissed(draft: Draft): Draft {
  const isOffered = draft.pinned.length > 0 && draft.passages.length === 0 && !hasWholePage(draft);
  return draft.pageWanted === isOffered ? draft : { ...draft, pageWanted: isOffered };
}

const hasWholePage = ({ page, pinned }: Draft) =>
  (page !== null && page.part === undefined) || pinned.some(({ staged }) => staged.whole !== undefined);

/** Another answer is on its way, or the reader does not want the page. */
export function pageOfferForgotten(draft: Draft): Draft {
  return draft.pageWanted ? { ...draft, pageWanted: false } : draft;
}

export function textChanged(draft: Draft, text: string): Draft {
  return draft.text === text ? draft : { ...draft, text };
}

/** The request is about to leave: its passages fold into the pinned card, and stay at hand until the server has them. */
export function sendStarted(draft: Draft, text: string, connectionId: string, now: number): Draft {
  const { passages, pinned } = draft;
  return {
    ...draft,
    connectionId,
    sending: { text, at: now, passages, pinned },
    pinned: passages.length > 0 ? passages : pinned,
    passages: [],
    replaced: [],
    pageWanted: false,
    text: draft.text.trim() === text.trim() ? '' : draft.text,
  };
}

/** The server has echoed the reader's message: the draft of it ends (docs/design.md 6). */
export function messageAccepted(draft: Draft, threadId: string): Draft {
  const pinned = draft.pinned.map((item) => ({ ...item, staged: withoutMarkup(item.staged) }));
  return { ...draft, threadId, sending: null, pinned };
}

/**
 * The server never had the message: the passages are unsent again. A passage staged meanwhile stays the current one.
 * The chat puts the text back into its composer and reports it.
 */
export function sendFailed(draft: Draft): Draft {
  if (draft.sending === null) return draft;
  const { passages, pinned } = draft.sending;
  const arrived = draft.passages.length > 0;
  return {
    ...draft,
    sending: null,
    pinned,
    passages: arrived ? draft.passages : passages,
    replaced: arrived ? passages : draft.replaced,
  };
}

/** After the panel was closed on a question that never arrived: its words come back, before any typed since. */
export function sendLost(draft: Draft): Draft {
  if (draft.sending === null) return draft;
  const { text } = draft.sending;
  return { ...sendFailed(draft), text: draft.text === '' ? text : `${text}\n${draft.text}` };
}

/** The reader opened another conversation, or a new one: what was pinned belonged to the earlier one. */
export function threadOpened(draft: Draft, threadId: string | null, connectionId: string): Draft {
  if (draft.threadId === threadId) return draft;
  const opened = { ...draft, threadId, connectionId, pageWanted: false };
  if (draft.sending !== null && draft.threadId === null) return opened;
  // Whoever goes back to a conversation has not asked about the page that was offered meanwhile.
  const passages =
    threadId === null ? draft.passages : draft.passages.filter(({ staged }) => staged.whole !== 'offered');
  return { ...opened, passages, pinned: [] };
}

/**
 * *Go on in a new one*, where the server has forgotten the conversation: what the next message would have carried there it
 * carries here, unsent.
 */
export function conversationLeftBehind(draft: Draft): Draft {
  const passages = draft.passages.length > 0 ? draft.passages : draft.pinned;
  return { ...draft, threadId: null, passages, pinned: [] };
}

/** Another connection opens its own conversation; an unsent passage and the typed text go along. */
export function connectionChosen(draft: Draft, connectionId: string): Draft {
  if (draft.connectionId === connectionId) return draft;
  const back = sendLost(draft);
  return { ...back, connectionId, threadId: null, pinned: [], mode: null, page: null, pageWanted: false };
}

/** The passages the next message carries: unsent ones, else the pinned. */
export function activePassages(draft: Pick<Draft, 'passages' | 'pinned'>): CardPassage[] {
  return draft.passages.length > 0 ? draft.passages : draft.pinned;
}

/**
 * The page's text belongs to one passage and is off until the reader switches it on for the next
 * (docs/design.md, Modes).
 */
export function withoutPage(draft: Draft): Draft {
  return { ...draft, page: null, mode: isReadMode(draft.mode) ? null : draft.mode, pageWanted: false };
}

/** Markup serves the unsent card only and is never stored with a thread. */
function withoutMarkup(staged: StagedPassage): StagedPassage {
  const passage = { ...staged.passage };
  delete passage.html;
  return { ...staged, passage };
}
