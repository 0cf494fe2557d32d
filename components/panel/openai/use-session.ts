import { type RefObject, useEffect, useRef } from 'react';
import type { FrameView } from '../../../chatkit/frame/messages';
import { openFrameSession, type FrameSession, type FrameSessionParts } from '../../../utils/panel/openai/frame-session';

type Handlers = Omit<FrameSessionParts, 'ears' | 'frame' | 'origin' | 'view' | 'setTimer'>;

/** Keeps one session for as long as the frame element stands; handlers and view may differ at every paint. */
export function useSession(
  frame: RefObject<HTMLIFrameElement | null>,
  address: string | undefined,
  view: FrameView,
  handlers: Handlers,
): RefObject<FrameSession | null> {
  const session = useRef<FrameSession>(null);
  const latest = useRef({ view, handlers });
  useEffect(() => {
    latest.current = { view, handlers };
    session.current?.show(view);
  });
  useEffect(() => {
    if (address === undefined) return;
    const now = () => latest.current.handlers;
    const opened = openFrameSession({
      ears: window,
      frame: () => frame.current?.contentWindow ?? null,
      origin: new URL(address).origin,
      view: latest.current.view,
      setTimer(run, ms) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      fetch: (body, init) => now().fetch(body, init),
      describe: (error) => now().describe(error),
      getSecret: now().getSecret,
      online: () => now().online(),
      onThread: (threadId) => now().onThread(threadId),
      onResponse: (phase) => now().onResponse(phase),
      onOpened: () => now().onOpened(),
      onViewError: (trouble) => now().onViewError(trouble),
    });
    session.current = opened;
    return () => {
      opened.close();
      session.current = null;
    };
  }, [address, frame]);
  return session;
}
