import { useEffect, useState } from 'react';
import type { CodePiece } from './highlight';
import { highlighting } from './parts';

/** Code that grew within this time is still being written. */
const QUIET_MS = 150;

/** Blocks waiting for their colours: one per idle moment, so that a long conversation opens before it is coloured. */
const waiting = new Set<() => void>();
let isScheduled = false;

function schedule(): void {
  if (isScheduled || waiting.size === 0) return;
  isScheduled = true;
  requestIdleCallback(
    () => {
      isScheduled = false;
      const [next] = waiting;
      if (next) {
        waiting.delete(next);
        next();
      }
      schedule();
    },
    { timeout: 1_000 },
  );
}

/** The coloured pieces of finished code; null while it grows, while the colours load, or where there are none. */
export function useHighlight(code: string, language: string, isGrowing: boolean): readonly CodePiece[] | null {
  const [done, setDone] = useState<{ code: string; language: string; pieces: readonly CodePiece[] | null } | null>(
    null,
  );
  useEffect(() => {
    if (isGrowing || language === '' || code === '') return;
    let isWanted = true;
    const work = () => {
      highlighting.load().then(
        ({ highlight }) => {
          if (isWanted) setDone({ code, language, pieces: highlight(code, language) });
        },
        () => undefined,
      );
    };
    const timer = setTimeout(() => {
      waiting.add(work);
      schedule();
    }, QUIET_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
      waiting.delete(work);
    };
  }, [code, language, isGrowing]);
  return done && done.code === code && done.language === language ? done.pieces : null;
}
