import { useState } from 'react';
import { furtherSentences } from '../../utils/shared/consent-sentences';
import { t } from '../../utils/shared/strings';
import { Button } from './Button';
import { ConsentScopes } from './ConsentScopes';
import { Sentence } from './Sentence';
import './consent.css';

interface ConsentFormProps {
  /** Called in the tick of the press, so that Firefox may ask for its own permission there. */
  onAgree: (sendAddress: boolean) => void;
  onDecline: () => void;
  /** Address of the privacy policy in this package. */
  privacyUrl: string;
  /** Level of the heading in its page; absent where the page draws the heading itself. */
  headingLevel?: 2 | 3;
}

/** docs/interface.md 31–34, word for word. Nothing is ticked beforehand. */
export function ConsentForm({ onAgree, onDecline, privacyUrl, headingLevel }: ConsentFormProps) {
  const [sendAddress, setSendAddress] = useState(false);
  const [declined, setDeclined] = useState(false);
  const Heading = headingLevel === 3 ? 'h3' : 'h2';
  return (
    <section className="consent" aria-label={t('consentHeading')}>
      {headingLevel !== undefined && <Heading>{t('consentHeading')}</Heading>}
      <p>
        <Sentence id="consentIntro" />
      </p>
      <ul>
        <li>{t('consentQuestion')}</li>
        <li>{t('consentPassage')}</li>
        <li>{t('consentAddress')}</li>
      </ul>
      {furtherSentences.length > 0 && <ConsentScopes sentences={furtherSentences} />}
      <p>{t('consentOpening')}</p>
      <p>{t('consentOwner')}</p>
      <label className="consent-choice">
        <input
          type="checkbox"
          checked={sendAddress}
          onChange={(event) => setSendAddress(event.currentTarget.checked)}
        />
        <span>{t('consentSendAddress')}</span>
      </label>
      <div className="consent-actions">
        <Button look="primary" onClick={() => onAgree(sendAddress)}>
          {t('consentAgree')}
        </Button>
        <Button
          onClick={() => {
            setDeclined(true);
            onDecline();
          }}
        >
          {t('consentNotNow')}
        </Button>
        <a href={privacyUrl} target="_blank" rel="noreferrer">
          {t('consentPrivacy')}
        </a>
      </div>
      <p className="consent-declined" role="status">
        {declined && t('consentStaysOff')}
      </p>
    </section>
  );
}
