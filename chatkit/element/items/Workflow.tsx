import { useId, useState } from 'react';
import type { ThreadItem } from '../../protocol/items';
import { inWords } from './durations';
import type { Translate } from '../strings';
import { Icon } from '../icons/icons';
import type { MarkdownEnvironment } from '../markdown/environment';
import { NamedIcon } from '../icons/NamedIcon';
import { Step, taskTitle } from './Step';

type Item = Extract<ThreadItem, { type: 'workflow' }>;

/** Steps behind one line: what is being done now, or what was done and how long it took. Opens by a press. */
export function Workflow({
  item: { workflow },
  isRunning,
  environment,
}: {
  item: Item;
  isRunning: boolean;
  environment: MarkdownEnvironment;
}) {
  const { t } = environment;
  // Until the reader says otherwise the server decides.
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isOpen = chosen ?? workflow.expanded;
  const id = useId();
  const icon = workflow.summary && 'title' in workflow.summary ? workflow.summary.icon : undefined;
  const label = headline(workflow, isRunning, t);
  return (
    <div className="steps" dir="auto">
      <button
        type="button"
        className="steps-head"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setChosen(!isOpen)}
      >
        <span className="steps-arrow">
          <Icon name="back" />
        </span>
        {isRunning ? (
          <span className="step-turn" role="progressbar" aria-label={t('working')} />
        ) : icon ? (
          <NamedIcon name={icon} />
        ) : null}
        <span>{label}</span>
      </button>
      <ul id={id} className="steps-list" hidden={!isOpen}>
        {isOpen
          ? workflow.tasks.map((task, index) => <Step key={index} task={task} environment={environment} />)
          : null}
      </ul>
    </div>
  );
}

function headline({ type, tasks, summary }: Item['workflow'], isRunning: boolean, t: Translate): string {
  const isThought = type === 'reasoning';
  if (isRunning && !summary) {
    const now = tasks.findLast(({ status_indicator }) => status_indicator === 'loading') ?? tasks.at(-1);
    return (now && now.type !== 'thought' ? taskTitle(now, t) : now?.title) || t(isThought ? 'thinking' : 'working');
  }
  if (summary && 'title' in summary) return summary.title;
  if (summary) return t(isThought ? 'thoughtFor' : 'workedFor', inWords(summary.duration, t.locale));
  return isThought ? t('thought') : t('steps', String(tasks.length));
}
