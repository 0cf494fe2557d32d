import { useState } from 'react';
import type { ConnectionDraft } from '../../../utils/backend/descriptor';
import { orcheoBase } from '../../../utils/backend/kinds/orcheo-address';
import type { ErrorCode } from '../../../utils/shared/errors';
import { type StringKey, t } from '../../../utils/shared/strings';
import { ConnectForm } from './ConnectForm';
import { FormField } from './FormField';
import { type OrcheoEntry, type OrcheoField, orcheoOutcome } from '../../../utils/settings-page/orcheo-entry';

interface OrcheoFormProps {
  host: string;
  reason: ErrorCode;
  draft: ConnectionDraft;
  /** A published workflow at this address: look there. Called in the tick of the press. */
  onLook: (address: string) => void;
  onFilledIn: (draft: ConnectionDraft) => void;
  onCancel: () => void;
}

/** Why the reader is asked; else the address names no workflow. */
const whys: Partial<Record<ErrorCode, StringKey>> = {
  FORBIDDEN: 'connectOrcheoPrivate',
  NOT_FOUND: 'connectOrcheoStudio',
};

const whyForm = (reason: ErrorCode, { tokenUrl }: ConnectionDraft): StringKey =>
  tokenUrl === undefined ? (whys[reason] ?? 'connectOrcheo') : 'connectOrcheoVends';

/**
 * For an Orcheo server whose address names no workflow, a private one, or the Studio's host alone
 * (docs/interface.md 24).
 */
export function OrcheoForm({ host, reason, draft, onLook, onFilledIn, onCancel }: OrcheoFormProps) {
  const [entry, setEntry] = useState<OrcheoEntry>({
    // The Studio's own host is the one place where the API is not; a token proxy says nothing of it.
    api: reason === 'NOT_FOUND' || draft.tokenUrl !== undefined ? '' : orcheoBase(draft.apiUrl),
    workflow: draft.workflow ?? '',
    token: draft.tokenUrl ?? '',
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
    <ConnectForm why={whyForm(reason, draft)} about={host} onPress={press} onCancel={onCancel}>
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
        <>
          <label className="switch">
            <input
              type="checkbox"
              checked={entry.keyed}
              onChange={(event) => set({ keyed: event.currentTarget.checked })}
            />
            {t('connectFormAuth')}
          </label>
          <p>{t('connectOrcheoShared')}</p>
        </>
      )}
    </ConnectForm>
  );
}
