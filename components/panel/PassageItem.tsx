import { lazy, Suspense, useRef, useState } from 'react';
import type { PassageView } from '../../utils/panel/card';
import { shownSentences } from '../../utils/panel/shown-sentences';
import type { Shown } from '../../utils/panel/show-in-page';
import { t } from '../../utils/shared/strings';
import { Button, IconButton } from '../shared/Button';
import { Sentence } from '../shared/Sentence';
import { plainSentence } from '../../utils/shared/plain-sentence';
import { useIsCut } from './use-is-cut';

const PartChooser = lazy(() => import('./PartChooser'));
const TrimPart = lazy(() => import('./TrimPart'));

export interface PassageActions {
  onRemove: (passageId: string) => void;
  /** Which part is sent; without `end`, as far as the limit allows; without `start` too, all of it. */
  onPart: (passageId: string, start: number, end?: number) => void;
  /** Settles with what the page said, undefined for a passage that went meanwhile. */
  onShowInPage: (passageId: string) => Promise<Shown | undefined>;
}

interface PassageItemProps extends PassageActions {
  passage: PassageView;
  /** *Choose another part* is open from the start: a notice asked for it. */
  choosing: boolean;
  formatNumber: (value: number) => string;
}

/** One passage: where it stands, exactly the text that is sent (four lines, all of it on request), notes. */
export function PassageItem({ passage, choosing, formatNumber, onRemove, onPart, onShowInPage }: PassageItemProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isTrimming, setIsTrimming] = useState(false);
  const [shown, setShown] = useState<Shown>();
  const trail = useRef<HTMLElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const { sent, isCode } = passage;
  const isCut = useIsCut(text, sent.text);
  const isTrailCut = useIsCut(trail, passage.shortTrail.join());
  const full = passage.trail.join(' › ');
  const { whole } = passage;
  // What goes as the page's own text is unfolded in its row; what is not read yet is nothing to show.
  const hasText = whole !== 'beside' && passage.total > 0;
  const names = isOpen ? full : passage.shortTrail.join(' › ');
  return (
    <div className={isOpen ? 'passage passage-open' : 'passage'}>
      <div className="passage-head">
        {passage.number !== undefined && <span className="passage-number">{passage.number}</span>}
        {whole && <span className="note">{t('wholePage')}</span>}
        <bdi ref={trail} className="passage-trail" title={full}>
          {names || passage.host}
        </bdi>
        {names !== '' && <bdi className="note passage-host">{passage.host}</bdi>}
        <IconButton
          icon="close"
          label={t(whole ? 'removePage' : 'removePassage')}
          onClick={() => onRemove(passage.id)}
        />
      </div>
      {!hasText ? null : isTrimming ? (
        <Suspense>
          <TrimPart
            passage={passage}
            onPart={(start = 0, end) => onPart(passage.id, start, end)}
            onDone={() => setIsTrimming(false)}
          />
        </Suspense>
      ) : (
        <div
          ref={text}
          className={isCode || sent.format ? 'passage-text passage-code' : 'passage-text'}
          dir={isCode ? 'ltr' : 'auto'}
          {...(isOpen ? { tabIndex: 0, role: 'group', 'aria-label': t('passage') } : {})}
        >
          {sent.text}
        </div>
      )}
      <p className="passage-links">
        {(hasText ? isCut || isTrailCut || isOpen || names !== full : isTrailCut || isOpen) && (
          <Button look="link" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen && t('showLess')}
            {!isOpen && (isCut ? plainSentence('showAllCharacters', formatNumber(sent.text.length)) : t('showMore'))}
          </Button>
        )}
        <Button look="link" onClick={() => void onShowInPage(passage.id).then(setShown, () => undefined)}>
          {t('showInPage')}
        </Button>
        {hasText && !isTrimming && (
          <Button look="link" onClick={() => setIsTrimming(true)}>
            {t('trim')}
          </Button>
        )}
        {[sent.note, sent.tab].map(
          (name) =>
            name && (
              <bdi key={name} className="note">
                {name}
              </bdi>
            ),
        )}
        {sent.language && <span className="note">{sent.language}</span>}
      </p>
      {!isTrimming && (
        <PartNote
          passage={passage}
          choosing={choosing}
          formatNumber={formatNumber}
          onPart={onPart}
          onTrim={() => setIsTrimming(true)}
        />
      )}
      {passage.hasHiddenText && <p className="note">{t('hiddenText')}</p>}
      <ShownNote shown={shown} />
    </div>
  );
}

/** Says which part of an over-long passage is sent, and lets the reader choose another. */
function PartNote({
  passage,
  choosing,
  formatNumber,
  onPart,
  onTrim,
}: Pick<PassageItemProps, 'passage' | 'choosing' | 'formatNumber' | 'onPart'> & { onTrim: () => void }) {
  const [isChoosing, setIsChoosing] = useState(choosing);
  const { id, start, end, total } = passage;
  if (end - start === total) return null;
  if (isChoosing) {
    return (
      <Suspense>
        <PartChooser
          passage={passage}
          formatNumber={formatNumber}
          onStart={(position) => onPart(id, position)}
          onDone={() => setIsChoosing(false)}
        />
      </Suspense>
    );
  }
  const choose = [passage.isTrimmed ? onTrim : () => setIsChoosing(true)];
  return (
    <p className="note">
      {start === 0 ? (
        <Sentence id="partFirst" values={[end, total].map(formatNumber)} actions={choose} />
      ) : (
        <Sentence id="partOther" values={[start + 1, end, total].map(formatNumber)} actions={choose} />
      )}
    </p>
  );
}

/** What *Show in page* says where it could not mark the passage as it was. */
export function ShownNote({ shown }: { shown: Shown | undefined }) {
  const sentence = shown && shownSentences[shown];
  return (
    sentence && (
      <p className="note" role="status">
        {t(sentence)}
      </p>
    )
  );
}
