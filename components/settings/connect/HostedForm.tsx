import { useState } from 'react';
import { parseAddress } from '../../../utils/connection/address';
import type { ConnectionDraft } from '../../../utils/backend/descriptor';
import { originsOf } from '../../../utils/connection/origins';
import { isHostedWorkflowId } from '../../../utils/backend/workflow';
import { type StringKey, t } from '../../../utils/shared/strings';
import { ConnectForm } from './ConnectForm';
import { FormField } from './FormField';

interface HostedFormProps {
  host: string;
  draft: ConnectionDraft;
  onFilledIn: (draft: ConnectionDraft) => void;
  onCancel: () => void;
}

type Problems = Partial<Record<'workflow' | 'frame', StringKey>>;

/** For a service that makes OpenAI-hosted sessions: the workflow, and the page that holds OpenAI's window. */
export function HostedForm({ host, draft, onFilledIn, onCancel }: HostedFormProps) {
  const [name, setName] = useState(draft.name);
  const [workflow, setWorkflow] = useState(draft.workflow ?? '');
  const [frame, setFrame] = useState(draft.frameUrl ?? '');
  const [problems, setProblems] = useState<Problems>({});

  const press = () => {
    const id = workflow.trim();
    const page = parseAddress(frame);
    const found: Problems = {
      ...(!isHostedWorkflowId(id) && { workflow: 'connectHostedWorkflowBad' }),
      ...(!page.ok && { frame: page.problem }),
    };
    setProblems(found);
    if (!page.ok || Object.keys(found).length > 0) return;
    const filled = { ...draft, name: name.trim().slice(0, 60) || host.slice(0, 60), workflow: id, frameUrl: page.url };
    onFilledIn({ ...filled, origins: originsOf(filled) });
  };
  return (
    <ConnectForm why="connectHosted" about={host} onPress={press} onCancel={onCancel}>
      <p className="note">{t('hostedEnds')}</p>
      <FormField label="connectFormName" value={name} onChange={setName} dir="auto" maxLength={60} />
      <FormField label="connectHostedWorkflow" value={workflow} onChange={setWorkflow} problem={problems.workflow} />
      <FormField
        label="connectHostedFrame"
        hint="connectHostedFrameHint"
        value={frame}
        onChange={setFrame}
        inputMode="url"
        problem={problems.frame}
      />
    </ConnectForm>
  );
}
