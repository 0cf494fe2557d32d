import { cssSize } from './measures';
import { Markdown } from '../markdown/Markdown';
import { controlId, useWidget } from './context';
import { EditableText } from './EditableText';
import type { PartProps } from './part-props';
import { textProps } from './text-props';

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
