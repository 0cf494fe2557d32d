import type { ElementStringKey, Translate } from '../strings';

interface InterruptedProps {
  t: Translate;
  /** What became of the answer. */
  what: ElementStringKey;
  /** Missing where the thread takes nothing new, or there is nothing to ask again. */
  onAskAgain?: (() => void) | undefined;
}

/** The line below an answer that did not come to its end. */
export function Interrupted({ t, what, onAskAgain }: InterruptedProps) {
  return (
    <p className="interrupted">
      {t(what)}
      {onAskAgain && (
        <>
          {' '}
          <button type="button" className="text-button" onClick={onAskAgain}>
            {t('askAgain')}
          </button>
        </>
      )}
    </p>
  );
}
