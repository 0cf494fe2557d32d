import type { FormEvent } from 'react';
import { cssColor } from './colors';
import { cssSize, cssSpace, flexStyle } from './measures';
import { useAction } from './context';
import type { PartProps } from './part-props';

export function Box({ component, children }: PartProps<'Box' | 'Row' | 'Col'>) {
  const kind = component.type === 'Row' || component.direction === 'row' ? 'row' : 'col';
  return (
    <div className={`w-flex w-${kind}`} data-kind={component.type} style={flexStyle({ ...component, direction: kind })}>
      {children}
    </div>
  );
}

/** Fields with one action for their submission. The browser checks them first and says what is missing. */
export function Form({ component, children }: PartProps<'Form'>) {
  const { run } = useAction(component.onSubmitAction, 'form');
  const kind = component.direction ?? 'col';
  return (
    <form className={`w-flex w-${kind}`} style={flexStyle({ ...component, direction: kind })} onSubmit={onSubmit(run)}>
      {children}
    </form>
  );
}

/** Nothing is ever sent by the form itself: its values go into an action. */
export const onSubmit = (run: (from: Element) => void) => (event: FormEvent<HTMLFormElement>) => {
  event.preventDefault();
  event.stopPropagation();
  // From within, so that the nearest form is this one.
  run(event.currentTarget);
};

export function Divider({ component: { color, size, spacing, flush } }: PartProps<'Divider'>) {
  return (
    <hr
      className="w-divider"
      data-flush={flush || undefined}
      style={{
        borderColor: cssColor(color, 'border'),
        borderBlockStartWidth: cssSize(size, 16),
        marginBlock: cssSpace(spacing),
      }}
    />
  );
}

export const Spacer = ({ component: { minSize } }: PartProps<'Spacer'>) => (
  <div className="w-spacer" style={{ minInlineSize: cssSize(minSize), minBlockSize: cssSize(minSize) }} />
);

/** Without motion: nothing in this element moves (docs/decisions/element.md). */
export const Transition = ({ children }: PartProps<'Transition'>) => children;
