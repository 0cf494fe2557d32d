import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Connection } from '../../../utils/connection/schema';
import { t } from '../../../utils/shared/strings';
import { Button } from '../../shared/Button';

export interface RowFormProps {
  connection: Connection;
  onSave: (connection: Connection) => Promise<void>;
  onClose: () => void;
}

interface RowFormShellProps {
  children: ReactNode;
  /** Name of the pressing button; *Save* without one. */
  label?: string;
  look?: 'danger';
  /** False: something is still wrong, and the form stays. */
  onSubmit: () => Promise<boolean | void>;
  onClose: () => void;
}

/** A form below the row of a back end: Save, Cancel, Escape. */
export function RowForm({ children, label, look, onSubmit, onClose }: RowFormShellProps) {
  const form = useRef<HTMLFormElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea, button')?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit().then(
      (done) => done !== false && onClose(),
      () => setFailed(true),
    );
  };
  return (
    <form ref={form} className="panel-box" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      {children}
      <div className="row">
        <Button look={look ?? 'primary'} type="submit">
          {label ?? t('backEndSave')}
        </Button>
        <Button onClick={onClose}>{t('optionsCancel')}</Button>
        <span role="alert" className="danger">
          {failed && t('optionsNotSaved')}
        </span>
      </div>
    </form>
  );
}
