import { useEffect } from 'react';
import type { AppError } from '../../utils/shared/errors';
import { hasConsent } from '../../utils/settings/schema';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { Notice } from '../shared/Notice';
import { AboutSection } from './AboutSection';
import { ButtonSection } from './ButtonSection';
import { BackEnds } from './connect/BackEnds';
import { DataSection } from './DataSection';
import { AppearanceSection, ShortcutSection } from './LookSections';
import { ownerNote } from '../../utils/settings-page/owner-note';
import { SentSection } from './SentSection';
import type { SettingsServices } from '../../utils/settings-page/services';
import { usePageTheme } from '../shared/use-page-theme';
import { useWatched } from './use-watched';
import '../shared/tokens.css';
import '../shared/controls.css';
import './settings.css';

interface OptionsProps {
  services: SettingsServices;
  now: () => number;
  privacyUrl: string;
  /** Anchor of a section, from the address; scrolled to, never acted on (docs/threats.md T07). */
  section: string;
  /** What a docs page proposes, from the address: filled in, never acted on without a press. */
  proposal?: { address: string; page: string } | undefined;
}

/** One column, no tabs, saves at once (docs/interface.md 24, 25). */
export function Options({ services, now, privacyUrl, section, proposal }: OptionsProps) {
  const { settings, readOnly, repaired } = useWatched(services.environment);
  usePageTheme(settings.theme);
  useEffect(() => document.getElementById(section)?.scrollIntoView(), [section]);

  const copyDetails = (host: string, error: AppError) =>
    services.copyText(ownerNote(host, error, services.ownAddress, services.version));
  const readAndAgree = () => {
    const target = document.getElementById('sent');
    target?.scrollIntoView();
    target?.querySelector<HTMLElement>('.consent button')?.focus();
  };

  return (
    <main className="settings">
      <h1>{t('optionsTitle')}</h1>
      {readOnly && <Notice kind="status">{t('optionsNewer')}</Notice>}
      {repaired && (
        <Notice
          kind="status"
          action={<Button onClick={() => void services.updateSettings({})}>{t('optionsRepairedAction')}</Button>}
        >
          {t('optionsRepaired')}
        </Notice>
      )}
      {!hasConsent(settings) && (
        <Notice kind="status" action={<Button onClick={readAndAgree}>{t('noticeNoConsentAction')}</Button>}>
          {t('noticeNoConsent')}
        </Notice>
      )}
      <BackEnds services={services} copyDetails={copyDetails} proposal={proposal} />
      <ButtonSection services={services} now={now} />
      <SentSection services={services} now={now} privacyUrl={privacyUrl} />
      <AppearanceSection services={services} />
      <ShortcutSection services={services} />
      <DataSection services={services} />
      <AboutSection services={services} />
    </main>
  );
}
