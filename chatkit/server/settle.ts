import { type Task, type ThreadItem } from '../protocol/items';

/**
 * A finished item: nothing in it says that it is still loading. A workflow without a summary gets its duration.
 * @param tookMs how long it was open
 * @returns undefined for an item that came to nothing (an image that was never made)
 */
export function settle(item: ThreadItem, tookMs: number): ThreadItem | undefined {
  switch (item.type) {
    case 'workflow': {
      const { workflow } = item;
      // Whole seconds: chatkit-python's type takes no other.
      const summary = workflow.summary ?? { duration: Math.round(tookMs / 1_000) };
      return { ...item, workflow: { ...workflow, summary, tasks: workflow.tasks.map(settleTask) } };
    }
    case 'task':
      return { ...item, task: settleTask(item.task) };
    case 'widget':
      return { ...item, widget: withoutStreaming(item.widget) };
    case 'generated_image':
      return item.image === undefined ? undefined : item;
    default:
      return item;
  }
}

const settleTask = (task: Task): Task =>
  task.status_indicator === 'loading' ? { ...task, status_indicator: 'complete' } : task;

/** Deepest widget tree that is followed; deeper components stay as they are. */
const MAX_DEPTH = 60;
type Component = { type: string; [key: string]: unknown };

function withoutStreaming(component: Component, depth = 0): Component {
  if (depth > MAX_DEPTH) return component;
  const settled = component.streaming === true ? { ...component, streaming: false } : component;
  if (!Array.isArray(settled.children)) return settled;
  return {
    ...settled,
    children: settled.children.map((child: unknown) =>
      typeof child === 'object' && child !== null && 'type' in child
        ? withoutStreaming(child as Component, depth + 1)
        : child,
    ),
  };
}
