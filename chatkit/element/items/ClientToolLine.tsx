import type { ThreadItem } from '../../protocol/items';
import type { Translate } from '../strings';
import { Icon } from '../icons/icons';

type ClientToolCall = Extract<ThreadItem, { type: 'client_tool_call' }>;

/** What the client answers for a tool that it does not have, or that failed (`client/client-tool.ts`). */
const hasFailed = ({ output }: ClientToolCall): boolean =>
  typeof output === 'object' && output !== null && 'error' in output && typeof output.error === 'string';

/**
 * A step that ran in the reader's page, in one quiet line: its name in words, never its data. One that nobody runs, because
 * there is no such tool here or the page was left meanwhile, says that it was not done.
 */
export function ClientToolLine({
  item,
  isRunning,
  t,
}: {
  item: ClientToolCall;
  /** The server waits for it, and the host's tool is at work or about to be. */
  isRunning: boolean;
  t: Translate;
}) {
  const words = item.name.replace(/[_-]+/g, ' ').slice(0, 80);
  const spins = item.status === 'pending' && isRunning;
  const done = item.status === 'completed' && !hasFailed(item);
  return (
    <ul className="steps-list" dir="auto">
      <li className="step" data-status={spins ? 'loading' : done ? 'complete' : 'none'}>
        <span className="step-mark">
          {spins ? (
            <span className="step-turn" role="progressbar" aria-label={t('working')} />
          ) : done ? (
            <Icon name="check" />
          ) : (
            <span className="step-dot" />
          )}
        </span>
        <span>{t(spins ? 'toolRuns' : done ? 'toolRan' : 'toolNotRun', words)}</span>
      </li>
    </ul>
  );
}
