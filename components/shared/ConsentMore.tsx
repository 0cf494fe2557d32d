import { type StringKey, t } from '../../utils/shared/strings';
import { Button } from './Button';
import { ConsentScopes } from './ConsentScopes';
import './consent.css';

interface ConsentMoreProps {
  /** Of what the reader has not agreed to; nothing is drawn where that is nothing. */
  sentences: readonly StringKey[];
  onAgree: () => void;
}

/** Asks who has agreed before for what is new alone: what the consent covered stays, also without this one. */
export function ConsentMore({ sentences, onAgree }: ConsentMoreProps) {
  if (sentences.length === 0) return null;
  return (
    <div className="panel-box">
      <p>{t('sentConsentMore')}</p>
      <ConsentScopes sentences={sentences} />
      <Button onClick={onAgree}>{t('sentConsentAgree')}</Button>
    </div>
  );
}
