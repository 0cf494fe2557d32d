import type { Entity } from '@openai/chatkit';
import { useCallback, useContext, useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { MarkdownEnvironment } from '../markdown/environment';
import { useStore } from '../shared/use-store';
import { EntityPreviewPart } from './preview-part';

/** A pointer that only passes by asks for nothing; one that leaves may still reach the preview. */
const OPEN_AFTER_MS = 250;
const CLOSE_AFTER_MS = 200;

/**
 * An entity in a message: plain words, or a button where the host does something with it. Its preview comes on hover and
 * on focus, stays while the pointer is on it, and goes with Escape (WCAG 1.4.13).
 */
export function EntityButton({
  entity,
  environment,
  className,
  label,
  children = entity.title,
}: {
  entity: Entity;
  environment: Omit<MarkdownEnvironment, 'sourceOf'>;
  className: string;
  /** The button's name, where its words alone say too little. */
  label?: string;
  children?: ReactNode;
}) {
  const { onClick, preview } = environment.entities ?? {};
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [widget, setWidget] = useState<unknown>(null);
  const [isOpen, setOpen] = useState(false);
  const latest = useRef(entity);
  latest.current = entity;
  const previewPart = useContext(EntityPreviewPart);
  const Preview = useStore(previewPart)?.EntityPreview;
  useEffect(() => () => clearTimeout(timer.current), []);

  const later = useCallback((open: boolean, afterMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(open), afterMs);
  }, []);
  useEffect(() => {
    if (!isOpen || widget !== null || !preview) return;
    let current = true;
    // Without a preview nothing is missing: the entity's own text is still shown.
    Promise.all([preview(latest.current), previewPart.load()]).then(
      ([found]) => current && setWidget(found),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [isOpen, widget, preview, previewPart]);

  if (!entity.interactive || (!onClick && !preview)) return <span className={className}>{children}</span>;
  const shows = isOpen && widget !== null && Preview !== undefined;
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-describedby={shows ? id : undefined}
        onClick={() => onClick?.(entity)}
        onPointerEnter={() => later(true, OPEN_AFTER_MS)}
        onPointerLeave={() => later(false, CLOSE_AFTER_MS)}
        onFocus={() => later(true, OPEN_AFTER_MS)}
        onBlur={() => later(false, 0)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !isOpen) return;
          event.preventDefault();
          event.stopPropagation();
          later(false, 0);
        }}
      >
        {children}
      </button>
      {shows && button.current ? (
        <Preview
          id={id}
          anchor={button.current}
          widget={widget}
          environment={environment}
          onPointerEnter={() => later(true, 0)}
          onPointerLeave={() => later(false, CLOSE_AFTER_MS)}
        />
      ) : null}
    </>
  );
}
