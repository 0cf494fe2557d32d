import { expect } from 'vitest';
import { AppError } from '../../../utils/shared/errors';
import { passageWayOf } from '../../../utils/connection/passage-way';
import type { ConnectionDraft } from '../../../utils/backend/descriptor';
import { connectionFrom, createReader, settled, test, until, wordsOf } from './reader';

/** What is tried with every server, in this order: each goes on from where the one before left. */
export const columns = [
  'connect',
  'passage',
  'follow-up',
  'history',
  'rename',
  'delete',
  'Stop',
  'error',
  'refresh',
] as const;
export type Column = (typeof columns)[number];

/** `here`: kept, renamed or deleted in this browser, since the server cannot. `none`: there is no such thing with it. */
export type Outcome = 'yes' | 'beside' | 'in the message' | 'own field' | 'here' | 'none' | 'no';

/** A server to be tried, once it runs. */
export interface Running {
  /** What a person pastes. */
  pasted: string;
  /** What they fill into the form that follows, where one does. */
  fillIn?: (draft: ConnectionDraft) => ConnectionDraft;
  /** What they type where a key is asked for. */
  key?: string;
  /** It quotes, at once: there is no model that could be slow or fail. */
  quotes?: boolean;
  stop: () => unknown;
}

const CODE = 'PNNDTEST';
/** The kits' scripted models give the code back; the chats give the whole passage back. */
const PASSAGE = `A pinned passage. The test code is ${CODE}.`;
const AGAIN = 'And once more, what is the code?';
const QUESTION = 'What is the test code?';

/** A closure over one server: the state that the columns hand on. */
export function tryOut(server: Running): Record<Column, () => Promise<Outcome>> {
  let reader: ReturnType<typeof createReader>;
  let conversation: ReturnType<ReturnType<typeof createReader>['open']>;
  const isHosted = () => reader.connection.kind === 'openai-hosted';
  const isPlain = () => reader.connection.kind === 'chat-json' || reader.connection.kind === 'chat-sse';
  const ask = async (text: string, on = conversation) => {
    await on.send({ content: [{ type: 'input_text', text }], attachments: [] });
    await settled(on);
    return wordsOf(on, 'assistant_message').at(-1) ?? '';
  };
  const listed = async () => {
    const threads = [];
    for await (const page of conversation.api.listThreads(AbortSignal.timeout(10_000))) threads.push(...page);
    return threads;
  };
  const threadId = () => conversation.current().thread!.id;
  const kept = (): Outcome => (isPlain() ? 'here' : 'yes');

  return {
    async connect() {
      const connection = await connectionFrom(server.pasted, server.fillIn);
      const { lines, passed, connection: tested } = await test(connection, server.key);
      expect(lines.filter(({ state }) => state === 'failed')).toEqual([]);
      expect(passed).toBe(true);
      reader = createReader(tested, server.key);
      return 'yes';
    },

    async passage() {
      if (isHosted()) return 'none';
      conversation = reader.open(PASSAGE);
      expect(await ask(QUESTION)).toContain(CODE);
      expect(conversation.current().run).toBeNull();
      const way = passageWayOf(reader.connection);
      if (way !== undefined) return way === 'quote' ? 'beside' : 'in the message';
      return reader.connection.chat?.dialect === 'text' ? 'in the message' : 'own field';
    },

    async 'follow-up'() {
      if (isHosted()) return 'none';
      expect(await ask(AGAIN)).toContain(CODE);
      expect(wordsOf(conversation, 'assistant_message')).toHaveLength(2);
      return 'yes';
    },

    async history() {
      if (isHosted()) return 'none';
      expect((await listed()).map(({ id }) => id)).toContain(threadId());
      const again = reader.open();
      await again.open(threadId());
      expect(wordsOf(again, 'user_message')).toEqual([QUESTION, AGAIN]);
      return kept();
    },

    async rename() {
      if (isHosted()) return 'none';
      await conversation.api.renameThread(threadId(), 'Marmots', AbortSignal.timeout(10_000));
      expect((await listed()).find(({ id }) => id === threadId())?.title).toBe('Marmots');
      return kept();
    },

    async delete() {
      if (isHosted()) return 'none';
      await conversation.api.deleteThread(threadId(), AbortSignal.timeout(10_000));
      expect((await listed()).map(({ id }) => id)).not.toContain(threadId());
      return kept();
    },

    async Stop() {
      if (isHosted() || server.quotes) return 'none';
      const slow = reader.open(PASSAGE);
      // One whole answer, whether as JSON or after lines of progress, has no beginning.
      const streams = reader.connection.kind !== 'chat-json' && reader.connection.kind !== 'orcheo';
      const sent = slow.send({ content: [{ type: 'input_text', text: 'slow please' }], attachments: [] });
      const saysSomething = () => wordsOf(slow, 'assistant_message').join('') !== '';
      await until(slow, ({ run }) => run !== null && (!streams || saysSomething()));
      slow.stop();
      await sent.catch(() => undefined);
      await settled(slow);
      if (streams) {
        expect(saysSomething()).toBe(true);
        expect(Object.values(slow.current().marks)).toContain('stopped');
      }
      return 'yes';
    },

    async error() {
      if (isHosted() || server.quotes) return 'none';
      const failing = reader.open(PASSAGE);
      const refusal = await ask('fail please', failing).then(
        () => undefined,
        (error: unknown) => error,
      );
      const { failure } = failing.current().run ?? {};
      // Said as one of our own sentences, or as an answer that broke off: never as a fault of ours.
      if (refusal instanceof AppError) expect(refusal.code).not.toBe('UNEXPECTED');
      const said = JSON.stringify([failure, wordsOf(failing, 'assistant_message')]);
      expect(said).not.toMatch(/server text|scripted failure/);
      return 'yes';
    },

    async refresh() {
      if (isHosted()) return 'none';
      if (reader.connection.tokenUrl === undefined) return 'none';
      const before = reader.vended();
      reader.spoilToken();
      conversation = reader.open(PASSAGE);
      expect(await ask(QUESTION)).toContain(CODE);
      expect(reader.vended()).toBe(before + 1);
      return 'yes';
    },
  };
}
