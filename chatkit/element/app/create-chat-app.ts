import { createConversation } from '../../client/conversation';
import { ChatKitUsageError } from '../../client/errors';
import { createHistory } from '../../client/history';
import { type OutgoingMessage, takesMessages } from '../../client/state';
import { createStore, type ScheduleFrame } from '../../client/store';
import { createTransport } from '../../client/transport';
import type { ChatApp, ReportedError, UiState } from './chat-app';
import { createComposerStore } from '../composer/composer-store';
import { modelInUse, needsExtras, settledChoices, toolInUse } from '../composer/choices';
import { publicEvents } from './conversation-events';
import type { Emit } from '../events';
import { createHistoryActions } from '../history/history-actions';
import { createLazyPart, type LazyPart } from '../shared/lazy-part';
import { validateOptions } from '../options/validate';
import { createTranslate } from '../strings';
import { loadStrings } from '../strings/languages';
import { conversationView } from '../thread/later';

export interface ChatAppOptions {
  emit: Emit;
  scheduleFrame: ScheduleFrame;
  window: Window & typeof globalThis;
  /** Puts the focus where the reader writes. */
  focusField: () => void;
}

export function createChatApp({ emit, scheduleFrame, window, focusField }: ChatAppOptions): ChatApp {
  const browserLocale = window.navigator.language || 'en';
  const ui = createStore<UiState>(
    {
      options: null,
      t: createTranslate(browserLocale),
      view: 'thread',
      reported: null,
      imageHosts: [],
      held: null,
      isHeldBriefly: false,
      quoteActions: null,
      linkBase: null,
      fileAction: null,
    },
    scheduleFrame,
  );
  const update = (change: Partial<UiState>) => ui.set({ ...ui.current(), ...change });
  let started = false;

  const report = (reported: ReportedError) => {
    if (emit('chatkit.error', { error: reported.error })) update({ reported });
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
  const pastThreads = createHistoryActions({ ui, conversation, history, emit, update, report, bring });
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
    update({ reported: null });
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
        emit('chatkit.message.returned');
      }
      throw error;
    }
  };

  const chooseTool = (toolId: string | null) => {
    if (composer.getSnapshot().toolId === toolId) return;
    composer.set({ toolId });
    emit('chatkit.tool.change', { toolId });
  };
  const extras = createLazyPart(async () => (await import('../composer/extras')).createComposerExtras(app, window));

  const openThread = async (threadId: string | null) => {
    update({ reported: null });
    if (threadId !== null) bring(conversationView);
    await conversation.open(threadId);
    pastThreads.hideHistory();
  };

  /**
   * Enter while a conversation is on its way, or while the host holds sending for a moment, sends once that is over, unless
   * what would be sent has changed by then.
   */
  const submitOnce = (
    store: { subscribe: (listener: () => void) => () => void },
    state: () => 'wait' | 'go' | 'no',
  ) => {
    const asked = composer.getSnapshot();
    const stop = store.subscribe(() => {
      const now = state();
      if (now === 'wait') return;
      stop();
      if (now === 'go' && composer.getSnapshot() === asked) app.submit();
    });
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
    ...pastThreads,

    setOptions(raw) {
      const validated = validateOptions(raw);
      if (!validated.ok) {
        // chatkit-react listens only after its first effects, and would unmount on a throw.
        scheduleFrame(() => {
          const isLeftToUs = emit('chatkit.error', { error: validated.error });
          // Where there is no last good set, an empty box would say nothing at all.
          if (isLeftToUs && !ui.current().options) update({ reported: { error: validated.error, source: 'options' } });
        });
        return;
      }
      const { options } = validated;
      const before = ui.current().options;
      const locale = options.locale ?? browserLocale;
      const isNew = !before || locale !== ui.current().t.locale;
      const { reported } = ui.current();
      update({
        options,
        t: isNew ? createTranslate(locale) : ui.current().t,
        reported: reported?.source === 'options' ? null : reported,
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
        update({ reported: null, view: 'thread' });
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
      const { loading } = state;
      if (loading !== null) {
        return submitOnce(conversation, () => {
          const now = conversation.current();
          return now.loading === loading ? 'wait' : now.loading === null && now.thread?.id === loading ? 'go' : 'no';
        });
      }
      if (state.run || !takesMessages(state)) return;
      if (ui.current().held !== null) {
        if (!ui.current().isHeldBriefly) return;
        return submitOnce(ui, () => (ui.current().held === null ? 'go' : ui.current().isHeldBriefly ? 'wait' : 'no'));
      }
      const before = composer.getSnapshot().toolId;
      const taken = composer.take();
      if (!taken) return;
      const after = composer.getSnapshot().toolId;
      if (after !== before) emit('chatkit.tool.change', { toolId: after });
      // The failure is an event and a row already.
      send(taken.message).catch(() => undefined);
    },

    retry(userMessageId) {
      update({ reported: null });
      conversation.retry(userMessageId).catch(() => undefined);
    },

    tryAgain() {
      const { reported } = ui.current();
      update({ reported: null });
      if (reported?.source === 'send') app.submit();
      else if (reported?.source === 'stream') app.retry();
      else if (reported?.source === 'history') void pastThreads.refreshHistory();
      else if (reported?.source === 'load' && reported.threadId !== undefined) {
        openThread(reported.threadId).catch(() => undefined);
      }
    },
    dismissError: () => update({ reported: null }),
    holdSending: (held, isHeldBriefly = false) => update({ held, isHeldBriefly }),
    setQuoteActions: (quoteActions) => update({ quoteActions }),
    setLinkBase: (linkBase) => update({ linkBase }),
    setFileAction: (fileAction) => update({ fileAction }),
    allowImageHost: (host) => update({ imageHosts: [...ui.current().imageHosts, host] }),
  };
  return app;
}
