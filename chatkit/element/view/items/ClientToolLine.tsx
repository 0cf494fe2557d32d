import type { ThreadItem } from '../../../protocol/items';
import type { Translate } from '../../strings';
import { Icon } from '../icons';

/** A step that ran in the reader's page, in one quiet line: its name in words, never its data. */
export function ClientToolLine({
  item: { name, status },
  t,
}: {
  item: Extract<ThreadItem, { type: 'client_tool_call' }>;
  t: Translate;
}) {
  const words = name.replace(/[_-]+/g, ' ').slice(0, 80);
  return (
    <ul className="steps-list" dir="auto">
      <li className="step" data-status={status === 'pending' ? 'loading' : 'complete'}>
        <span className="step-mark">
          {status === 'pending' ? (
            <span className="step-turn" role="progressbar" aria-label={t('working')} />
          ) : (
            <Icon name="check" />
          )}
        </span>
        <span>{t(status === 'pending' ? 'toolRuns' : 'toolRan', words)}</span>
      </li>
    </ul>
  );
}
