import { useLayoutEffect, useRef } from 'react';
import { safePattern } from './pattern';
import type { ComponentOf } from './schema';
import { useWidget } from './context';
import { fieldProps } from './field-props';
import { textProps } from './text-props';

/**
 * Text that the reader may change in place. It looks like the text it replaces and says by its edge that it is a field.
 * Text that streams into it is followed until the reader writes.
 */
export function EditableText({
  component,
  editable,
}: {
  component: ComponentOf<'Text'>;
  editable: NonNullable<ComponentOf<'Text'>['editable']>;
}) {
  const widget = useWidget();
  const field = useRef<HTMLTextAreaElement>(null);
  const touched = useRef(false);
  const { value, minLines } = component;
  useLayoutEffect(() => {
    if (field.current && !touched.current) field.current.value = value;
  }, [value]);
  const { className, style } = textProps('text', component);
  const pattern = safePattern(editable.pattern);
  return (
    <textarea
      ref={field}
      className={`${className} w-field w-editable`}
      style={style}
      defaultValue={value}
      rows={Math.max(1, Math.min(minLines ?? 1, 20))}
      {...fieldProps(widget, editable)}
      onChange={(event) => {
        touched.current = true;
        checkPattern(event.currentTarget, pattern, widget.t('fieldPattern'));
      }}
    />
  );
}

/** A `textarea` has no pattern of its own; the browser shows this sentence as it shows its own. */
export function checkPattern(field: HTMLTextAreaElement, pattern: string | null, sentence: string): void {
  const fits = pattern === null || field.value === '' || new RegExp(`^(?:${pattern})$`, 'v').test(field.value);
  field.setCustomValidity(fits ? '' : sentence);
}
