import type { CSSProperties } from 'react';
import { cssColor } from '../../widgets/colors';
import { cssSize } from '../../widgets/layout';
import type { ComponentOf } from '../../widgets/schema';
import { Markdown } from '../markdown/Markdown';
import { controlId, useWidget } from './context';
import { EditableText } from './EditableText';
import type { PartProps } from './Node';

type TextFields = Pick<
  ComponentOf<'Title' | 'Caption' | 'Text' | 'Label'>,
  'color' | 'weight' | 'textAlign' | 'truncate' | 'maxLines' | 'size'
>;

/** Sizes and weights are classes; colours and line counts are styles from tables. */
export function textProps(kind: string, fields: TextFields): { className: string; style: CSSProperties } {
  const { color, weight, textAlign, truncate, maxLines, size } = fields;
  const clamped = !truncate && maxLines !== undefined && maxLines > 0;
  return {
    className: [
      `w-${kind}`,
      size && `w-${kind}-${size}`,
      weight && `w-weight-${weight}`,
      truncate && 'w-truncate',
      clamped && 'w-clamp',
    ]
      .filter(Boolean)
      .join(' '),
    style: { color: cssColor(color, 'text'), textAlign, WebkitLineClamp: clamped ? maxLines : undefined },
  };
}

export function Text({ component }: PartProps<'Text'>) {
  const { editable, value, italic, lineThrough, width, minLines } = component;
  const { className, style } = textProps('text', component);
  if (editable) return <EditableText component={component} editable={editable} />;
  return (
    <p
      className={className}
      dir="auto"
      style={{
        ...style,
        fontStyle: italic ? 'italic' : undefined,
        textDecoration: lineThrough ? 'line-through' : undefined,
        inlineSize: cssSize(width),
        minBlockSize: minLines ? `${Math.min(minLines, 50)}lh` : undefined,
      }}
    >
      {value}
    </p>
  );
}

export const Title = ({ component }: PartProps<'Title'>) => (
  <h3 {...textProps('title', component)} dir="auto">
    {component.value}
  </h3>
);

export const Caption = ({ component }: PartProps<'Caption'>) => (
  <p {...textProps('caption', component)} dir="auto">
    {component.value}
  </p>
);

export function Label({ component }: PartProps<'Label'>) {
  const { uid } = useWidget();
  return (
    <label {...textProps('label', component)} dir="auto" htmlFor={controlId(uid, component.fieldName)}>
      {component.value}
    </label>
  );
}

export function MarkdownPart({ component: { value, streaming } }: PartProps<'Markdown'>) {
  const { environment } = useWidget();
  return <Markdown text={value} finished={!streaming} environment={environment} />;
}
