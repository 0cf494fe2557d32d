import { useState } from 'react';
import { givenConsent } from '../../../utils/shared/consent';
import { hasConsent } from '../../../utils/settings/schema';
import { t } from '../../../utils/shared/strings';
import { ConsentForm } from '../../shared/ConsentForm';
import { Notice } from '../../shared/Notice';
import { LockedMark } from '../Setting';
import type { SettingsServices } from '../../../utils/settings-page/services';
import { usePageTheme } from '../../shared/use-page-theme';
import { isEverySite } from '../../../utils/shared/match-patterns';
import { useWatched } from '../use-watched';
import { HowToAsk } from './HowToAsk';
import { Sample } from './Sample';
import { Step } from './Step';
import { WhereStep } from './WhereStep';
import { WhoStep } from './WhoStep';
import '../../shared/tokens.css';
import '../../shared/controls.css';
import '../settings.css';
import './welcome.css';

interface WelcomeProps {
  services: SettingsServices;
  now: () => number;
  privacyUrl: string;
  mountPopover: () => () => void;
}

/** Three numbered steps that fold when done; nothing is preset (docs/interface.md 26). */
export function Welcome({ services, now, privacyUrl, mountPopover }: WelcomeProps) {
  const { settings, locked } = useWatched(services.environment);
  const [whereDone, setWhereDone] = useState(false);
  const [whoDone, setWhoDone] = useState(false);
  const [failed, setFailed] = useState(false);
  usePageTheme(settings.theme);
  const agreed = hasConsent(settings);
  const managed = locked.has('consent');

  /** In the tick of the press: Firefox asks for the page address itself (docs/review.md, Data). */
  const agree = (sendAddress: boolean) => {
    const asked = sendAddress ? services.allowSendingAddress() : Promise.resolve(false);
    asked
      .then((allowed) => services.updateSettings(givenConsent(allowed, now())))
      .then(
        () => setFailed(false),
        () => setFailed(true),
      );
  };

  return (
    <main className="settings welcome">
      <h1>{t('welcomeTitle')}</h1>
      <p>{t('welcomeIntro')}</p>
      {managed && (
        <div className="panel-box">
          <p>{t('welcomeManaged')}</p>
          <LockedMark />
        </div>
      )}
      <ol className="steps">
        <Step number={1} title={t('consentHeading')} outcome={agreed ? t('welcomeAgreed') : undefined}>
          <ConsentForm onAgree={agree} onDecline={() => undefined} privacyUrl={privacyUrl} />
          {failed && <Notice kind="error">{t('optionsNotSaved')}</Notice>}
        </Step>
        <WhereStep services={services} done={whereDone} onDone={setWhereDone} />
        <WhoStep services={services} agreed={agreed} done={whoDone} onDone={setWhoDone} />
      </ol>
      {agreed && <Sample mountPopover={mountPopover} />}
      {whereDone && !settings.buttonSites?.some(isEverySite) && <HowToAsk services={services} />}
      <p className="ready" role="status">
        {agreed && whereDone && whoDone && t('welcomeReady')}
      </p>
    </main>
  );
}
