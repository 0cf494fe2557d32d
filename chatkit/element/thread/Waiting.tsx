import { useEffect, useState } from 'react';
import type { Run } from '../../client/state';
import type { Translate } from '../strings';
import { Sentence } from '../shared/Sentence';

const LINE_AFTER_MS = 300;
const TEXT_AFTER_MS = 2_000;
const STILL_AFTER_MS = 10_000;

/** How long nothing has come: nothing, the line, a sentence, "still working". */
export type WaitPhase = 'none' | 'line' | 'text' | 'still';

/** Starts again with every event of the run that brings something. */
export function useWaitPhase(waiting: boolean, activity: number): WaitPhase {
  const [phase, setPhase] = useState<WaitPhase>('none');
  useEffect(() => {
    if (!waiting) {
      setPhase('none');
      return;
    }
    // Once drawn, the line stays until the answer is there: it must not blink between two words.
    setPhase((before) => (before === 'none' ? 'none' : 'line'));
    const timers = (
      [
        ['line', LINE_AFTER_MS],
        ['text', TEXT_AFTER_MS],
        ['still', STILL_AFTER_MS],
      ] as const
    ).map(([next, after]) => setTimeout(() => setPhase(next), after));
    return () => timers.forEach(clearTimeout);
  }, [waiting, activity]);
  return phase;
}

export function WaitLine({ phase, t }: { phase: WaitPhase; t: Translate }) {
  return phase === 'none' ? null : <div className="wait-line" role="progressbar" aria-label={t('working')} />;
}

/** The sentence where the answer will stand. */
export function WaitText({
  phase,
  run,
  host,
  t,
  onStop,
}: {
  phase: WaitPhase;
  run: Run | null;
  host: string;
  t: Translate;
  onStop: () => void;
}) {
  const progress = run?.progress?.text;
  const still = phase === 'still';
  const text = phase === 'text' || still;
  const sentence = progress ? (
    <span dir="auto">{progress}</span>
  ) : still ? (
    t('stillWorking')
  ) : text && run && !run.opened ? (
    <Sentence t={t} name="connecting" values={[<bdi key="host">{host}</bdi>]} />
  ) : text && !run?.answered ? (
    t('waitingForAnswer')
  ) : null;
  return (
    <div className="wait-text" role="status">
      {sentence}
      {still && run?.allowCancel ? (
        <>
          {' '}
          <button type="button" className="text-button" onClick={onStop}>
            {t('stop')}
          </button>
        </>
      ) : null}
    </div>
  );
}
