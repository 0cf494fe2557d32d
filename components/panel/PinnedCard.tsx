import { useState } from 'react';
import { t } from '../../utils/shared/strings';
import { IconButton } from '../shared/Button';
import { Icon } from '../shared/Icon';
import { plainSentence } from '../../utils/shared/plain-sentence';
import { firstWords } from '../../utils/panel/first-words';
import { PassageCard, type PassageCardProps } from './PassageCard';

/** After Send: one line that says what still goes along; a press unfolds the card (docs/interface.md 13). */
export function PinnedCard(props: PassageCardProps) {
  const { view, formatNumber, onRemove } = props;
  const [open, setOpen] = useState(false);
  const first = view.passages[0];
  if (first === undefined) return null;
  const about =
    view.passages.length === 1
      ? t(first.whole ? 'stillAboutPage' : 'stillAbout')
      : plainSentence('stillAboutSeveral', formatNumber(view.passages.length));
  return (
    <>
      <div className="pinned">
        <button type="button" className="pinned-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="quote" />
          <bdi className="pinned-words">{firstWords(first.whole ? first.trail.join() : first.sent.text)}</bdi>
          <span className="note pinned-note">
            {about}
            {view.page &&
              !first.whole &&
              ` ${t(view.mode === 'section' ? 'stillAboutWithSection' : 'stillAboutWithPage')}`}
          </span>
        </button>
        <IconButton
          icon="close"
          label={t(first.whole ? 'removePage' : 'removePassage')}
          onClick={() => view.passages.forEach(({ id }) => onRemove(id))}
        />
      </div>
      {open && <PassageCard {...props} />}
    </>
  );
}
