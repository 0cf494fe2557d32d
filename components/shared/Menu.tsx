import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Icon } from './Icon';
import { nextMenuIndex } from '../../utils/shared/menu-keys';

export type MenuEntry =
  | {
      kind: 'item';
      label: ReactNode;
      /** Small text under the label. */
      note?: ReactNode;
      /** True or false draws a radio mark; absent: a plain command. */
      checked?: boolean;
      onSelect: () => void;
    }
  | { kind: 'line' }
  | { kind: 'heading'; label: string };

interface MenuProps {
  /** What the button shows. */
  children: ReactNode;
  /** Name of button and menu. */
  label: string;
  className?: string;
  entries: readonly MenuEntry[];
  tabIndex?: number;
  /** Entries may be added while it is open. */
  onOpen?: () => void;
}

/**
 * Menu button as WAI-ARIA describes it (https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/): arrows, Home, End,
 * first letters, Escape. A native popover brings top layer and closing by a press elsewhere.
 */
export function Menu({ children, label, className, entries, tabIndex, onOpen }: MenuProps) {
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('.menu-item') ?? [])];
  const show = (from: 'first' | 'last') => {
    onOpen?.();
    if (button.current) menu.current?.showPopover({ source: button.current });
    const list = items();
    (from === 'first' ? (list.find((item) => item.ariaChecked === 'true') ?? list[0]) : list.at(-1))?.focus();
  };
  const close = () => {
    menu.current?.hidePopover();
    button.current?.focus();
  };

  useEffect(() => {
    const element = menu.current;
    const follow = (event: ToggleEvent) => setOpen(event.newState === 'open');
    element?.addEventListener('toggle', follow);
    return () => element?.removeEventListener('toggle', follow);
  }, []);

  const onButtonKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    event.stopPropagation();
    show(event.key === 'ArrowDown' ? 'first' : 'last');
  };
  const onMenuKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault();
      close();
      return;
    }
    const list = items();
    const names = list.map((item) => item.textContent);
    const next = nextMenuIndex(event.key, list.indexOf(document.activeElement as HTMLElement), names);
    if (next === undefined) return;
    event.preventDefault();
    list[next]?.focus();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className ?? 'button button-icon'}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        aria-label={label}
        title={label}
        tabIndex={tabIndex}
        popoverTarget={id}
        onClick={(event) => {
          event.preventDefault();
          if (open) close();
          else show('first');
        }}
        onKeyDown={onButtonKey}
      >
        {children}
      </button>
      <div ref={menu} id={id} className="menu" role="menu" aria-label={label} popover="auto" onKeyDown={onMenuKey}>
        {entries.map((entry, index) => (
          <MenuRow key={index} entry={entry} close={close} />
        ))}
      </div>
    </>
  );
}

function MenuRow({ entry, close }: { entry: MenuEntry; close: () => void }) {
  if (entry.kind === 'line') return <hr className="menu-line" />;
  if (entry.kind === 'heading') {
    return (
      <div className="menu-heading" role="presentation">
        {entry.label}
      </div>
    );
  }
  const radio = entry.checked !== undefined;
  return (
    <button
      type="button"
      className="menu-item"
      role={radio ? 'menuitemradio' : 'menuitem'}
      aria-checked={radio ? entry.checked : undefined}
      tabIndex={-1}
      onClick={() => {
        close();
        entry.onSelect();
      }}
    >
      {radio && <span className="menu-mark">{entry.checked && <Icon name="check" />}</span>}
      <span className="menu-item-text">
        {entry.label}
        {entry.note !== undefined && <span className="menu-item-note">{entry.note}</span>}
      </span>
    </button>
  );
}
