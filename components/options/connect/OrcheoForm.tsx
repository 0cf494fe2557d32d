import { useState } from 'react';
import type { ConnectionDraft } from '../../../utils/connection/descriptor';
import { orcheoBase } from '../../../utils/connection/kinds/orcheo-address';
import type { ErrorCode } from '../../../utils/errors';
import { type StringKey, t } from '../../../utils/strings';
import { ConnectForm } from './ConnectForm';
import { FormField } from './FormField';
import { type OrcheoEntry, type OrcheoField, orcheoOutcome } from './orcheo-entry';

interface OrcheoFormProps {
  host: string;
  reason: ErrorCode;
  draft: ConnectionDraft;
  /** A published workflow at this address: look there. Called in the tick of the press. */
  onLook: (address: string) => void;
  onFilledIn: (draft: ConnectionDraft) => void;
  onCancel: () => void;
}

/** For an Orcheo server whose address names no workflow, or a private one (UI.md 24). */
export function OrcheoForm({ host, reason, draft, onLook, onFilledIn, onCancel }: OrcheoFormProps) {
  const [entry, setEntry] = useState<OrcheoEntry>({
    api: orcheoBase(draft.apiUrl),
    workflow: draft.workflow ?? '',
    token: '',
    keyed: false,
  });
  const [problem, setProblem] = useState<{ field: OrcheoField; problem: StringKey }>();
  const set = (change: Partial<OrcheoEntry>) => setEntry({ ...entry, ...change });
  const problemOf = (field: OrcheoField) => (problem?.field === field ? problem.problem : undefined);

  const press = () => {
    const outcome = orcheoOutcome(entry, draft);
    setProblem('problem' in outcome ? outcome : undefined);
    if ('look' in outcome) onLook(outcome.look);
    if ('draft' in outcome) onFilledIn(outcome.draft);
  };

  return (
    <ConnectForm
      why={reason === 'FORBIDDEN' ? 'connectOrcheoPrivate' : 'connectOrcheo'}
      about={host}
      onPress={press}
      onCancel={onCancel}
    >
      <FormField
        label="connectOrcheoApi"
        hint="connectOrcheoApiHint"
        value={entry.api}
        problem={problemOf('api')}
        onChange={(api) => set({ api })}
      />
      <FormField
        label="connectWorkflow"
        hint="connectWorkflowHint"
        value={entry.workflow}
        problem={problemOf('workflow')}
        onChange={(workflow) => set({ workflow })}
      />
      <FormField
        label="connectOrcheoToken"
        value={entry.token}
        problem={problemOf('token')}
        onChange={(token) => set({ token })}
      />
      {entry.token.trim() !== '' && (
        <label className="switch">
          <input
            type="checkbox"
            checked={entry.keyed}
            onChange={(event) => set({ keyed: event.currentTarget.checked })}
          />
          {t('connectFormAuth')}
        </label>
      )}
    </ConnectForm>
  );
}
