import { wordsOf } from '../model/messages';
import type { ModelMessage } from '../model/model';
import { isDestroyed } from './error';
import { type LanguageModelApi, measure, type Session, windowOf } from './api';

/** A session of a conversation, while one question is asked in it. */
export interface Taken {
  session: Session;
  /** What the session does not hold yet. */
  prompt: LanguageModelMessage[];
  /** It held the conversation before. */
  isKept: boolean;
  /** The answer came to its end: the session goes on from here. */
  keep(answer: string): void;
  /** It did not: nobody knows what the session holds now. */
  drop(): void;
}

export interface Sessions {
  window(options: LanguageModelCreateCoreOptions, signal: AbortSignal): Promise<number | undefined>;
  count(text: string, options: LanguageModelCreateCoreOptions, signal: AbortSignal): Promise<number | undefined>;
  /** Messages end with the question. */
  take(
    conversation: string,
    messages: readonly ModelMessage[],
    options: LanguageModelCreateCoreOptions,
    signal: AbortSignal,
  ): Promise<Taken>;
  /** The conversation is over. */
  forget(conversation: string): void;
}

interface Held {
  session: Session;
  /** Of the options it was created with. */
  key: string;
  messages: readonly ModelMessage[];
  isAsked: boolean;
  /** It has begun to forget what was said first. */
  isFull: boolean;
}

/**
 * One session a conversation, and of those that are not being asked only the last: each holds memory of the graphics
 * card. What a session does not hold any more is told to a new one.
 */
export function createSessions(api: LanguageModelApi): Sessions {
  const held = new Map<string, Held>();
  /** Without a conversation, for measuring before there is one. */
  let bare: Promise<Session> | undefined;
  const windows = new Map<string, number | undefined>();

  const create = async (options: LanguageModelCreateOptions, signal: AbortSignal): Promise<Session> => {
    // A signal that is given to `create` destroys the session whenever it aborts, later too: only its making is stopped.
    const making = new AbortController();
    const stop = () => making.abort(signal.reason);
    signal.throwIfAborted();
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await api.create({ ...options, signal: making.signal });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };
  const end = (conversation: string) => {
    held.get(conversation)?.session.destroy();
    held.delete(conversation);
  };
  const endBare = () => {
    bare?.then(
      (session) => session.destroy(),
      () => undefined,
    );
    bare = undefined;
  };
  const any = async (options: LanguageModelCreateCoreOptions, signal: AbortSignal): Promise<Session> => {
    const [one] = held.values();
    if (one) return one.session;
    bare ??= create(options, signal);
    bare.catch(() => (bare = undefined));
    return bare;
  };

  return {
    async window(options, signal) {
      const key = JSON.stringify(options);
      if (!windows.has(key)) windows.set(key, windowOf(await any(options, signal)));
      return windows.get(key);
    },

    async count(text, options, signal) {
      const session = await any(options, signal);
      try {
        return await measure(session, text, signal);
      } catch (error) {
        if (!isDestroyed(error)) throw error;
        for (const [id, one] of held) if (one.session === session) held.delete(id);
        return measure(await any(options, signal), text, signal);
      }
    },

    async take(conversation, messages, options, signal) {
      const key = JSON.stringify(options);
      const before = messages.slice(0, -1);
      const known = held.get(conversation);
      const isKept = known?.key === key && !known.isFull && !known.isAsked && isSame(known.messages, before);
      for (const [id, { isAsked }] of held) if (!isAsked && !(isKept && id === conversation)) end(id);
      let one = isKept ? known : undefined;
      if (!one) {
        end(conversation);
        const session = await create({ ...options, initialPrompts: before.map(toPrompt) }, signal);
        const made: Held = { session, key, messages: before, isAsked: false, isFull: false };
        for (const name of ['contextoverflow', 'quotaoverflow']) {
          session.addEventListener(name, () => (made.isFull = true));
        }
        held.set(conversation, (one = made));
      }
      endBare();
      const mine = one;
      mine.isAsked = true;
      return {
        session: mine.session,
        prompt: messages.slice(-1).map(toPrompt),
        isKept,
        keep(answer) {
          mine.isAsked = false;
          mine.messages = [...messages, { role: 'assistant', content: answer }];
        },
        drop() {
          if (held.get(conversation) === mine) end(conversation);
          else mine.session.destroy();
        },
      };
    },

    forget: end,
  };
}

/** Whether a session holds exactly what a new one would be told; white space around an answer is not kept everywhere. */
const isSame = (one: readonly ModelMessage[], other: readonly ModelMessage[]): boolean =>
  one.length === other.length &&
  one.every(({ role, ...message }, index) => {
    const against = other[index];
    return against?.role === role && wordsOf(message).trim() === wordsOf(against).trim();
  });

// Its type asks for a system message by place; ours stands first by the contract of `Model`.
const toPrompt = (message: ModelMessage) => ({ role: message.role, content: wordsOf(message) }) as LanguageModelMessage;
