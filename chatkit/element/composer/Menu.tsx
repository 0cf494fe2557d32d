import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { NamedIcon } from '../icons/NamedIcon';

export interface MenuLine {
  id: string;
  label: string;
  description?: string;
  icon?: string;
  disabled?: boolean;
  checked: boolean;
}

const next = (key: string, at: number, count: number): number | undefined =>
  ({ ArrowDown: (at + 1) % count, ArrowUp: (at - 1 + count) % count, Home: 0, End: count - 1 })[key];

/** A button with a menu of choices above the composer. Arrows move, Escape goes back to the button, Tab leaves. */
export function Menu({
  label,
  title,
  className = '',
  lines,
  onChoose,
  children,
}: {
  /** The button's name; the menu's is `title`. */
  label: string;
  title: string;
  className?: string;
  lines: readonly MenuLine[];
  onChoose: (id: string) => void;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitemradio"]') ?? [])];

  useEffect(() => {
    if (!open) return;
    const all = [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitemradio"]') ?? [])];
    (all.find(({ ariaChecked }) => ariaChecked === 'true') ?? all[0])?.focus();
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
      return;
    }
    if (event.key === 'Tab') return setOpen(false);
    const all = items();
    const at = all.indexOf(event.target as HTMLElement);
    const goal = next(event.key, at, all.length);
    if (goal === undefined) return;
    event.preventDefault();
    all[goal]?.focus();
  };
  return (
    <div
      className={`menu-place ${className}`}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (open && !currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className="choice"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open ? (
        <div ref={menu} id={id} className="menu" role="menu" aria-label={title} onKeyDown={onKeyDown}>
          {lines.map((line) => (
            <button
              key={line.id}
              type="button"
              role="menuitemradio"
              aria-checked={line.checked}
              // Not `disabled`: the arrows must still reach it, so that its words can be read.
              aria-disabled={line.disabled || undefined}
              tabIndex={-1}
              onClick={() => {
                if (line.disabled) return;
                onChoose(line.id);
                close();
              }}
            >
              {line.icon === undefined ? null : <NamedIcon name={line.icon} />}
              <span className="line-words">
                <span dir="auto">{line.label}</span>
                {line.description === undefined ? null : (
                  <span className="note" dir="auto">
                    {line.description}
                  </span>
                )}
              </span>
              {line.checked ? <NamedIcon name="check" /> : null}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
