import { Fragment, useLayoutEffect, useRef, type RefObject } from 'react';
import type { TaggedText } from './tags';

/**
 * Draws what is a tag behind the field's own text: a mirror with the same type and measures, its words transparent.
 * The field stays a plain one, so input methods, undo and screen readers work as everywhere.
 */
export function TagMirror({ tagged, field }: { tagged: TaggedText; field: RefObject<HTMLTextAreaElement | null> }) {
  const mirror = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    const copy = mirror.current;
    if (!element || !copy) return;
    const follow = () => {
      // Without the scroll bar, where there is one.
      copy.style.inlineSize = `${element.clientWidth}px`;
      copy.scrollTop = element.scrollTop;
    };
    follow();
    element.addEventListener('scroll', follow, { passive: true });
    const observer = new ResizeObserver(follow);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', follow);
      observer.disconnect();
    };
  }, [field, tagged]);
  const { text, tags } = tagged;
  let at = 0;
  return (
    <div ref={mirror} className="tag-mirror" dir="auto" aria-hidden="true">
      {tags.map(({ start, end, tag }) => {
        const before = text.slice(at, start);
        at = end;
        return (
          <Fragment key={start}>
            {before}
            <span data-tag={tag.id}>{text.slice(start, end)}</span>
          </Fragment>
        );
      })}
      {text.slice(at)}
    </div>
  );
}
