import { useEffect, useId, useState } from 'react';
import { withModel } from '../../../utils/backend/model/choose';
import { hostOf } from '../../../utils/connection/origins';
import type { Connection } from '../../../utils/connection/schema';
import { readWorkflowReference } from '../../../utils/backend/kinds/orcheo-address';
import { type StringKey, t } from '../../../utils/shared/strings';
import { Sentence } from '../../shared/Sentence';
import { FormField } from './FormField';
import { RowForm, type RowFormProps } from './RowForm';

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

/** Another model of the same server, as it lists them now. */
export function ModelForm({
  connection,
  modelsOf,
  onSave,
  onClose,
}: RowFormProps & { modelsOf: (connection: Connection) => Promise<string[]> }) {
  const id = useId();
  const [names, setNames] = useState<string[]>();
  const [failed, setFailed] = useState(false);
  const [name, setName] = useState(connection.model?.name ?? '');
  useEffect(() => {
    let isCurrent = true;
    modelsOf(connection).then(
      (found) => isCurrent && setNames(found),
      () => isCurrent && setFailed(true),
    );
    return () => {
      isCurrent = false;
    };
  }, [connection, modelsOf]);
  const offered = [...new Set([...(name === '' ? [] : [name]), ...(names ?? [])])];
  return (
    <RowForm onClose={onClose} onSubmit={() => onSave(name === '' ? connection : withModel(connection, name))}>
      <div className="labelled">
        <label htmlFor={id}>{t('modelsOfServer')}</label>
        <select
          id={id}
          className="field"
          dir="ltr"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        >
          {offered.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
        <p className="danger" role="alert">
          {failed && <Sentence id="noticeModelGone" values={[hostOf(connection.apiUrl)]} />}
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
