import { useState } from 'react';
import { givenConsent } from '../../utils/shared/consent';
import { type Consent, coveredBy } from '../../utils/settings/consent';
import { missingScopes, withScopes } from '../../utils/settings/consent-scopes';
import { consentSentences } from '../../utils/shared/consent-sentences';
import { hasConsent } from '../../utils/settings/schema';
import { t } from '../../utils/shared/strings';
import { ConsentForm } from '../shared/ConsentForm';
import { ConsentMore } from '../shared/ConsentMore';
import { ConsentScopes } from '../shared/ConsentScopes';
import { Sentence } from '../shared/Sentence';
import { Switch } from '../shared/Switch';
import { Confirm } from './Confirm';
import { LockedMark, Setting } from './Setting';
import type { SettingsServices } from '../../utils/settings-page/services';
import { useSaved } from './use-saved';
import { useWatched } from './use-watched';

interface SentSectionProps {
  services: SettingsServices;
  now: () => number;
  privacyUrl: string;
}

/** What is sent (docs/interface.md 25): headings, page address, and the consent with *Withdraw*. */
export function SentSection({ services, now, privacyUrl }: SentSectionProps) {
  const { settings, locked, readOnly } = useWatched(services.environment);
  const { saved, save } = useSaved();
  const [refused, setRefused] = useState(false);
  const { updateSettings } = services;

  /** Firefox must ask within the press. */
  const sendAddress = (wanted: boolean) => {
    const asked = wanted ? services.allowSendingAddress() : Promise.resolve(true);
    void asked.then((allowed) => {
      setRefused(!allowed);
      if (allowed) return save('address', () => updateSettings({ sendAddress: wanted }));
    });
  };
  const agree = (address: boolean) => {
    const asked = address ? services.allowSendingAddress() : Promise.resolve(true);
    void asked.then((allowed) => save('consent', () => updateSettings(givenConsent(address && allowed, now()))));
  };
  const missing = missingScopes(settings.consent);
  const agreeToMore = () =>
    void save('consent', () => updateSettings(({ consent }) => ({ consent: withScopes(consent, missing, now()) })));

  return (
    <section id="sent" aria-labelledby="sent-heading">
      <h2 id="sent-heading">{t('sectionSent')}</h2>
      <p className="note">{t('sentIntro')}</p>
      <Setting what="headings" saved={saved}>
        <Switch
          checked={settings.sendHeadings}
          disabled={readOnly}
          onChange={(sendHeadings) => void save('headings', () => updateSettings({ sendHeadings }))}
        >
          {t('sentHeadings')}
        </Switch>
      </Setting>
      <Setting what="about" saved={saved}>
        <Switch
          checked={settings.sendAbout}
          disabled={readOnly}
          onChange={(sendAbout) => void save('about', () => updateSettings({ sendAbout }))}
        >
          {t('sentAbout')}
        </Switch>
      </Setting>
      <Setting what="address" saved={saved} note={t('sentAddressNote')}>
        <Switch checked={settings.sendAddress} disabled={readOnly} onChange={sendAddress}>
          {t('sentAddress')}
        </Switch>
      </Setting>
      <p className="danger" role="alert">
        {refused && t('sentAddressRefused')}
      </p>
      {consent()}
    </section>
  );

  function consent() {
    if (!hasConsent(settings) || settings.consent === null) {
      return (
        <Setting what="consent" saved={saved}>
          <div className="panel-box">
            <p>{t('sentNoConsent')}</p>
            <ConsentForm onAgree={agree} onDecline={() => undefined} privacyUrl={privacyUrl} headingLevel={3} />
          </div>
        </Setting>
      );
    }
    return (
      <>
        {given(settings.consent)}
        <div className="note">
          {t('sentConsentCovers')}
          <ConsentScopes sentences={consentSentences(coveredBy(settings.consent))} />
        </div>
        <ConsentMore sentences={consentSentences(missing)} onAgree={agreeToMore} />
      </>
    );
  }

  function given({ at }: Consent) {
    if (locked.has('consent')) {
      return (
        <div className="setting">
          <p>{t('sentConsentPolicy')}</p>
          <LockedMark />
        </div>
      );
    }
    return (
      <Setting what="consent" saved={saved}>
        <span>
          <Sentence id="sentConsent" values={[dayOf(at, services.language)]} />
        </span>
        <Confirm
          label={t('sentWithdraw')}
          look="link"
          question={t('sentWithdrawConfirm')}
          confirmLabel={t('sentWithdrawAction')}
          onConfirm={services.deleteEverything}
        />
      </Setting>
    );
  }
}

function dayOf(time: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(time);
}
