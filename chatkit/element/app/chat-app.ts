import type { ComponentType, RefObject } from 'react';
import type { Conversation } from '../../client/conversation';
import type { ErrorSource } from '../../client/conversation-context';
import type { History } from '../../client/history';
import type { OutgoingMessage } from '../../client/state';
import type { ReadableStore } from '../../client/store';
import type { ComposerStore } from '../composer/composer-store';
import type { Attachments } from '../composer/attachments';
import type { Suggestions } from '../composer/suggestions';
import type { InputTag } from '../composer/tags';
import type { Emit } from '../events';
import type { LazyPart } from '../shared/lazy-part';
import type { ChatOptions } from '../options/validate';
import type { Translate } from '../strings';

/** What the host offers for the words that a question quotes, in its own language; none for an empty list. */
export type QuoteActions = (quote: string) => readonly { label: string; run: () => void }[];

/** The web page that relative links of an answer lead from, by the words that its question quotes; null where unknown. */
export type LinkBase = (quote: string | undefined) => string | null;

/** What the host does with a file that an answer cites; answers then offer it as a button. */
export type FileAction = (file: { filename: string; title: string }) => void;

/** An error that the host left to us: shown above the composer. */
export interface ReportedError {
  error: Error;
  source: ErrorSource | 'history' | 'view' | 'options';
  threadId?: string;
}

export interface UiState {
  /** null until a valid set was given. */
  options: ChatOptions | null;
  t: Translate;
  view: 'thread' | 'history';
  reported: ReportedError | null;
  /** Image hosts the reader has pressed for, for as long as the element lives. */
  imageHosts: readonly string[];
  /** Why nothing may be sent for now, in the host's words; null while sending is free. */
  held: string | null;
  /** It is about to be let go. */
  isHeldBriefly: boolean;
  quoteActions: QuoteActions | null;
  linkBase: LinkBase | null;
  fileAction: FileAction | null;
}

/** What one `<openai-chatkit>` does, apart from drawing it. */
export interface ChatApp {
  readonly ui: ReadableStore<UiState>;
  readonly conversation: Conversation;
  readonly history: History;
  readonly composer: ComposerStore;
  /** Files, tools, models and menus of the composer; there once the options want any of them. */
  readonly extras: LazyPart<ComposerExtras>;
  readonly emit: Emit;
  focusField(): void;
  /** Chooses a tool of the options, or none, and tells the host. */
  chooseTool(toolId: string | null): void;
  /** Takes a full set of options. Bad ones fire `chatkit.error` and change nothing; never throws. */
  setOptions(options: unknown): void;
  /** The view is drawn and the next frame has come: `ready`, then the initial thread. */
  start(): void;
  dispose(): void;
  /** Sends a message; its text returns to the composer when the server does not take it. */
  send(message: OutgoingMessage): Promise<void>;
  /** Sends what the composer holds, if anything and if it may. */
  submit(): void;
  openThread(threadId: string | null): Promise<void>;
  showHistory(): void;
  /** Fetches the list of past conversations again; an error is reported and stands in the list's state. */
  refreshHistory(): Promise<void>;
  hideHistory(): void;
  renameThread(threadId: string, title: string): void;
  deleteThread(threadId: string): void;
  /** Does again what failed last, where that makes sense. */
  tryAgain(): void;
  dismissError(): void;
  /** An error that is not the conversation's (history, view). */
  report(reported: ReportedError): void;
  /** Answers a message again; errors are shown where the answer would stand. */
  retry(userMessageId?: string): void;
  allowImageHost(host: string): void;
  /**
   * Keeps everything from being sent, with its reason; null lets go. What is typed stays. `isBrief`: Enter meanwhile sends
   * once it is let go.
   */
  holdSending(reason: string | null, isBrief?: boolean): void;
  setQuoteActions(actions: QuoteActions | null): void;
  setLinkBase(base: LinkBase | null): void;
  setFileAction(action: FileAction | null): void;
}

/** What a composer has beyond its field: files, tools, models, the `@` and `/` menus. Loaded when a host wants any. */
export interface ComposerExtras {
  readonly attachments: Attachments;
  readonly suggestions: Suggestions;
  /** Opens the browser's file chooser; set by the view while it is drawn. */
  chooseFiles: () => void;
  /** Puts text or a tag into the field as if typed; set by the view while it is drawn. */
  replaceInField: (start: number, end: number, piece: string | InputTag) => void;
  /** What it draws above the field, behind its text and below it. */
  readonly Views: {
    readonly Above: ComponentType<ExtrasProps>;
    readonly Mirror: ComponentType<Pick<ExtrasProps, 'app' | 'field'>>;
    readonly Bar: ComponentType<ExtrasProps>;
  };
}

/** What the extras are drawn from. */
export interface ExtrasProps {
  app: ChatApp;
  ui: UiState;
  extras: ComposerExtras;
  field: RefObject<HTMLTextAreaElement | null>;
}
