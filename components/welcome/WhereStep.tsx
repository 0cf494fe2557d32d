import { useState } from 'react';
import { t } from '../../utils/strings';
import { EVERY_SITE, isEverySite } from '../options/site-patterns';
import type { SettingsServices } from '../options/services';
import { useWatched } from '../options/use-watched';
import { Button } from '../shared/Button';
import { Step } from './Step';

interface WhereStepProps {
  services: SettingsServices;
  done: boolean;
  onDone: (done: boolean) => void;
}

/** Step 2: every site, or sites as the reader goes. Neither is preset, both can be skipped. */
export function WhereStep({ services, done, onDone }: WhereStepProps) {
  const granted = useWatched(services.access);
  const [refused, setRefused] = useState(false);
  const every = granted.some(isEverySite);
  const outcome = done ? t(every ? 'welcomeWhereEvery' : 'welcomeWhereChosen') : undefined;

  return (
    <Step number={2} title={t('welcomeWhere')} outcome={outcome} onChange={() => onDone(false)}>
      <div className="offer">
        <Button
          onClick={() => {
            void services.allow([EVERY_SITE]).then((allowed) => {
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
        <Button onClick={() => void services.giveBack(granted.filter(isEverySite)).then(() => onDone(true))}>
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
