import { useEffect, useRef, useState } from 'react';
import type { PanelServices } from '../../utils/panel/services';
import type { Composer } from './use-composer';

/**
 * Whether the page has the keyboard although the reader wants to write here, and `want`, which says that they do.
 * A panel in a tab or a window of its own gets the keyboard with it, and nothing is said there.
 */
export function useKeyboard({ docked, pressed }: PanelServices, composer: Composer) {
  const [isElsewhere, setElsewhere] = useState(false);
  const want = useRef(composer.focus);
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const setTimer = (run: () => void, ms: number) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    };
    let following: Promise<() => void> | undefined;
    want.current = () => {
      composer.focus();
      if (!docked || document.hasFocus()) return;
      following ??= import('../../utils/panel/keyboard').then(({ followKeyboard }) =>
        followKeyboard({ window, focusComposer: composer.focus, onElsewhere: setElsewhere, setTimer, signal }),
      );
      void following.then((wanted) => !signal.aborted && wanted());
    };
    const unlisten = pressed.listen(() => want.current());
    return () => {
      unlisten();
      leaving.abort();
      want.current = composer.focus;
    };
  }, [docked, pressed, composer]);
  return { isElsewhere, want };
}
