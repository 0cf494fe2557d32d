import { useState } from 'react';
import { t } from '../../../utils/shared/strings';
import { EVERY_SITE, isEverySite } from '../../../utils/shared/match-patterns';
import type { SettingsServices } from '../../../utils/settings-page/services';
import { useWatched } from '../use-watched';
import { Button } from '../../shared/Button';
import { Step } from './Step';

interface WhereStepProps {
  services: SettingsServices;
  done: boolean;
  onDone: (done: boolean) => void;
}

/** Step 2: every site, or sites as the reader goes. Neither is preset, both can be skipped. */
export function WhereStep({ services, done, onDone }: WhereStepProps) {
  const { settings } = useWatched(services.environment);
  const [refused, setRefused] = useState(false);
  const every = settings.buttonSites?.some(isEverySite);
  const outcome = done ? t(every ? 'welcomeWhereEvery' : 'welcomeWhereChosen') : undefined;

  return (
    <Step number={2} title={t('welcomeWhere')} outcome={outcome} onChange={() => onDone(false)}>
      <div className="offer">
        <Button
          onClick={() => {
            void services.showButtonOn([EVERY_SITE]).then((allowed) => {
              setRefused(!allowed);
              if (allowed) onDone(true);
            });
          }}
        >
          {t('welcomeWhereEveryButton')}
        </Button>
        <span className="note">{t('welcomeWhereEveryNote')}</span>
      </div>
      <div className="offer">
        <Button onClick={() => void services.takeButtonFrom([EVERY_SITE]).then(() => onDone(true))}>
          {t('welcomeWhereChosenButton')}
        </Button>
        <span className="note">{t('welcomeWhereChosenNote')}</span>
      </div>
      <p className="note" role="status">
        {refused && t('welcomeWhereRefused')}
      </p>
    </Step>
  );
}
