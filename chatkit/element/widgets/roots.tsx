import { useId, useLayoutEffect, useRef, useState } from 'react';
import { flexStyle } from './measures';
import { textOfNode } from './read';
import type { ComponentOf } from './schema';
import { imageTarget } from '../markdown/addresses';
import { MessageImage } from '../markdown/MessageImage';
import { NamedIcon } from '../icons/NamedIcon';
import { useAction, useWidget } from './context';
import { onSubmit } from './layout';
import type { PartProps } from './part-props';

/** The line above a card or a list. A favicon is shown only where its host may be asked anyway. */
function Status({ status }: { status: ComponentOf<'Card'>['status'] }) {
  const { environment } = useWidget();
  if (!status) return null;
  const target = status.favicon ? imageTarget(status.favicon, environment.images.apiOrigin) : null;
  const shown = target !== null && environment.images.isAllowed(target.host);
  return (
    <p className="w-status" dir="auto">
      {shown && status.favicon ? (
        <span className="w-favicon" data-frame={status.frame || undefined} aria-hidden="true">
          <MessageImage href={status.favicon} alt="" environment={environment} inline />
        </span>
      ) : status.icon ? (
        <NamedIcon name={status.icon} />
      ) : null}
      {status.text}
    </p>
  );
}

/** A card; with `asForm` its fields are checked and their values go with its confirmation. */
export function Card({ component, children }: PartProps<'Card'>) {
  const { t } = useWidget();
  const { size = 'md', status, collapsed = false, theme, asForm, confirm, cancel } = component;
  const confirmed = useAction(confirm?.action, 'card');
  const cancelled = useAction(cancel?.action, 'card');
  // A server collapses a card when its action is done; the reader may look again.
  const [isOpen, setOpen] = useState(!collapsed);
  const [before, setBefore] = useState(collapsed);
  if (before !== collapsed) {
    setBefore(collapsed);
    setOpen(!collapsed);
  }
  const id = useId();
  const body = (
    <>
      <div className="w-flex w-col w-body" style={flexStyle({ ...component, direction: component.direction ?? 'col' })}>
        {children}
      </div>
      {confirm || cancel ? (
        <div className="w-footer">
          {cancel ? (
            <button
              type="button"
              className="w-button"
              data-variant="outline"
              data-color="secondary"
              aria-disabled={cancelled.isRunning || undefined}
              onClick={(event) => cancelled.run(event.currentTarget)}
            >
              {cancel.label}
            </button>
          ) : null}
          {confirm ? (
            <button
              type={asForm ? 'submit' : 'button'}
              className="w-button"
              data-variant="solid"
              data-color="primary"
              aria-disabled={confirmed.isRunning || undefined}
              onClick={asForm ? undefined : (event) => confirmed.run(event.currentTarget)}
            >
              {confirm.label}
            </button>
          ) : null}
        </div>
      ) : null}
    </>
  );
  return (
    <div className="w-card" data-size={size} data-theme={theme}>
      <Status status={status} />
      {collapsed ? (
        <button
          type="button"
          className="text-button w-more"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'hideDetails' : 'showDetails')}
        </button>
      ) : null}
      <div id={id} hidden={!isOpen}>
        {asForm ? <form onSubmit={onSubmit(confirmed.run)}>{body}</form> : body}
      </div>
    </div>
  );
}

/** Rows shown of a list whose limit is `auto`. */
const MAX_AUTO_ITEMS = 6;

export function ListView({ component: { limit, status, theme }, children }: PartProps<'ListView'>) {
  const { t } = useWidget();
  const [isWhole, setWhole] = useState(false);
  const most = limit === 'auto' ? MAX_AUTO_ITEMS : (limit ?? Infinity);
  const shown = isWhole ? children : children.slice(0, most);
  const left = children.length - shown.length;
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    // The pressed button goes away: its reader is at the first of the rows it brought.
    if (isWhole) (list.current?.children[most] as HTMLElement | undefined)?.focus();
  }, [isWhole, most]);
  return (
    <div className="w-card w-list" data-size="full" data-theme={theme}>
      <Status status={status} />
      <ul ref={list}>
        {shown.map((child) => (
          <li key={child.key} tabIndex={-1}>
            {child}
          </li>
        ))}
      </ul>
      {left > 0 ? (
        <button type="button" className="text-button w-more" onClick={() => setWhole(true)}>
          {t('showMore', String(left))}
        </button>
      ) : null}
    </div>
  );
}

/** A row; one with an action is a button under its content, so that controls in the content stay their own. */
export function ListItem({
  component: { onClickAction, gap, align = 'center' },
  self,
  children,
}: PartProps<'ListViewItem'>) {
  const { isRunning, run } = useAction(onClickAction, 'press');
  return (
    <div className="w-row-item" aria-busy={isRunning}>
      {onClickAction ? (
        <button
          type="button"
          className="w-row-press"
          aria-label={textOfNode(self).replaceAll('\n', ' ').slice(0, 300)}
          aria-disabled={isRunning || undefined}
          onClick={(event) => run(event.currentTarget)}
        />
      ) : null}
      <div className="w-flex w-row" style={flexStyle({ direction: 'row', gap: gap ?? 3, align })}>
        {children}
      </div>
    </div>
  );
}

/** A root without a frame of its own; may hold other roots. */
export const Basic = ({ component, children }: PartProps<'Basic'>) => (
  <div className="w-basic" data-theme={component.theme}>
    <div className="w-flex" style={flexStyle({ ...component, direction: component.direction ?? 'col' })}>
      {children}
    </div>
  </div>
);
