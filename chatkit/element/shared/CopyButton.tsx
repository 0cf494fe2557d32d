import { useEffect, useState } from 'react';
import type { Translate } from '../strings';
import { Icon } from '../icons/icons';

const SHOWN_MS = 2_000;

/** Copies what `text` gives at the press, and says so for two seconds, in words too. */
export function CopyButton({
  t,
  text,
  worded = false,
  tabIndex,
}: {
  t: Translate;
  text: () => string;
  /** With the word beside the icon, as on code. */
  worded?: boolean;
  tabIndex?: number;
}) {
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    navigator.clipboard.writeText(text()).then(
      () => setOutcome('copied'),
      () => setOutcome('copyFailed'),
    );
  };
  const label = t(outcome ?? 'copy');
  return (
    <>
      <button
        type="button"
        className={worded ? 'text-button' : 'icon-button'}
        aria-label={label}
        title={worded ? undefined : label}
        tabIndex={tabIndex}
        onClick={copy}
      >
        {worded ? label : <Icon name={outcome === 'copied' ? 'check' : 'copy'} />}
      </button>
      {/* Beside the button: what is inside of one is its name to a screen reader, and no region. */}
      <span className="hidden" role="status">
        {outcome ? t(outcome) : ''}
      </span>
    </>
  );
}
