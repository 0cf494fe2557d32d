import { createConversation, type Conversation } from '../client/conversation';
import type { ErrorSource } from '../client/conversation-context';
import { ChatKitUsageError } from '../client/errors';
import { createHistory, type History } from '../client/history';
import { type OutgoingMessage, takesMessages } from '../client/state';
import { createStore, type ReadableStore, type ScheduleFrame } from '../client/store';
import { createTransport } from '../client/transport';
import { createComposerStore, type ComposerStore } from './composer-store';
import { modelInUse, needsExtras, settledChoices, toolInUse } from './composer/choices';
import type { ComposerExtras } from './composer/extras';
import { publicEvents } from './conversation-events';
import type { Emit } from './events';
import { validateOptions, type ChatOptions } from './options/validate';
import { createLazyPart, type LazyPart } from './lazy-part';
import { createTranslate, type Translate } from './strings';
import { loadStrings } from './strings/languages';
import { conversationView, historyView } from './view/later';

/** What the host offers for the words that a question quotes, in its own language; none for an empty list. */
export type QuoteActions = (quote: string) => readonly { label: string; run: () => void }[];

/** What the host does with a file that an answer cites; answers then offer it as a button. */
export type FileAction = (file: { filename: string; title: string }) => void;

/** A failure that the host left to us: shown above the composer. */
export interface Failure {
  error: Error;
  source: ErrorSource | 'history' | 'view' | 'options';
  threadId?: string;
}

export interface UiState {
  /** null until a valid set was given. */
  options: ChatOptions | null;
  t: Translate;
  view: 'thread' | 'history';
  failure: Failure | null;
  /** Image hosts the reader has pressed for, for as long as the element lives. */
  imageHosts: readonly string[];
  /** Why nothing may be sent for now, in the host's words; null while sending is free. */
  held: string | null;
  quoteActions: QuoteActions | null;
  fileAction: FileAction | null;
}

export interface ChatAppOptions {
  emit: Emit;
  scheduleFrame: ScheduleFrame;
  window: Window & typeof globalThis;
  /** Puts the focus where the reader writes. */
  focusField: () => void;
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
  /** Fetches the list of past conversations again; a failure is reported and stands in the list's state. */
  refreshHistory(): Promise<void>;
  hideHistory(): void;
  renameThread(threadId: string, title: string): void;
  deleteThread(threadId: string): void;
  /** Does again what failed last, where that makes sense. */
  tryAgain(): void;
  dismissFailure(): void;
  /** A failure that is not the conversation's (history, view). */
  report(failure: Failure): void;
  /** Answers a message again; failures are shown where the answer would stand. */
  retry(userMessageId?: string): void;
  allowImageHost(host: string): void;
  /** Keeps everything from being sent, with its reason; null lets go. What is typed stays. */
  holdSending(reason: string | null): void;
  setQuoteActions(actions: QuoteActions | null): void;
  setFileAction(action: FileAction | null): void;
}

