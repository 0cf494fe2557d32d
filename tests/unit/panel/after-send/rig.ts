import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMemoryStore } from '../../../../chatkit/server/memory-store';
import { createChatKitServer } from '../../../../chatkit/server/server';
import { toResponse } from '../../../../chatkit/server/sse';
import { createChatApp } from '../../../../chatkit/element/app/create-chat-app';
import { createApiFetch } from '../../../../utils/backend/adapter';
import { type Draft, emptyDraft } from '../../../../utils/shared/draft';
import { passageStaged } from '../../../../utils/panel/draft-changes';
import { errorNotice, isSaidInThread } from '../../../../utils/panel/error-code';
import { createQuestionKeeper } from '../../../../utils/panel/question-keeper';
import { aConnection, staged } from '../passages';
import type { Answer } from './answers';

export const QUESTION = 'Why is it limited?';
export const PASSAGE = 'Be cautious when parsing JSON data.';

/** Our own server over HTTP, until something else is put in the place of an answer. */
export async function startServer() {
  const chat = createChatKitServer({
    store: createMemoryStore(),
    answerer: {
      async *answer() {
        for (const delta of ['Because ', 'of its grö', 'ße.'])
          yield await Promise.resolve({ type: 'text', delta } as const);
      },
    },
  });
  const asked: { type: string; body: string }[] = [];
  const rig = {
    asked,
    url: '',
    /** The server loses every conversation. */
    forget: async (threadId: string) =>
      void (await chat.handle({ type: 'threads.delete', params: { thread_id: threadId } }, { subject: 'ann' })),
    /** In the place of the answer to a question. */
    answer: undefined as Answer | undefined,
    /** In the place of every other answer, by the type of the request. */
    instead: {} as Record<string, Answer | undefined>,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      const { type } = JSON.parse(body) as { type: string };
      asked.push({ type, body });
      const handle = async () => toResponse(await chat.handle(JSON.parse(body), { subject: 'ann' }));
      const isQuestion = type === 'threads.create' || type === 'threads.add_user_message';
      const answer = isQuestion ? rig.answer : rig.instead[type];
      if (answer) return answer(response, async () => (await handle()).text());
      const real = await handle();
      response.writeHead(real.status, Object.fromEntries(real.headers)).end(await real.text());
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  rig.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/chatkit`;
  return rig;
}

/** The panel without its drawing: the real chat, adapter and draft, with a passage on the card. */
export function openPanel(url: string, { online = true }: { online?: boolean } = {}) {
  let draft: Draft = passageStaged(emptyDraft, staged({ text: PASSAGE }));
  const notices: ReturnType<typeof errorNotice>[] = [];
  let left: unknown;
  const connection = aConnection({ apiUrl: url, origins: [new URL(url).origin] });
  const question = createQuestionKeeper({
    draft: { get: () => draft, update: (change) => void (draft = change(draft)) },
    connectionId: connection.id,
    card: () => ({ connection, switches: { headings: false, address: false, about: false } }),
    mayCarryUnsent: () => true,
    onQuestion: () => (notices.length = 0),
    starterOf: () => undefined,
    now: () => 0,
  });
  const apiFetch = createApiFetch({
    connection,
    fetch: online ? fetch : () => Promise.reject(new TypeError('offline')),
    getToken: (rejected) => Promise.resolve(rejected === undefined ? 'first' : 'second'),
    hasPermission: () => Promise.resolve(true),
    online: () => online,
    shape: question.shape,
    onActivity: question.onActivity,
  });
  const app = createChatApp({
    emit(name, ...[detail]) {
      if (name === 'chatkit.message.checking') question.onChecking(true);
      if (name === 'chatkit.message.returned') question.onChecking(false);
      if (name === 'chatkit.message.accepted') question.onAccepted((detail as { threadId: string }).threadId);
      if (name !== 'chatkit.error') return true;
      left = (detail as { error: unknown }).error;
      if (isSaidInThread(left)) return false;
      const notice = errorNotice(left);
      if (notice) notices.push(notice);
      return notice === undefined;
    },
    scheduleFrame: (callback) => callback(),
    window: { navigator: { language: 'en' }, crypto, fetch } as unknown as Window & typeof globalThis,
    focusField: () => undefined,
  });
  app.setOptions({ api: { url, domainKey: 'none', fetch: apiFetch } });
  return {
    app,
    /** What stands above the composer, newest last. */
    notices,
    draft: () => draft,
    /** The last failure that was left to the chat itself, or said in the thread. */
    left: () => left,
    submit(text: string) {
      app.composer.set({ text });
      app.submit();
    },
    /** No stream, no lookup, no load is under way, and the draft has followed. */
    isIdle: () => {
      const { run, loading } = app.conversation.current();
      return run === null && loading === null && draft.sending === null;
    },
  };
}
export type Panel = ReturnType<typeof openPanel>;
