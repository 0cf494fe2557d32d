import type { ItemUpdate } from './events';
import type { AssistantContent, AssistantMessageItem, ThreadItem } from './items';

const emptyPart = (): AssistantContent => ({ type: 'output_text', text: '', annotations: [] });

/** A malicious or broken index must not make us allocate: no answer has more parts than this. */
const MAX_PARTS = 1_000;

/**
 * One update of a streaming item. An update that does not fit the item's type leaves it as it is.
 * Rules: `_apply_assistant_message_update` of chatkit-python (docs/chatkit.md, fact 7).
 */
export function applyUpdate(item: ThreadItem, update: ItemUpdate): ThreadItem {
  switch (update.type) {
    case 'assistant_message.content_part.added':
    case 'assistant_message.content_part.text_delta':
    case 'assistant_message.content_part.annotation_added':
    case 'assistant_message.content_part.done':
      return item.type === 'assistant_message' ? applyToMessage(item, update) : item;
    case 'widget.root.updated':
      return item.type === 'widget' ? { ...item, widget: update.widget } : item;
    case 'widget.component.updated':
      return item.type === 'widget'
        ? { ...item, widget: mapComponent(item.widget, update.component_id, () => update.component) }
        : item;
    case 'widget.streaming_text.value_delta':
      return item.type === 'widget'
        ? {
            ...item,
            widget: mapComponent(item.widget, update.component_id, (component) => ({
              ...component,
              value: `${typeof component.value === 'string' ? component.value : ''}${update.delta}`,
              streaming: !update.done,
            })),
          }
        : item;
    case 'workflow.task.added':
    case 'workflow.task.updated': {
      if (item.type !== 'workflow') return item;
      const tasks = [...item.workflow.tasks];
      tasks[Math.min(update.task_index, tasks.length)] = update.task;
      return { ...item, workflow: { ...item.workflow, tasks } };
    }
    case 'generated_image.updated':
      return item.type === 'generated_image' ? { ...item, image: update.image, progress: update.progress } : item;
  }
}

type MessageUpdate = Extract<ItemUpdate, { type: `assistant_message.${string}` }>;

function applyToMessage(item: AssistantMessageItem, update: MessageUpdate): AssistantMessageItem {
  if (update.content_index >= MAX_PARTS) return item;
  const content = [...item.content];
  while (content.length <= update.content_index) content.push(emptyPart());
  const part = content[update.content_index] ?? emptyPart();
  content[update.content_index] = changePart(part, update);
  return { ...item, content };
}

function changePart(part: AssistantContent, update: MessageUpdate): AssistantContent {
  switch (update.type) {
    case 'assistant_message.content_part.added':
      return update.content;
    case 'assistant_message.content_part.text_delta':
      return { ...part, text: part.text + update.delta };
    case 'assistant_message.content_part.done':
      // chatkit-python's agents bridge sends no annotations here; the ones that came before stay until the item is done.
      return update.content.annotations.length > 0
        ? update.content
        : { ...update.content, annotations: part.annotations };
    case 'assistant_message.content_part.annotation_added': {
      const repeated = JSON.stringify(part.annotations[update.annotation_index]) === JSON.stringify(update.annotation);
      return repeated
        ? part
        : { ...part, annotations: part.annotations.toSpliced(update.annotation_index, 0, update.annotation) };
    }
  }
}

type Component = { type: string; [key: string]: unknown };

/** Deepest widget tree we follow; deeper components are left as they are. */
const MAX_DEPTH = 60;

function mapComponent(node: Component, id: string, change: (component: Component) => Component, depth = 0): Component {
  if (node.id === id) return change(node);
  if (depth > MAX_DEPTH || !Array.isArray(node.children)) return node;
  let changed = false;
  const children = node.children.map((child: unknown) => {
    if (typeof child !== 'object' || child === null || !('type' in child)) return child;
    const next = mapComponent(child as Component, id, change, depth + 1);
    changed ||= next !== child;
    return next;
  });
  return changed ? { ...node, children } : node;
}
