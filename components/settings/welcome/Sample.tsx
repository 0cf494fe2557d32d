import { useEffect } from 'react';
import { t } from '../../../utils/shared/strings';

interface SampleProps {
  /** Mounts the page script on this document; undone when the sample goes. */
  mountPopover: () => () => void;
}

/** A paragraph with the real popover of the real page script (docs/interface.md 26). */
export function Sample({ mountPopover }: SampleProps) {
  useEffect(() => mountPopover(), [mountPopover]);
  return (
    <section className="sample" aria-labelledby="sample-heading">
      <h2 id="sample-heading">{t('welcomeSampleTitle')}</h2>
      <p className="note">{t('welcomeSampleHint')}</p>
      <blockquote>
        <p>{t('welcomeSample')}</p>
      </blockquote>
    </section>
  );
}
