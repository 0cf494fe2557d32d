import type { Attachment, ChatKitOptions, OpenAIChatKit, ToolChoice, UserMessageContent } from '@openai/chatkit';
import { createRoot, type Root } from 'react-dom/client';
import { createElement } from 'react';
import { ChatKitUsageError } from '../client/errors';
import type { OutgoingMessage } from '../client/state';
import { frameScheduler } from '../client/store';
import { createChatApp, type ChatApp } from './chat-app';
import { textOf } from './composer-store';
import { createEmit } from './events';
import { messageContentSchema } from './options/schema';
import { chatStyleSheet } from './styles';
import { App } from './view/App';

type SendParams = Parameters<OpenAIChatKit['sendUserMessage']>[0];
type ComposerParams = Parameters<OpenAIChatKit['setComposerValue']>[0];

/**
 * The packaged `<openai-chatkit>`: the public interface of `@openai/chatkit` 1.9 over the open ChatKit server protocol.
 *
 * Beyond it, as ours: slots `start` and `above-composer`; `getComposerValue()`; `retryLast()`; `holdSending()`; the events of
 * `OwnEvents`; and `chatkit.error` is cancelable (after `preventDefault()` the element draws no error of its own).
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
    this.#app = createChatApp({ emit: createEmit(this), scheduleFrame: this.#scheduleFrame, window });
    const shadow = this.attachShadow({ mode: 'open', delegatesFocus: false });
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

  setOptions(options: ChatKitOptions): void {
    this.#app.setOptions(options);
  }

  async focusComposer(): Promise<void> {
    await this.#started;
    this.#app.hideHistory();
    const composer = () => this.shadowRoot?.querySelector<HTMLElement>('[data-composer]');
    // Behind the history it is drawn with the next frame.
    if (!composer()) await new Promise<void>((resolve) => this.#scheduleFrame(resolve));
    composer()?.focus();
  }

  async setThreadId(threadId: string | null): Promise<void> {
    await this.#started;
    await this.#app.openThread(threadId);
  }

  async sendUserMessage(params: SendParams): Promise<void> {
    await this.#started;
    const { conversation } = this.#app;
    const message = outgoingOf(params, params.toolChoice, params.model);
    if (conversation.current().run) throw new ChatKitUsageError('An answer is still streaming.');
    if (message.attachments.length === 0 && textOf(message.content).trim() === '') {
      throw new ChatKitUsageError('There is nothing to send.');
    }
    if (params.newThread) await this.#app.openThread(null);
    this.#app.hideHistory();
    await this.#app.send(message);
  }

  async setComposerValue(params: ComposerParams): Promise<void> {
    await this.#started;
    const { composer, ui } = this.#app;
    const message = outgoingOf(params);
    const before = composer.getSnapshot();
    const toolId = params.selectedToolId === undefined ? before.toolId : params.selectedToolId;
    const tools = ui.getSnapshot().options?.composer?.tools ?? [];
    if (toolId !== null && !tools.some(({ id }) => id === toolId)) {
      throw new ChatKitUsageError('selectedToolId names no tool of the options.');
    }
    composer.set({
      text: textOf(message.content).trim(),
      content: params.content ? message.content : null,
      reply: params.reply ?? '',
      attachments: message.attachments,
      toolId,
      modelId: params.selectedModelId ?? before.modelId,
    });
    if (toolId !== before.toolId) this.#app.emit('chatkit.tool.change', { toolId });
  }

  /** Ours: what the composer holds now. */
  getComposerValue(): { text: string } {
    return { text: this.#app.composer.getSnapshot().text };
  }

  /** Ours: nothing may be sent for now, and why (shown on the button); null lets go. What is typed stays. */
  holdSending(reason: string | null): void {
    this.#app.holdSending(reason);
  }

  async sendCustomAction(action: { type: string; payload?: Record<string, unknown> }, itemId?: string): Promise<void> {
    await this.#started;
    await this.#app.conversation.sendCustomAction(action, itemId);
  }

  /** Ours: answers the last message of the reader again (`threads.retry_after_item`). */
  async retryLast(): Promise<void> {
    await this.#started;
    this.#app.dismissFailure();
    await this.#app.conversation.retry();
  }

  async fetchUpdates(): Promise<void> {
    await this.#started;
    const { history, ui, conversation } = this.#app;
    await Promise.all([
      conversation.fetchUpdates(),
      ui.getSnapshot().view === 'history' ? history.refresh() : undefined,
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

/** Parameters of the public methods, checked: they come from JavaScript as often as from TypeScript. */
function outgoingOf(
  params: { text?: string; content?: UserMessageContent[]; reply?: string; attachments?: Attachment[] },
  toolChoice?: ToolChoice,
  model?: string,
): OutgoingMessage {
  const parsed = messageContentSchema.safeParse(
    params.content ?? (params.text ? [{ type: 'input_text', text: params.text.trim() }] : []),
  );
  if (!parsed.success) throw new ChatKitUsageError('content is not a list of text and tags.');
  return {
    content: parsed.data.map((part) =>
      part.type === 'input_text' ? part : { ...part, data: part.data ?? {}, interactive: part.interactive ?? false },
    ),
    attachments: (params.attachments ?? []).map((attachment) => ({
      ...attachment,
      preview_url: attachment.type === 'image' ? attachment.preview_url : undefined,
      upload_descriptor: undefined,
      thread_id: undefined,
    })),
    ...(params.reply !== undefined && params.reply !== '' && { quotedText: params.reply }),
    ...(toolChoice && { toolId: toolChoice.id }),
    ...(model !== undefined && { model }),
  };
}
