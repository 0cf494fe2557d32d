import { useId, useState } from 'react';
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
