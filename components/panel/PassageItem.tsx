import { useState } from 'react';
import type { PassageView } from '../../utils/panel-state/card';
import { t } from '../../utils/strings';
import { Button, IconButton } from '../shared/Button';
import { Sentence } from '../shared/Sentence';
import { PartChooser } from './PartChooser';
import { PassageText } from './PassageText';

export interface PassageActions {
  onRemove: (passageId: string) => void;
  onStart: (passageId: string, start: number) => void;
  /** Settles with true when the page is there but does not hold the passage any more. */
  onShowInPage: (passageId: string) => Promise<boolean>;
}

interface PassageItemProps extends PassageActions {
  passage: PassageView;
  /** *Choose another part* is open from the start: a notice asked for it. */
  choosing: boolean;
  formatNumber: (value: number) => string;
}

/** One passage: where it stands, the text that is sent, notes, *Show in page*. */
export function PassageItem({ passage, choosing, formatNumber, onRemove, onStart, onShowInPage }: PassageItemProps) {
  const [choosesPart, setChoosesPart] = useState(choosing);
  const [hasChanged, setHasChanged] = useState(false);
  const { start, end, total } = passage;
  const isPart = end - start < total;
  const trail = passage.trail.slice(-2).join(' › ');
  const choose = [() => setChoosesPart(true)];
  return (
    <div className="passage">
      <div className="passage-head">
        <span className="passage-title" title={passage.trail.join(' › ')}>
          {passage.number !== undefined && <span className="passage-number">{passage.number}</span>}
          <bdi className="passage-trail">{trail || passage.host}</bdi>
          {trail !== '' && <bdi className="note passage-host">{passage.host}</bdi>}
        </span>
        {passage.sent.language && <span className="note">{passage.sent.language}</span>}
        <IconButton icon="close" label={t('removePassage')} onClick={() => onRemove(passage.id)} />
      </div>
      <PassageText text={passage.sent.text} isCode={passage.isCode} formatNumber={formatNumber} />
      {isPart && choosesPart && (
        <PartChooser
          passage={passage}
          formatNumber={formatNumber}
          onStart={(position) => onStart(passage.id, position)}
          onDone={() => setChoosesPart(false)}
        />
      )}
      {isPart && !choosesPart && (
        <p className="note">
          {start === 0 ? (
            <Sentence id="partFirst" values={[end, total].map(formatNumber)} actions={choose} />
          ) : (
            <Sentence id="partOther" values={[start + 1, end, total].map(formatNumber)} actions={choose} />
          )}
        </p>
      )}
      {passage.hasHiddenText && <p className="note">{t('hiddenText')}</p>}
      {hasChanged && (
        <p className="note" role="status">
          {t('pageChanged')}
        </p>
      )}
      <Button
        look="link"
        className="passage-show"
        onClick={() => void onShowInPage(passage.id).then(setHasChanged, () => undefined)}
      >
        {t('showInPage')}
      </Button>
    </div>
  );
}
