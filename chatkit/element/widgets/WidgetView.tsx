import { useCallback, useId, useMemo, useRef, useState } from 'react';
import { loadingOf, withFormValues, type WidgetAction } from './actions';
import { collectValues, type ControlLike } from './form-values';
import { directionOf } from './direction';
import { createWidgetReader, textOfNode, type WidgetNode } from './read';
import type { ElementStringKey } from '../strings';
import widgetStyles from './widgets.css?inline';
import { createSheetRef } from '../shared/adopted-sheet';
import type { MarkdownEnvironment } from '../markdown/environment';
import { useKeptFocus } from '../shared/use-kept-focus';
import { WidgetScope, type WidgetContext } from './context';
import { Node } from './Node';

const adoptWidgetStyles = createSheetRef(widgetStyles);

/** An action as it leaves its widget: its payload holds the form's values. */
export type PressedAction = WidgetAction & { payload: Record<string, unknown> };

/**
 * A widget of the server, from its JSON. Nothing in the JSON is trusted: unknown parts are folded to their words, styles
 * come from tables, images wait for a press, and what goes beyond `LIMITS` is left out.
 */
export function WidgetView({
  widget,
  environment,
  onAction,
  onCollision,
}: {
  widget: unknown;
  environment: MarkdownEnvironment;
  /** Resolves with the sentence to show in the widget, or null. Without it the widget is a picture of itself. */
  onAction?: (action: PressedAction) => Promise<ElementStringKey | null>;
  /** Form values that an action's own payload names too. */
  onCollision?: (names: readonly string[]) => void;
}) {
  const { t } = environment;
  const [read] = useState(createWidgetReader);
  const { root, isCut } = useMemo(() => read(widget), [read, widget]);
  const uid = useId();
  const [waiting, setWaiting] = useState(0);
  const [problem, setProblem] = useState<ElementStringKey | null>(null);
  const isBusy = waiting > 0;
  const box = useRef<HTMLDivElement>(null);

  const perform = useCallback<WidgetContext['perform']>(
    async (action, place, from, own = {}) => {
      if (!onAction) return;
      const form = from.closest('form');
      const values = { ...(form ? collectValues(form.elements as unknown as Iterable<ControlLike>) : {}), ...own };
      const { payload, collisions } = withFormValues(action.payload, values);
      if (collisions.length > 0) onCollision?.(collisions);
      const holds = loadingOf(action, place) === 'container';
      setProblem(null);
      if (holds) setWaiting((count) => count + 1);
      setProblem(await onAction({ ...action, payload }));
      if (holds) setWaiting((count) => count - 1);
    },
    [onAction, onCollision],
  );
  const labelled = useMemo(() => new Set(root ? labelledIn(root) : []), [root]);
  const context = useMemo<WidgetContext>(
    () => ({ t, environment, uid, labelled, isBusy, perform }),
    [t, environment, uid, labelled, isBusy, perform],
  );
  // One direction for the whole: rows of one and words of the other would tear it apart.
  const direction = useMemo(() => (root ? directionOf(textOfNode(root)) : undefined), [root]);
  useKeptFocus(box, focusQuietly);

  if (!root) return null;
  return (
    <div
      ref={(node) => {
        box.current = node;
        adoptWidgetStyles(node);
      }}
      className="widget"
      dir={direction}
      aria-busy={isBusy}
      tabIndex={-1}
    >
      <WidgetScope value={context}>
        <Node node={root} />
      </WidgetScope>
      {/* Sentences of ours, in the reader's language: the widget may be in another, of the other direction. */}
      {isCut ? (
        <p className="note" dir="auto">
          {t('widgetCut')}
        </p>
      ) : null}
      {problem ? (
        <p className="widget-problem" role="alert" dir="auto">
          {t(problem)}
        </p>
      ) : null}
    </div>
  );
}

const focusQuietly = (box: HTMLElement) => box.focus({ preventScroll: true });

function* labelledIn({ component, children }: WidgetNode): Generator<string> {
  if (component.type === 'Label') yield component.fieldName;
  for (const child of children) yield* labelledIn(child);
}
