import type { ApiFetchParts } from '../backend/api-parts';
import type { Connection } from '../connection/schema';
import type { BrowserModelOffer, MenuOffer } from '../shared/browser-model';
import type { ContextPack, PageText } from '../shared/draft';
import type { AppError } from '../shared/errors';
import type { DraftKeeper } from './draft-keeper';
import type { Environment } from '../shared/environment';
import type { Opening } from './opening';
import type { ShownSentence } from './shown-sentences';
import type { Mailbox } from './mailbox';
import type { Shown } from './show-in-page';
import type { Passage, StagedPassage } from '../passage/types';
import type { Proposal } from './proposal';
import type { SentPassages } from '../shared/ways-back';
import type { Purpose } from '../settings/button-sites';
import type { SettingsPatch } from '../settings/store';

/**
 * Everything the panel does outside its own document, so that its components hold no browser API
 * (docs/design.md, Rooms).
 */
export interface PanelServices {
  draft: DraftKeeper;
  /** What is noted before it is drawn. */
  opening: Opening;
  environment: Environment;
  /** Language of the browser's own texts, for numbers, times and the chat. */
  language: string;
  /** The shortcut as it is really set; empty when none. */
  shortcut: string;
  /** It is the browser's panel, not a tab or a window of its own. */
  docked: boolean;
  /** The reader pressed shortcut, menu entry or toolbar button, with or without a passage. */
  pressed: Mailbox<true>;
  /** Our own address as the back end's owner has to allow it. */
  extensionOrigin: string;
  version: string;
  /** `api.fetch` for a connection: over the network, or in this document for the device. */
  createFetch: (connection: Connection, parts: Pick<ApiFetchParts, 'shape' | 'onActivity'>) => typeof fetch;
  /** The short-lived secret of an OpenAI-hosted session, for OpenAI's own page; `refused` is the one that no longer works. */
  clientSecret: (connection: Connection, refused: string | undefined) => Promise<string>;
  /** False when it is known without asking the back end that no conversation was ever begun. */
  mayHaveConversations: (connection: Connection) => Promise<boolean>;
  online: { get: () => boolean; subscribe: (listener: () => void) => () => void };
  /** Asks the browser for origins (match patterns). Must be called in the tick of a press. */
  allow: (patterns: string[], purpose: Purpose) => Promise<boolean>;
  /** After a setting, a connection or a granted host changed. */
  updateSettings: (patch: SettingsPatch) => Promise<void>;
  /** Tells the background that granted hosts changed. */
  announceAccess: () => Promise<void>;
  /** *Agree and continue*. Must be called in the tick of the press: Firefox asks for page addresses there. */
  agree: (sendAddress: boolean) => Promise<void>;
  /** The page address may leave: Firefox asks first. Must be called in the tick of a press. */
  allowSendingAddress: () => Promise<boolean>;
  privacyUrl: string;
  /** The offer of the browser's own model; undefined where there is none to offer. */
  browserModel: () => Promise<BrowserModelOffer | undefined>;
  /** It as an entry of the list of those who answer, while it does not answer yet. */
  modelEntries: (connection: Connection) => Promise<MenuOffer[]>;
  /** The browser's sign-in window may be opened. Must be called in the tick of a press. */
  allowSignInWindow: () => Promise<boolean>;
  signIn: (connectionId: string, key: string | undefined, remember: boolean) => Promise<void>;
  /** `proposal`: what a page proposes, filled in there and not yet acted on. */
  openOptions: (section?: OptionsSection, proposal?: Pick<Proposal, 'address' | 'page'>) => Promise<void>;
  openTab: (url: string) => Promise<void>;
  /** This panel as a tab. */
  openInTab: () => Promise<void>;
  /** The way back from a conversation to its passages; undefined where they are not known. */
  waysBack: (parts: WaysBackParts) => Promise<WaysBack | undefined>;
  /** After a conversation was deleted. */
  forgetWays: (connectionId: string, threadId: string) => Promise<void>;
  showInPage: (staged: StagedPassage) => Promise<Shown>;
  /** What of a passage may be sent, made from its markup. */
  packPassage: (passage: Passage) => Promise<ContextPack>;
  /** The text of a passage's page, or of its section alone. */
  readPage: (staged: StagedPassage, part?: 'section') => Promise<PageText>;
  /** Site (host) of the tab in front, as far as the browser tells us. */
  currentSite: () => Promise<string | undefined>;
  /** Takes the button away from the page in front until it is loaded again. */
  hideButtonOnPage: () => Promise<void>;
  copyText: (text: string | Promise<string>) => Promise<void>;
  /** Passages that were taken over, and what went wrong beside the chat; both since the panel opened. */
  arrivals: Mailbox<StagedPassage[]>;
  errors: Mailbox<AppError>;
}

/** *Show in page* from a conversation. */
export interface WaysBack {
  onEntity: (entity: { data?: Record<string, string> }) => void;
  /** True when the link leads to a page that a passage came from, and is followed there. */
  onLink: (href: string) => boolean;
  /** For the words that a question quotes. */
  quoteActions: (quote: string) => { label: string; run: () => void }[];
  /** The page that an answer is about, by the words that its question quotes; null where pages differ. */
  linkBase: (quote: string | undefined) => string | null;
}

export interface WaysBackParts {
  connectionId: string;
  threadId: string;
  /** Kept first. */
  sent: SentPassages | undefined;
  /** The page is not what it was: the sentence that says so. */
  onChanged: (sentence: ShownSentence) => void;
  onFailure: (error: unknown) => void;
}

/** Anchors of the options page. */
export type OptionsSection = 'backends' | 'button' | 'sent' | 'about';
