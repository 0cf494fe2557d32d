import { memo } from 'react';
import type { Task, ThreadItem } from '../../protocol/items';
import { MessageImage } from './markdown/MessageImage';
import type { SharedEnvironment } from './use-environment';

/** Items that are neither question nor answer, in their plain form: what they say as text. */
export const OtherItem = memo(function OtherItem({
  item,
  environment: shared,
}: {
  item: ThreadItem;
  environment: SharedEnvironment;
}) {
  const environment = { ...shared, sourceOf: () => undefined };
  switch (item.type) {
    case 'task':
      return <TaskLine task={item.task} />;
    case 'workflow': {
      const { summary, tasks } = item.workflow;
      return (
        <div className="workflow">
          {summary && 'title' in summary ? <p className="note">{summary.title}</p> : null}
          {tasks.map((task, index) => (
            <TaskLine key={index} task={task} />
          ))}
        </div>
      );
    }
    case 'widget': {
      const text = item.copy_text ?? foldText(item.widget);
      return text === '' ? null : (
        <div className="widget-text" dir="auto">
          {text}
        </div>
      );
    }
    case 'generated_image':
      return item.image ? (
        <div className="generated-image">
          <MessageImage href={item.image.url} alt="" environment={environment} />
        </div>
      ) : null;
    case 'structured_input':
      return (
        <ul className="widget-text">
          {item.inputs.map(({ id, question, answer }) => (
            <li key={id} dir="auto">
              {question} {answer?.values.join(', ')}
            </li>
          ))}
        </ul>
      );
    default:
      return null;
  }
});

function TaskLine({ task }: { task: Task }) {
  const title = task.title ?? ('content' in task ? task.content : undefined);
  return title === undefined || title === '' ? null : (
    <p className="task" data-status={task.status_indicator} dir="auto">
      {title}
    </p>
  );
}

/** Deepest widget that is read. */
const MAX_DEPTH = 30;

/** The words of a widget, in order: what a reader without a renderer for it still understands. */
function foldText(node: unknown, depth = 0): string {
  if (typeof node !== 'object' || node === null || depth > MAX_DEPTH) return '';
  const { value, label, children } = node as Record<string, unknown>;
  const own = [value, label].filter((text): text is string => typeof text === 'string' && text !== '');
  const below = Array.isArray(children) ? children.map((child: unknown) => foldText(child, depth + 1)) : [];
  return [...own, ...below].filter((text) => text !== '').join('\n');
}
