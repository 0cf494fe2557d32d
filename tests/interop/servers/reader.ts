import 'fake-indexeddb/auto';
import { createConversation, type Conversation } from '../../../chatkit/client/conversation';
import { createTransport } from '../../../chatkit/client/transport';
import { createVend } from '../../../utils/background/token/vend';
import { createConnectionFetch } from '../../../utils/backend/api-fetch';
import { detect } from '../../../utils/backend/detect';
import type { ConnectionDraft } from '../../../utils/backend/descriptor';
import { askForFirstWord } from '../../../utils/backend/first-word';
import { threadsRequest } from '../../../utils/backend/list-threads';
import { testConnection, type TestLine } from '../../../utils/backend/test-connection';
import { newCode } from '../../../utils/backend/test-passage';
import type { Connection } from '../../../utils/connection/schema';
import { describeCard } from '../../../utils/panel/card';
import { shapeRequest } from '../../../utils/panel/shape-request';
import { aDraft, card } from '../../unit/panel/passages';

const network = { fetch: globalThis.fetch, online: () => true };
const allowed = () => Promise.resolve(true);

/** A reader of one back end, by the extension's own code, without a browser. */
export interface Reader {
  connection: Connection;
  /** A conversation about the passage, or the one of that id. */
  open(passage?: string): Conversation;
  /** The token in hand is no longer good. */
  spoilToken(): void;
  /** How many tokens were bought. */
  vended(): number;
}

/** What an address leads to, with what a person fills into the form where there is one. */
export async function connectionFrom(
  pasted: string,
  fillIn: (draft: ConnectionDraft) => ConnectionDraft = (draft) => draft,
): Promise<Connection> {
  const { draft } = await detect(pasted, { ...network, allowed });
  const filled = fillIn(draft);
  return {
    user: crypto.randomUUID(),
    ...filled,
    id: crypto.randomUUID(),
    sites: [],
    presentation: filled.presentation,
  };
}

/** Runs the live test, as *Connect* does. @returns its lines, and the connection as it leaves the test */
export async function test(connection: Connection, key?: string) {
  let lines: readonly TestLine[] = [];
  let reader = createReader(connection, key);
  const result = await testConnection(
    connection,
    {
      ...network,
      allowed,
      now: Date.now,
      signIn: async () => ((await reader.token()) === null ? null : {}),
      chooseModel: (target) => Promise.resolve(target),
      list: async (target) => void (await reader.apiFetch()(target.apiUrl, threadsRequest())),
      follow: (target) => Promise.resolve(void (reader = createReader(target, key))),
      firstWord: (target, signal) =>
        askForFirstWord({
          apiUrl: target.apiUrl,
          apiFetch: createReader(target, key).apiFetch(),
          question: 'Which test code does the passage name?',
          code: newCode((bytes) => crypto.getRandomValues(bytes)),
          locale: 'en',
          verify: target.kind !== 'orcheo',
          signal,
        }),
    },
    (next) => (lines = next),
  );
  return { lines, ...result };
}

/** @param key what the reader types where one is asked for */
export function createReader(connection: Connection, key?: string) {
  let held: string | null = null;
  let count = 0;
  const vend = createVend({
    ...network,
    onLine: () => true,
    now: Date.now,
    mayReach: allowed,
    secretsOf: () => Promise.resolve(key === undefined ? {} : { key }),
    loginOf: () => Promise.resolve(null),
  });
  const token = async (rejected?: string): Promise<string | null> => {
    if (connection.tokenUrl === undefined && connection.auth === 'none') return null;
    if (held === null || held === rejected) {
      held = (await vend(connection, rejected ?? null)).token;
      count += 1;
    }
    return held;
  };
  const apiFetch = (passage?: string) => {
    const switches = { headings: false, address: false, about: false };
    const passages = passage === undefined ? [] : [card({ text: passage })];
    const view = describeCard(aDraft({ passages }), { connection, switches });
    return createConnectionFetch({
      connection,
      ...network,
      getToken: token,
      visitor: () => Promise.resolve('visitor-of-the-tests'),
      hasPermission: allowed,
      shape: (request) => (passage === undefined ? request : shapeRequest(request, view)),
    });
  };
  return {
    connection,
    token,
    apiFetch,
    open: (passage?: string) =>
      createConversation({
        transport: createTransport({
          endpoint: () => ({ url: connection.apiUrl, fetch: apiFetch(passage), locale: 'en' }),
        }),
        scheduleFrame: (callback) => queueMicrotask(callback),
        now: Date.now,
        newId: () => crypto.randomUUID(),
        onEvent: () => undefined,
        clientTool: () => undefined,
      }),
    // Well-formed, and nobody's: a server must refuse it.
    spoilToken: () => void (held = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJub2JvZHkiLCJleHAiOjF9.c3BvaWxlZA'),
    vended: () => count,
  } satisfies Reader & Record<string, unknown>;
}

/** Settles when no answer is on its way. */
export const settled = (conversation: Conversation) => until(conversation, ({ run }) => run === null);

/** Settles when the conversation looks so. */
export function until(conversation: Conversation, looks: (state: ReturnType<Conversation['current']>) => boolean) {
  return new Promise<void>((resolve) => {
    const check = () => {
      if (!looks(conversation.current())) return;
      stop();
      resolve();
    };
    const stop = conversation.subscribe(check);
    check();
  });
}

/** Words of the messages of one kind. */
export const wordsOf = (conversation: Conversation, type: 'user_message' | 'assistant_message'): string[] =>
  conversation
    .current()
    .items.flatMap((item) => (item.type === type ? [item.content.map(({ text }) => text).join('')] : []));
