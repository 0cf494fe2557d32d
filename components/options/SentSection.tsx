import { useState } from 'react';
import { givenConsent } from '../../utils/consent';
import { hasConsent } from '../../utils/settings/schema';
import { t } from '../../utils/strings';
import { ConsentForm } from '../consent/ConsentForm';
import { Sentence } from '../shared/Sentence';
import { Switch } from '../shared/Switch';
import { Confirm } from './Confirm';
import { LockedMark, Setting } from './Setting';
import type { SettingsServices } from './services';
import { useSaved } from './use-saved';
import { useWatched } from './use-watched';

interface SentSectionProps {
  services: SettingsServices;
  now: () => number;
  privacyUrl: string;
}

/** What is sent (UI.md 25): headings, page address, and the consent with *Withdraw*. */
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
    if (locked.has('consent')) {
      return (
        <div className="setting">
          <p>{t('sentConsentPolicy')}</p>
          <LockedMark />
        </div>
      );
    }
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
      <Setting what="consent" saved={saved}>
        <span>
          <Sentence id="sentConsent" values={[dayOf(settings.consent.at, services.language)]} />
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
