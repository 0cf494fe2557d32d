import { useId } from 'react';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';
import { Sentence } from '../shared/Sentence';
import { plainSentence } from '../../utils/shared/plain-sentence';
import { Switch } from '../shared/Switch';
import { Places } from './Places';
import { Setting } from './Setting';
import type { SettingsServices } from '../../utils/settings-page/services';
import { SiteList } from './SiteList';
import { useSaved } from './use-saved';
import { useWatched } from './use-watched';

interface ButtonSectionProps {
  services: SettingsServices;
  now: () => number;
}

/** Where the button appears (docs/interface.md 25). */
export function ButtonSection({ services, now }: ButtonSectionProps) {
  const { settings, readOnly } = useWatched(services.environment);
  const { saved, save } = useSaved();
  const id = useId();
  const { updateSettings } = services;
  const paused = settings.pausedUntil > now();
  const setNotHere = (notHere: string[]) => void save('notHere', () => updateSettings({ notHere }));

  return (
    <section id="button" aria-labelledby="button-heading">
      <h2 id="button-heading">{t('sectionButton')}</h2>
      <Setting what="enabled" saved={saved}>
        <Switch
          checked={settings.buttonEnabled}
          disabled={readOnly}
          onChange={(buttonEnabled) => void save('enabled', () => updateSettings({ buttonEnabled }))}
        >
          {t('buttonEnabled')}
        </Switch>
      </Setting>
      {paused && (
        <Setting what="paused" saved={saved}>
          <span>
            <Sentence id="buttonPaused" values={[timeOfDay(settings.pausedUntil, services.language)]} />
          </span>
          <Button onClick={() => void save('paused', () => updateSettings({ pausedUntil: 0 }))} disabled={readOnly}>
            {t('buttonResume')}
          </Button>
        </Setting>
      )}
      <Places services={services} />
      <fieldset className="choice" disabled={readOnly}>
        <legend>{t('buttonNotHere')}</legend>
        <Setting what="notHere" saved={saved}>
          <SiteList
            sites={settings.notHere}
            empty={t('buttonNotHereNone')}
            addLabel={t('buttonNotHere')}
            removeName={(site) => plainSentence('optionsRemoveNamed', site)}
            onAdd={(site) => setNotHere([...new Set([...settings.notHere, site])])}
            onRemove={(site) => setNotHere(settings.notHere.filter((other) => other !== site))}
          />
        </Setting>
      </fieldset>
      <Setting what="minLength" saved={saved}>
        <label htmlFor={id}>{t('buttonMinLength')}</label>
        <input
          id={id}
          className="field field-number"
          type="number"
          min={1}
          max={100}
          value={settings.minLength}
          disabled={readOnly}
          onChange={(event) => {
            const minLength = event.currentTarget.valueAsNumber;
            if (Number.isInteger(minLength) && minLength >= 1 && minLength <= 100) {
              void save('minLength', () => updateSettings({ minLength }));
            }
          }}
        />
      </Setting>
      <Setting what="holdKey" saved={saved}>
        <Switch
          checked={settings.holdKey}
          disabled={readOnly}
          onChange={(holdKey) => void save('holdKey', () => updateSettings({ holdKey }))}
        >
          {t('buttonHoldKey')}
        </Switch>
      </Setting>
    </section>
  );
}

function timeOfDay(time: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(time);
}