export function createChatApp({ emit, scheduleFrame, window, focusField }: ChatAppOptions): ChatApp {
  const browserLocale = window.navigator.language || 'en';
  const ui = createStore<UiState>(
    {
      options: null,
      t: createTranslate(browserLocale),
      view: 'thread',
      failure: null,
      imageHosts: [],
      held: null,
      quoteActions: null,
      fileAction: null,
    },
    scheduleFrame,
  );
  const update = (change: Partial<UiState>) => ui.set({ ...ui.current(), ...change });
  let started = false;

  const report = (failure: Failure) => {
    if (emit('chatkit.error', { error: failure.error })) update({ failure });
  };

  const bring = (part: LazyPart<unknown>) =>
    void part.load().catch((error: Error) => report({ error, source: 'view' }));

  /** English until the catalogue is there; the last locale asked for wins. */
  const bringStrings = (locale: string) =>
    void loadStrings(locale).then(
      (found) => found && locale === ui.current().t.locale && update({ t: createTranslate(locale) }),
      (error: Error) => report({ error, source: 'view' }),
    );

  const transport = createTransport({
    endpoint: () => {
      const { options, t } = ui.current();
      if (!options) throw new ChatKitUsageError('setOptions has not been given valid options yet.');
      const { url, fetch } = options.api;
      return { url, fetch: fetch ?? window.fetch.bind(window), locale: t.locale };
    },
    onIgnored: (type) => emit('chatkit.log', { name: 'stream.event.ignored', data: { type } }),
  });

  const onEvent = publicEvents(emit, report, () => composer.getSnapshot().text);
  const conversation = createConversation({
    transport,
    scheduleFrame,
    now: Date.now,
    newId: () => window.crypto.randomUUID(),
    clientTool: () => ui.current().options?.onClientTool,
    onEvent: (event) => {
      onEvent(event);
      if (event.type !== 'error') emit('chatkit.log', { name: event.type });
    },
  });
  const history = createHistory(conversation.api, scheduleFrame);
  const composer = createComposerStore(
    (text) => {
      if (text !== '') bring(conversationView);
      emit('chatkit.composer.change', { text });
    },
    (toolId) =>
      ui.current().options?.composer?.tools?.some(({ id, persistent }) => id === toolId && persistent) ?? false,
  );

  const send = async (message: OutgoingMessage) => {
    if (ui.current().held !== null) throw new ChatKitUsageError('Sending is held by the host.');
    if (!takesMessages(conversation.current())) throw new ChatKitUsageError('The conversation is closed or locked.');
    update({ failure: null });
    bring(conversationView);
    const { options } = ui.current();
    const model = message.model ?? modelInUse(options?.composer, composer.getSnapshot().modelId)?.id;
    try {
      await conversation.send({ ...message, model });
    } catch (error) {
      if (!(error instanceof ChatKitUsageError)) {
        composer.giveBack(message);
        const tool = toolInUse(options?.composer, message.toolId ?? null);
        if (tool) chooseTool(tool.id);
      }
      throw error;
    }
  };

  const chooseTool = (toolId: string | null) => {
    if (composer.getSnapshot().toolId === toolId) return;
    composer.set({ toolId });
    emit('chatkit.tool.change', { toolId });
  };
  const extras = createLazyPart(async () => (await import('./composer/extras')).createComposerExtras(app, window));

  const openThread = async (threadId: string | null) => {
    update({ failure: null });
    if (threadId !== null) bring(conversationView);
    await conversation.open(threadId);
    hideHistory();
  };

  const hideHistory = () => {
    if (ui.current().view !== 'history') return;
    update({ view: 'thread' });
    emit('chatkit.history.close');
  };

  const app: ChatApp = {
    ui,
    conversation,
    history,
    composer,
    extras,
    emit,
    focusField,
    chooseTool,
    report,
    send,
    openThread,
    hideHistory,

    setOptions(raw) {
      const validated = validateOptions(raw);
      if (!validated.ok) {
        // chatkit-react listens only after its first effects, and would unmount on a throw.
        scheduleFrame(() => {
          const isLeftToUs = emit('chatkit.error', { error: validated.error });
          // Where there is no last good set, an empty box would say nothing at all.
          if (isLeftToUs && !ui.current().options) update({ failure: { error: validated.error, source: 'options' } });
        });
        return;
      }
      const { options } = validated;
      const before = ui.current().options;
      const locale = options.locale ?? browserLocale;
      const isNew = !before || locale !== ui.current().t.locale;
      const { failure } = ui.current();
      update({
        options,
        t: isNew ? createTranslate(locale) : ui.current().t,
        failure: failure?.source === 'options' ? null : failure,
      });
      if (isNew) bringStrings(locale);
      if (needsExtras(options)) bring(extras);
      const { toolId, modelId } = settledChoices(options.composer, composer.getSnapshot());
      composer.set({ modelId });
      chooseTool(toolId);
      if (!before && typeof options.initialThread === 'string') bring(conversationView);
      if (before && before.api.url !== options.api.url) {
        history.reset();
        void conversation.open(null);
        update({ failure: null, view: 'thread' });
      }
    },

    start() {
      if (started) return;
      started = true;
      emit('chatkit.ready');
      const thread = ui.current().options?.initialThread;
      if (typeof thread === 'string') openThread(thread).catch(() => undefined);
    },

    dispose() {
      conversation.dispose();
      history.dispose();
    },

    submit() {
      const state = conversation.current();
      if (state.run || state.loading !== null || ui.current().held !== null || !takesMessages(state)) return;
      const before = composer.getSnapshot().toolId;
      const taken = composer.take();
      if (!taken) return;
      const after = composer.getSnapshot().toolId;
      if (after !== before) emit('chatkit.tool.change', { toolId: after });
      // The failure is an event and a row already.
      send(taken.message).catch(() => undefined);
    },

    showHistory() {
      if (ui.current().view === 'history') return;
      bring(historyView);
      update({ view: 'history' });
      emit('chatkit.history.open');
      void app.refreshHistory();
    },

    async refreshHistory() {
      await history.refresh();
      const { status, error } = history.getSnapshot();
      if (status === 'failed' && error) report({ error, source: 'history' });
    },

    renameThread(threadId, title) {
      history.rename(threadId, title).then(
        () => conversation.renamed(threadId, title),
        (error: Error) => report({ error, source: 'history' }),
      );
    },

    deleteThread(threadId) {
      history.remove(threadId).then(
        () => {
          if (conversation.current().thread?.id === threadId) void conversation.open(null);
        },
        (error: Error) => report({ error, source: 'history' }),
      );
    },

    retry(userMessageId) {
      update({ failure: null });
      conversation.retry(userMessageId).catch(() => undefined);
    },

    tryAgain() {
      const { failure } = ui.current();
      update({ failure: null });
      if (failure?.source === 'send') app.submit();
      else if (failure?.source === 'stream') app.retry();
      else if (failure?.source === 'history') void app.refreshHistory();
      else if (failure?.source === 'load' && failure.threadId !== undefined) {
        openThread(failure.threadId).catch(() => undefined);
      }
    },
    dismissFailure: () => update({ failure: null }),
    holdSending: (reason) => update({ held: reason }),
    setQuoteActions: (quoteActions) => update({ quoteActions }),
    setFileAction: (fileAction) => update({ fileAction }),
    allowImageHost: (host) => update({ imageHosts: [...ui.current().imageHosts, host] }),
  };
  return app;
}
