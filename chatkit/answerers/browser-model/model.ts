import { type Model, type ModelSaid } from '../model/model';
import { expecting, type Languages } from './api';
import { browserModelError, isDestroyed } from './error';
import type { Sessions, Taken } from './sessions';

export interface BrowserModelOptions {
  sessions: Sessions;
  /** As it calls itself. */
  name: string;
  languages: Languages;
}

/** The browser's own model. Its answers have no limit of length but the window, and its pictures are left out. */
export function createBrowserModel({ sessions, name, languages }: BrowserModelOptions): Model {
  const options = expecting(languages);
  let isMeasured = false;
  return {
    async facts(signal) {
      // What keeps it from telling keeps it from answering, and is said there.
      return { name, window: await sessions.window(options, signal).catch(() => undefined) };
    },

    async count(text, signal) {
      const counted = await sessions.count(text, options, signal).catch(() => undefined);
      isMeasured = counted !== undefined;
      return counted;
    },

    async *stream(messages, { signal, conversation }): AsyncGenerator<ModelSaid> {
      let taken: Taken | undefined;
      let answer = '';
      let isOver = false;
      const take = () => sessions.take(conversation, messages, options, signal);
      try {
        taken = await take();
        for (;;) {
          try {
            for await (const delta of taken.session.promptStreaming(taken.prompt, { signal })) {
              answer += delta;
              yield { type: 'text', delta };
            }
            break;
          } catch (error) {
            // A session that waited may be gone, with the process that held it: what was said is told to a new one.
            if (signal.aborted || !taken.isKept || answer !== '' || !isDestroyed(error)) throw error;
            taken.drop();
            taken = await take();
          }
        }
        isOver = true;
        taken.keep(answer);
        yield { type: 'finish', reason: 'stop' };
      } catch (error) {
        signal.throwIfAborted();
        throw browserModelError(error, isMeasured);
      } finally {
        if (!isOver) taken?.drop();
      }
    },
  };
}
