import { acceptFrame, type Ears } from '../../../chatkit/frame/handshake';
import type { FrameView } from '../../../chatkit/frame/messages';
import { type Command, linkToPage, type PanelLink, type PanelParts } from '../../../chatkit/frame/panel';
import type { ViewError } from './view-error';

/** How long a reader waits for OpenAI's window, which may never open; then Docent's own view takes over. */
export const OPEN_WITHIN_MS = 10_000;

export interface FrameSessionParts extends Pick<
  PanelParts,
  'fetch' | 'describe' | 'getSecret' | 'onThread' | 'onResponse'
> {
  ears: Ears;
  frame: () => Window | null;
  origin: string;
  view: FrameView;
  online: () => boolean;
  /** The chat works: its page runs, and has asked for its first conversation or secret. */
  onOpened: () => void;
  /** It failed to start, or stopped working. Called once. */
  onViewError: (trouble: ViewError) => void;
  /** Calls back after so many milliseconds unless cancelled. */
  setTimer: (run: () => void, ms: number) => () => void;
}

export type FrameSession = ReturnType<typeof openFrameSession>;

/**
 * One life of OpenAI's view in the panel: from the frame element to the chat that stands, through any reload of its page,
 * or to the reason why not. `chatkit.ready` alone proves nothing, since a dead frame fires it too
 * (docs/chatkit.md, fact 1), so the chat must also have asked for something.
 */
export function openFrameSession({ ears, frame, origin, view, online, setTimer, ...parts }: FrameSessionParts) {
  const leaving = new AbortController();
  let link: PanelLink | undefined;
  let shown = view;
  let stage: 'silent' | 'slow' | 'idle' | 'open' = 'silent';
  let isAlive = false;
  let stopTimer = () => {};

  const fail = (trouble: ViewError) => {
    if (leaving.signal.aborted) return;
    close();
    parts.onViewError(online() ? trouble : 'offline');
  };
  const await_ = (next: 'silent' | 'slow') => {
    stage = next;
    isAlive = false;
    stopTimer();
    stopTimer = setTimer(() => stage !== 'open' && fail(stage), OPEN_WITHIN_MS);
  };
  const settle = () => {
    if (stage !== 'idle' || !isAlive) return;
    stage = 'open';
    stopTimer();
    parts.onOpened();
  };

  acceptFrame({
    ears,
    frame,
    origin,
    signal: leaving.signal,
    onOtherVersion: () => fail('version'),
    onJoined(port, panelNonce) {
      link?.close();
      await_('slow');
      link = linkToPage(port, panelNonce, shown, {
        ...parts,
        onReady() {
          if (stage === 'slow') stage = 'idle';
          settle();
        },
        onAlive() {
          isAlive = true;
          settle();
        },
        onFailed: fail,
        onLeft() {
          link?.close();
          link = undefined;
          await_('silent');
        },
      });
    },
  });
  await_('silent');

  function close(): void {
    leaving.abort();
    stopTimer();
    link?.close();
    link = undefined;
  }

  return {
    show(next: FrameView): void {
      shown = next;
      link?.show(next);
    },
    command: (command: Command): Promise<void> =>
      link?.command(command) ?? Promise.reject(new Error('OpenAI’s chat is not there.')),
    close,
  };
}
