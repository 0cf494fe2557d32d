import { LIMITS } from './budget';
import { componentSchema, type Component } from './schema';

/** A component that can be drawn, with its children. Keeps its identity while nothing in it changes. */
export interface WidgetNode {
  component: Component;
  /** Unique among its siblings, and the same from one state of the widget to the next. */
  key: string;
  children: readonly WidgetNode[];
}

export interface ReadWidget {
  root: WidgetNode | null;
  /** Something was beyond the bounds of `LIMITS` and is not drawn. */
  isCut: boolean;
}

/** Reads one widget again and again while it changes. */
export type WidgetReader = (raw: unknown) => ReadWidget;

const ROOTS = new Set<Component['type']>(['Card', 'ListView', 'Basic']);

export function createWidgetReader(): WidgetReader {
  const known = new WeakMap<object, { component: Component | null; node: WidgetNode | null }>();
  let left = 0;
  let isCut = false;

  const readChildren = (raw: object, depth: number): readonly WidgetNode[] => {
    const { children } = raw as { children?: unknown };
    // `Transition` holds one child, not a list.
    const list: readonly unknown[] = Array.isArray(children) ? children : children === undefined ? [] : [children];
    const nodes: WidgetNode[] = [];
    const keys = new Set<string>();
    for (const [place, child] of list.entries()) {
      if (left <= 0) {
        isCut = true;
        break;
      }
      const node = read(child, depth + 1, place);
      if (!node) continue;
      if (keys.has(node.key)) nodes.push({ ...node, key: `${place}` });
      else nodes.push(node);
      keys.add(nodes.at(-1)?.key ?? '');
    }
    return nodes;
  };

  const read = (raw: unknown, depth: number, place: number): WidgetNode | null => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null;
    if (depth > LIMITS.depth || left <= 0) {
      isCut = true;
      return null;
    }
    left -= 1;
    let entry = known.get(raw);
    if (!entry) known.set(raw, (entry = { component: readComponent(raw), node: null }));
    const { component, node: before } = entry;
    if (!component) return null;
    const key = keyOf(raw, place);
    const children = readChildren(raw, depth);
    const same =
      before?.key === key &&
      before.children.length === children.length &&
      children.every((child, index) => child === before.children[index]);
    return same ? before : (entry.node = { component, key, children });
  };

  return (raw) => {
    left = LIMITS.components;
    isCut = false;
    const node = read(raw, 0, 0);
    // A component without a root is drawn as if it stood in a plain one.
    const root =
      node && !ROOTS.has(node.component.type) ? { component: plain('Basic', {}), key: 'root', children: [node] } : node;
    return { root, isCut };
  };
}

/** What is not known, or lacks what it cannot be drawn without, gives its words and its children. */
function readComponent(raw: object): Component | null {
  const parsed = componentSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const { children, value, label, text } = raw as Record<string, unknown>;
  if (children !== undefined && children !== null) return plain('Col', {});
  const words = [value, label, text].find((candidate) => typeof candidate === 'string' && candidate.trim() !== '');
  return words === undefined ? null : plain('Text', { value: words });
}

const plain = (type: Component['type'], fields: object): Component => componentSchema.parse({ type, ...fields });

function keyOf(raw: object, place: number): string {
  const { key, id } = raw as { key?: unknown; id?: unknown };
  const given = typeof key === 'string' || typeof key === 'number' ? key : typeof id === 'string' ? id : undefined;
  return given === undefined ? `${place}` : `:${given}`;
}

/** The words of a node and what is in it, in order: the name of a row that is a button, and what Copy takes. */
export function textOfNode({ component, children }: WidgetNode): string {
  const own =
    'value' in component
      ? component.value
      : 'label' in component && component.label !== undefined
        ? component.label
        : component.type === 'Image'
          ? (component.alt ?? '')
          : '';
  const separator = component.type === 'Row' ? ' ' : '\n';
  return [own, ...children.map(textOfNode)].filter((text) => text !== '').join(separator);
}
