import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { isSitePattern } from '../../../utils/connection/descriptor';
import type { Connection } from '../../../utils/connection/schema';
import { readWorkflowReference } from '../../../utils/connection/kinds/orcheo-address';
import { type StringKey, t } from '../../../utils/strings';
import { Button } from '../../shared/Button';
import { Sentence } from '../../shared/Sentence';
import { FormField } from './FormField';

interface RowFormProps {
  connection: Connection;
  onSave: (connection: Connection) => Promise<void>;
  onClose: () => void;
}

export function RenameForm({ connection, onSave, onClose }: RowFormProps) {
  const id = useId();
  const [name, setName] = useState(connection.name);
  return (
    <RowForm
      onClose={onClose}
      onSubmit={() => onSave({ ...connection, name: name.trim().slice(0, 60) || connection.name })}
    >
      <div className="labelled">
        <label htmlFor={id}>{t('backEndRenameLabel')}</label>
        <input
          id={id}
          className="field"
          dir="auto"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </div>
    </RowForm>
  );
}

export function SitesForm({ connection, onSave, onClose }: RowFormProps) {
  const id = useId();
  const [text, setText] = useState(connection.sites.map(({ match }) => match).join('\n'));
  const [bad, setBad] = useState<string>();
  const save = async () => {
    const lines = text.split(/[\s,]+/).filter((line) => line !== '');
    const wrong = lines.find((line) => !isSitePattern(line));
    setBad(wrong);
    if (wrong !== undefined) return false;
    const modes = new Map(connection.sites.map((site) => [site.match, site]));
    const sites = [...new Set(lines.map((line) => line.toLowerCase()))].slice(0, 50);
    await onSave({ ...connection, sites: sites.map((match) => modes.get(match) ?? { match }) });
    return true;
  };
  return (
    <RowForm onClose={onClose} onSubmit={save}>
      <div className="labelled">
        <label htmlFor={id}>{t('backEndSitesLabel')}</label>
        <textarea
          id={id}
          className="field"
          dir="ltr"
          rows={3}
          spellCheck={false}
          value={text}
          aria-invalid={bad !== undefined}
          aria-describedby={`${id}-hint ${id}-problem`}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <p id={`${id}-hint`} className="note">
          {t('backEndSitesHint')}
        </p>
        <p id={`${id}-problem`} className="danger" role="alert">
          {bad !== undefined && <Sentence id="backEndSitesBad" values={[bad]} />}
        </p>
      </div>
    </RowForm>
  );
}

/** Another workflow of the same Orcheo, by share link, id or handle. */
export function WorkflowForm({
  connection,
  onSave,
  onClose,
}: Omit<RowFormProps, 'onSave'> & { onSave: (connection: Connection, workflow: string) => Promise<void> }) {
  const [typed, setTyped] = useState(connection.workflow ?? '');
  const [problem, setProblem] = useState<StringKey>();
  const save = async () => {
    const workflow = readWorkflowReference(typed);
    setProblem(workflow === undefined ? 'connectWorkflowBad' : undefined);
    if (workflow === undefined) return false;
    await onSave(connection, workflow);
    return true;
  };
  return (
    <RowForm onClose={onClose} onSubmit={save}>
      <FormField
        label="connectWorkflow"
        hint="connectWorkflowHint"
        value={typed}
        problem={problem}
        onChange={setTyped}
      />
    </RowForm>
  );
}

export function RemoveForm({
  name,
  onRemove,
  onClose,
}: {
  name: string;
  onRemove: () => Promise<void>;
  onClose: () => void;
}) {
  return (
    <RowForm label={t('backEndRemove')} look="danger" onClose={onClose} onSubmit={onRemove}>
      <p>
        <Sentence id="backEndRemoveConfirm" values={[name]} />
      </p>
    </RowForm>
  );
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

function RowForm({ children, label, look, onSubmit, onClose }: RowFormShellProps) {
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
