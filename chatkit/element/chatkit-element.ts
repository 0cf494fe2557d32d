import type { ChatKitOptions, OpenAIChatKit } from '@openai/chatkit';
import { createRoot, type Root } from 'react-dom/client';
import { createElement } from 'react';
import type { MarkdownNames } from '../client/conversation-markdown';
import { ChatKitUsageError } from '../client/errors';
import { frameScheduler } from '../client/store';
import type { ChatApp, FileAction, LinkBase, QuoteActions } from './app/chat-app';
import { modelInUse } from './composer/choices';
import { toContent } from './composer/tags';
import { createChatApp } from './app/create-chat-app';
import { createEmit } from './events';
import { keepFromInputMethods } from './composer/input-method';
import type { AppendParams, ComposerParams, SendParams } from './public-methods';
import { publicAttachment, type ComposerValue } from './composer/composer-value';
import { chatStyleSheet } from './app/base-sheet';
import { App } from './app/App';

/**
 * The packaged `<openai-chatkit>`: the public interface of `@openai/chatkit` 1.9 over the open ChatKit server protocol.
 *
 * Beyond it, as ours: slots `start` and `above-composer`; `getComposerValue()`; `appendComposerValue()`;
 * `exportMarkdown()`; `retryLast()`; `stopResponse()`; `holdSending()`; `setQuoteActions()`; `setLinkBase()`;
 * `setFileAction()`; the events of `OwnEvents`; and `chatkit.error` is cancelable (after `preventDefault()` the element
 * draws no error of its own).
 */
export class OpenAIChatKitElement extends HTMLElement implements OpenAIChatKit {
  readonly #app: ChatApp;
  readonly #scheduleFrame = frameScheduler(window);
  #resolveStarted: () => void = () => undefined;
  readonly #started = new Promise<void>((resolve) => {
    this.#resolveStarted = resolve;
  });
  #root: Root | null = null;

  constructor() {
    super();
    this.#app = createChatApp({
      emit: createEmit(this),
      scheduleFrame: this.#scheduleFrame,
      window,
      focusField: () => this.#field()?.focus(),
    });
    const shadow = this.attachShadow({ mode: 'open', delegatesFocus: false });
    keepFromInputMethods(shadow);
    shadow.adoptedStyleSheets = [chatStyleSheet()];
  }

  connectedCallback(): void {
    if (this.#root || !this.shadowRoot) return;
    this.#root = createRoot(this.shadowRoot, {
      onUncaughtError: (error) =>
        this.#app.report({ error: error instanceof Error ? error : new Error('The view failed.'), source: 'view' }),
    });
    // Back after a while: what happened on the server meanwhile is fetched; a failure shows with the next request.
    this.#app.conversation.fetchUpdates().catch(() => undefined);
    this.#root.render(createElement(App, { app: this.#app, onDrawn: this.#onDrawn }));
  }

  disconnectedCallback(): void {
    // Later: an element that is moved is connected again at once, and React may be in the middle of its own commit.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#app.dispose();
      this.#root?.unmount();
      this.#root = null;
    });
  }

  /** Called when a valid set of options is on the screen for the first time. */
  readonly #onDrawn = (): void => {
    this.#scheduleFrame(() => {
      this.#app.start();
      this.#resolveStarted();
    });
  };

  readonly #field = () => this.shadowRoot?.querySelector<HTMLElement>('[data-composer]');

  setOptions(options: ChatKitOptions): void {
    this.#app.setOptions(options);
  }

  async focusComposer(): Promise<void> {
    await this.#started;
    this.#app.hideHistory();
    // Behind the history it is drawn with the next frame.
    if (!this.#field()) await new Promise<void>((resolve) => this.#scheduleFrame(resolve));
    this.#app.focusField();
  }

  async setThreadId(threadId: string | null): Promise<void> {
    await this.#started;
    await this.#app.openThread(threadId);
  }

  async sendUserMessage(params: SendParams): Promise<void> {
    await this.#started;
    await (await import('./public-methods')).sendUserMessage(this.#app, params);
  }

  async setComposerValue(params: ComposerParams): Promise<void> {
    await this.#started;
    await (await import('./public-methods')).setComposerValue(this.#app, params);
  }

  /** Ours: adds to what the composer holds, on a line of its own; nothing the reader wrote or chose is touched. */
  async appendComposerValue(params: AppendParams): Promise<void> {
    await this.#started;
    await (await import('./public-methods')).appendComposerValue(this.#app, params);
  }

  /** Ours: what the composer holds now, in the shape that `setComposerValue` takes. */
  getComposerValue(): ComposerValue {
    const { text, tags, reply, attachments, toolId, modelId } = this.#app.composer.getSnapshot();
    return {
      text,
      content: toContent({ text, tags }),
      reply,
      attachments: attachments.flatMap(({ ready }) => (ready ? [publicAttachment(ready)] : [])),
      selectedToolId: toolId,
      selectedModelId: modelInUse(this.#app.ui.getSnapshot().options?.composer, modelId)?.id,
    };
  }

  /** Ours: nothing may be sent for now, and why (shown on the button); null lets go. What is typed stays. */
  holdSending(reason: string | null, isBrief = false): void {
    this.#app.holdSending(reason, isBrief);
  }

  /** Ours: buttons under the words that a question quotes, such as the way to where they stand; null for none. */
  setQuoteActions(actions: QuoteActions | null): void {
    this.#app.setQuoteActions(actions);
  }

  /** Ours: the page that relative links of an answer lead from; null where they lead nowhere. */
  setLinkBase(base: LinkBase | null): void {
    this.#app.setLinkBase(base);
  }

  /** Ours: makes the files that answers cite into buttons, and is told which was pressed; null for plain names. */
  setFileAction(action: FileAction | null): void {
    this.#app.setFileAction(action);
  }

  async sendCustomAction(action: { type: string; payload?: Record<string, unknown> }, itemId?: string): Promise<void> {
    await this.#started;
    await this.#app.conversation.sendCustomAction(action, itemId);
  }

  /**
   * Ours: the open conversation as Markdown, questions with what they quote and answers with their sources; empty where
   * there is none. What it holds now: a growing answer as far as it has come.
   */
  async exportMarkdown(names: Partial<MarkdownNames> = {}): Promise<string> {
    const { conversation, ui } = this.#app;
    const { conversationMarkdown } = await import('../client/conversation-markdown');
    const { items, thread } = conversation.current();
    const { t } = ui.getSnapshot();
    return conversationMarkdown(items, { reader: t('question'), answerer: t('answer'), ...names }, thread?.title);
  }

  /** Ours: answers the last message of the reader again (`threads.retry_after_item`). */
  async retryLast(): Promise<void> {
    await this.#started;
    this.#app.dismissError();
    await this.#app.conversation.retry();
  }

  /** Ours: ends the answer that streams, as Stop does; does nothing where none does, or the server does not allow it. */
  async stopResponse(): Promise<void> {
    await this.#started;
    this.#app.conversation.stop();
  }

  async fetchUpdates(): Promise<void> {
    await this.#started;
    const { ui, conversation } = this.#app;
    await Promise.all([
      conversation.fetchUpdates(),
      ui.getSnapshot().view === 'history' ? this.#app.refreshHistory() : undefined,
    ]);
  }

  async showHistory(): Promise<void> {
    await this.#started;
    if (this.#app.ui.getSnapshot().options?.history?.enabled === false) {
      throw new ChatKitUsageError('The history is switched off.');
    }
    this.#app.showHistory();
  }

  async hideHistory(): Promise<void> {
    await this.#started;
    this.#app.hideHistory();
  }
}
