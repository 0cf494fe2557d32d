import type { ReactNode } from 'react';
import { t } from '../../utils/shared/strings';
import { Sentence } from '../shared/Sentence';

interface NotConnectedProps {
  /** A policy may leave only its own back ends. */
  offersDevice: boolean;
  offersConnect: boolean;
  /** Draws the browser's own model, where there is one. */
  browserModel: ReactNode;
  onDevice: () => void;
  onConnect: () => void;
  onCopyNote: () => void;
  copied: boolean;
}

/** Nobody answers yet (docs/interface.md 20). */
export function NotConnected({ offersDevice, offersConnect, browserModel, copied, ...on }: NotConnectedProps) {
  return (
    <main className="choice">
      <h1 className="choice-title">{t('whoAnswers')}</h1>
      {offersDevice && (
        <button type="button" className="choice-row" onClick={on.onDevice}>
          <strong>{t('tryDevice')}</strong>
          <span className="note">{t('tryDeviceNote')}</span>
        </button>
      )}
      {browserModel}
      {offersConnect && (
        <button type="button" className="choice-row" onClick={on.onConnect}>
          <strong>{t('connectBackEnd')}</strong>
          <span className="note">{t('connectBackEndNote')}</span>
        </button>
      )}
      <p className="note">
        <Sentence id="docsTeam" actions={[on.onCopyNote]} /> <span role="status">{copied && t('copied')}</span>
      </p>
    </main>
  );
}
