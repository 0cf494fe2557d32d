import { type ReactNode } from 'react';
import { t } from '../../../utils/shared/strings';
import { Button } from '../../shared/Button';
import { Icon } from '../../shared/Icon';

interface StepProps {
  number: number;
  title: string;
  /** What was decided; folds the step. Absent while it is open. */
  outcome?: ReactNode;
  /** Unfolds it again; absent where there is nothing to change. */
  onChange?: (() => void) | undefined;
  children: ReactNode;
}

/** A numbered step that folds to one line when it is done (docs/interface.md 26). */
export function Step({ number, title, outcome, onChange, children }: StepProps) {
  const done = outcome !== undefined;
  return (
    <li className={done ? 'step step-done' : 'step'}>
      <h2>
        <span className="step-number" aria-hidden="true">
          {done ? <Icon name="check" /> : number}
        </span>
        {title}
        {done && <span className="visually-hidden"> · {t('welcomeStepDone')}</span>}
      </h2>
      {done ? (
        <p className="step-outcome">
          {outcome}{' '}
          {onChange && (
            <Button look="link" onClick={onChange}>
              {t('welcomeChange')}
            </Button>
          )}
        </p>
      ) : (
        <div className="step-body">{children}</div>
      )}
    </li>
  );
}
