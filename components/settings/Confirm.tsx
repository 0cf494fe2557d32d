import { type ReactNode, useEffect, useRef, useState } from 'react';
import { t } from '../../utils/shared/strings';
import { Button } from '../shared/Button';

interface ConfirmProps {
  /** What the first press offers. */
  label: string;
  look?: 'danger' | 'link';
  question: ReactNode;
  /** What the second press does, by its own name. */
  confirmLabel: string;
  /** Drawn beside the button when it is done. */
  done?: string;
  onConfirm: () => Promise<void>;
}

/** A button that asks once more, in place and without a dialog. A failure is told in place too. */
export function Confirm({ label, look = 'danger', question, confirmLabel, done, onConfirm }: ConfirmProps) {
  const [state, setState] = useState<'idle' | 'asking' | 'busy' | 'done' | 'failed'>('idle');
  const cancel = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (state === 'asking') cancel.current?.focus();
  }, [state]);

  if (state === 'asking' || state === 'busy') {
    return (
      <div className="confirm" role="group" aria-label={label}>
        <p>{question}</p>
        <div className="row">
          <Button
            look="danger"
            disabled={state === 'busy'}
            onClick={() => {
              setState('busy');
              onConfirm().then(
                () => setState('done'),
                () => setState('failed'),
              );
            }}
          >
            {confirmLabel}
          </Button>
          <Button ref={cancel} onClick={() => setState('idle')} disabled={state === 'busy'}>
            {t('optionsCancel')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <>
      <Button look={look} onClick={() => setState('asking')}>
        {label}
      </Button>
      <span className="setting-state" role="status">
        {state === 'done' && done}
        {state === 'failed' && <span className="danger">{t('optionsFailed')}</span>}
      </span>
    </>
  );
}
