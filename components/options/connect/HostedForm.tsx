import { type InputHTMLAttributes, useId, useState } from 'react';
import { parseAddress } from '../../../utils/connection/address';
import type { ConnectionDraft } from '../../../utils/connection/descriptor';
import { originsOf } from '../../../utils/connection/origins';
import { isWorkflowId } from '../../../utils/connection/workflow';
import { type StringKey, t } from '../../../utils/strings';
import { Button } from '../../shared/Button';
import { Sentence } from '../../shared/Sentence';

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
      ...(!isWorkflowId(id) && { workflow: 'connectHostedWorkflowBad' }),
      ...(!page.ok && { frame: page.problem }),
    };
    setProblems(found);
    if (!page.ok || Object.keys(found).length > 0) return;
    const filled = { ...draft, name: name.trim().slice(0, 60) || host.slice(0, 60), workflow: id, frameUrl: page.url };
    onFilledIn({ ...filled, origins: originsOf(filled) });
  };
  return (
    <form
      className="panel-box"
      onSubmit={(event) => {
        event.preventDefault();
        press();
      }}
    >
      <p>
        <Sentence id="connectHosted" values={[host]} />
      </p>
      <p className="note">{t('hostedEnds')}</p>
      <Field label={t('connectFormName')} value={name} onText={setName} dir="auto" maxLength={60} />
      <Field
        label={t('connectHostedWorkflow')}
        value={workflow}
        onText={setWorkflow}
        dir="ltr"
        problem={problems.workflow}
      />
      <Field
        label={t('connectHostedFrame')}
        value={frame}
        onText={setFrame}
        dir="ltr"
        inputMode="url"
        problem={problems.frame}
        hint={t('connectHostedFrameHint')}
      />
      <div className="row">
        <Button look="primary" type="submit">
          {t('connectButton')}
        </Button>
        <Button onClick={onCancel}>{t('optionsCancel')}</Button>
      </div>
    </form>
  );
}

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  onText: (text: string) => void;
  problem?: StringKey | undefined;
  hint?: string;
}

function Field({ label, onText, problem, hint, ...input }: FieldProps) {
  const id = useId();
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-hint ${id}-problem`}
        onChange={(event) => onText(event.currentTarget.value)}
        {...input}
      />
      <p id={`${id}-hint`} className="note">
        {hint}
      </p>
      <p id={`${id}-problem`} className="danger" role="alert">
        {problem && t(problem)}
      </p>
    </div>
  );
}
