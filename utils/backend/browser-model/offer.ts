import type { LanguageModelApi } from '../../../chatkit/answerers/browser-model/api';
import { nameOf } from '../../../chatkit/answerers/browser-model/error';
import type { BrowserModelOffer, BrowserModelState } from '../../shared/browser-model';

export interface OfferParts {
  api: LanguageModelApi;
  name: string;
  maker: string | undefined;
  /** What the reader's questions will be answered in. */
  options: LanguageModelCreateCoreOptions;
  /** The model is one of those that answer. */
  isKept: () => Promise<boolean>;
  /** Makes it one. */
  keep: () => Promise<void>;
  /** The reader pressed for it, perhaps in a page that is closed since. */
  wanted: { get: () => Promise<boolean>; set: (wanted: boolean) => Promise<void> };
  /** Calls back after a while, while somebody looks. */
  setTimer: (run: () => void) => () => void;
}

const WHY: Readonly<Record<string, 'broken' | 'refused' | 'unable'>> = {
  NetworkError: 'broken',
  NotAllowedError: 'refused',
  NotSupportedError: 'unable',
};

/**
 * The offer of the browser's own model. Nothing is fetched before the press; a fetch goes on when the page that began it
 * is left, and who comes back finds it as far as it is, or the model ready to answer.
 */
export async function createOffer(parts: OfferParts): Promise<BrowserModelOffer> {
  const { api, name, maker, options, isKept, keep, wanted } = parts;
  const listeners = new Set<() => void>();
  let state: BrowserModelState = { at: 'hidden' };
  let isFetching = false;
  let stopTimer: (() => void) | undefined;
  const become = (next: BrowserModelState) => {
    state = next;
    listeners.forEach((listener) => listener());
  };
  const got = async () => {
    await keep();
    await wanted.set(false);
    become({ at: 'got' });
  };

  const look = async (): Promise<void> => {
    const [found, kept, isWanted] = await Promise.all([api.availability(options), isKept(), wanted.get()]);
    if (isFetching) return;
    if (found === 'unavailable') return become({ at: 'hidden' });
    if (found === 'downloadable') return become({ at: 'offered', isHere: false });
    if (found === 'downloading') return become({ at: 'fetching', done: undefined, isWatched: false });
    if (kept) return become(state.at === 'fetching' ? { at: 'got' } : { at: 'hidden' });
    if (isWanted) return got();
    become({ at: 'offered', isHere: true });
  };
  const lookAgain = () => {
    stopTimer?.();
    stopTimer = undefined;
    if (listeners.size === 0 || isFetching || state.at !== 'fetching') return;
    stopTimer = parts.setTimer(
      () =>
        void look()
          .catch(() => undefined)
          .then(lookAgain),
    );
  };

  await look().catch(() => undefined);
  return {
    name,
    maker,
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      lookAgain();
      return () => {
        listeners.delete(listener);
        lookAgain();
      };
    },
    press() {
      if (isFetching) return;
      isFetching = true;
      become({ at: 'fetching', done: undefined, isWatched: true });
      const made = api.create({
        ...options,
        monitor(monitor) {
          monitor.addEventListener('downloadprogress', ({ loaded }) =>
            become({ at: 'fetching', done: loaded, isWatched: true }),
          );
        },
      });
      void wanted
        .set(true)
        .then(() => made)
        .then(async (session) => {
          session.destroy();
          await got();
        })
        .catch(async (error: unknown) => {
          await wanted.set(false).catch(() => undefined);
          become({ at: 'failed', why: WHY[nameOf(error)] ?? 'problem' });
        })
        .finally(() => {
          isFetching = false;
        });
      // Its failure is told above, once the wish is noted.
      made.catch(() => undefined);
    },
  };
}
