import * as z from 'zod';
import { action, actionSchema } from './actions';
import { LIMITS } from './budget';
import { ALIGNMENTS, JUSTIFICATIONS, RADII } from './measures';
import {
  border,
  color,
  count,
  fieldName,
  flag,
  length,
  line,
  listOf,
  maybe,
  oneOf,
  shownText,
  spacing,
} from './lenient';

/**
 * Every component of the widget types: `widgets.d.ts` of `@openai/chatkit` 1.9 and `widgets.py` of chatkit-python 1.6.5.
 * Only the fields that a component cannot be drawn without are required. Children are read apart (`read.ts`).
 */
const textAlign = oneOf('start', 'center', 'end');
const weight = oneOf('normal', 'medium', 'semibold', 'bold');
const controlSize = oneOf('3xs', '2xs', 'xs', 'sm', 'md', 'lg', 'xl', '2xl', '3xl');
const controlVariant = oneOf('solid', 'soft', 'outline', 'ghost');
const direction = oneOf('row', 'col');
const theme = oneOf('light', 'dark');
const icon = maybe(z.string().max(100));

const baseText = { value: shownText, color, weight, textAlign, truncate: flag, maxLines: count };
const block = {
  height: length,
  width: length,
  size: length,
  minHeight: length,
  minWidth: length,
  minSize: length,
  maxHeight: length,
  maxWidth: length,
  maxSize: length,
  aspectRatio: length,
  radius: oneOf(...RADII),
  margin: spacing,
  flex: length,
};
const box = {
  align: oneOf(...ALIGNMENTS),
  justify: oneOf(...JUSTIFICATIONS),
  wrap: oneOf('nowrap', 'wrap', 'wrap-reverse'),
  gap: length,
  padding: spacing,
  border,
  background: color,
  direction,
  ...block,
};
const status = maybe(z.object({ text: line, icon, favicon: maybe(z.string()), frame: flag }));
const cardAction = maybe(z.object({ label: line, action: actionSchema }));
const control = {
  name: fieldName,
  disabled: flag,
  variant: controlVariant,
  size: controlSize,
  pill: flag,
  block: flag,
};
const field = {
  ...control,
  defaultValue: maybe(shownText),
  required: flag,
  pattern: maybe(z.string()),
  placeholder: maybe(line),
  autoSelect: flag,
  allowAutofillExtensions: flag,
};
const editable = z.object({
  name: fieldName,
  placeholder: maybe(line),
  required: flag,
  pattern: maybe(z.string()),
  autoSelect: flag,
  autoComplete: maybe(z.string().max(40)),
  allowAutofillExtensions: flag,
});
const choices = listOf(
  z.object({ value: line, label: line, disabled: flag, description: maybe(line) }),
  LIMITS.options,
);
const series = z.object({
  type: z.enum(['bar', 'area', 'line']),
  dataKey: fieldName,
  label: maybe(line),
  stack: maybe(z.union([z.string(), z.number()]).transform(String)),
  color,
  curveType: maybe(z.string()),
});
const cellSpan = maybe(z.number().int().min(1).max(20));
const cellAlign = oneOf('start', 'center', 'end');

const component = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), ...shape });

export const componentSchema = z.discriminatedUnion('type', [
  component('Card', {
    ...box,
    asForm: flag,
    size: oneOf('sm', 'md', 'lg', 'full'),
    status,
    collapsed: flag,
    confirm: cardAction,
    cancel: cardAction,
    theme,
  }),
  component('ListView', { limit: maybe(z.union([z.literal('auto'), z.number().int().min(1)])), status, theme }),
  component('ListViewItem', { onClickAction: action, gap: length, align: box.align }),
  component('Basic', { ...box, theme }),
  component('Text', {
    ...baseText,
    streaming: flag,
    italic: flag,
    lineThrough: flag,
    width: length,
    size: oneOf('xs', 'sm', 'md', 'lg', 'xl'),
    minLines: count,
    editable: maybe(editable),
  }),
  component('Markdown', { value: shownText, streaming: flag }),
  component('Title', { ...baseText, size: oneOf('sm', 'md', 'lg', 'xl', '2xl', '3xl', '4xl', '5xl') }),
  component('Caption', { ...baseText, size: oneOf('sm', 'md', 'lg') }),
  component('Label', { ...baseText, fieldName, size: oneOf('xs', 'sm', 'md', 'lg', 'xl') }),
  component('Badge', {
    label: line,
    color: oneOf('secondary', 'success', 'danger', 'warning', 'info', 'discovery'),
    variant: oneOf('solid', 'soft', 'outline'),
    size: oneOf('sm', 'md', 'lg'),
    pill: flag,
  }),
  component('Icon', { name: z.string().max(100), color, size: oneOf('xs', 'sm', 'md', 'lg', 'xl', '2xl', '3xl') }),
  component('Image', {
    ...block,
    src: z.string(),
    alt: maybe(line),
    frame: flag,
    flush: flag,
    fit: oneOf('cover', 'contain', 'fill', 'scale-down', 'none'),
    position: oneOf('top left', 'top', 'top right', 'left', 'center', 'right', 'bottom left', 'bottom', 'bottom right'),
    background: color,
  }),
  component('Box', box),
  component('Row', box),
  component('Col', box),
  component('Form', { ...box, onSubmitAction: action }),
  component('Divider', { color, size: length, spacing: length, flush: flag }),
  component('Spacer', { minSize: length }),
  component('Transition', {}),
  component('Input', { ...field, inputType: oneOf('number', 'email', 'text', 'password', 'tel', 'url') }),
  component('Textarea', { ...field, rows: count, autoResize: flag, maxRows: count }),
  component('Select', {
    ...control,
    options: choices,
    placeholder: maybe(line),
    defaultValue: maybe(line),
    clearable: flag,
    onChangeAction: action,
  }),
  component('DatePicker', {
    ...control,
    placeholder: maybe(line),
    defaultValue: maybe(z.string()),
    min: maybe(z.string()),
    max: maybe(z.string()),
    clearable: flag,
    onChangeAction: action,
  }),
  component('Checkbox', {
    name: fieldName,
    label: maybe(line),
    defaultChecked: flag,
    disabled: flag,
    required: flag,
    onChangeAction: action,
  }),
  component('RadioGroup', {
    name: fieldName,
    options: choices,
    ariaLabel: maybe(line),
    defaultValue: maybe(line),
    direction,
    disabled: flag,
    required: flag,
    onChangeAction: action,
  }),
  component('Button', {
    label: maybe(line),
    submit: flag,
    onClickAction: action,
    iconStart: icon,
    iconEnd: icon,
    style: oneOf('primary', 'secondary'),
    iconSize: oneOf('sm', 'md', 'lg', 'xl', '2xl'),
    color: oneOf('primary', 'secondary', 'info', 'discovery', 'success', 'caution', 'warning', 'danger'),
    variant: controlVariant,
    size: controlSize,
    pill: flag,
    uniform: flag,
    block: flag,
    disabled: flag,
  }),
  component('Chart', {
    ...block,
    // Its rows are read where it is drawn: the chart's code comes when it is first needed.
    data: z.array(z.unknown()).catch([]),
    series: listOf(series, 12),
    xAxis: z
      .union([
        fieldName.transform((dataKey) => ({ dataKey, hide: false, labels: {} as Record<string, string> })),
        z.object({
          dataKey: fieldName,
          hide: z.boolean().catch(false),
          labels: z.record(z.string(), line).catch({}),
        }),
      ])
      .catch({ dataKey: '', hide: true, labels: {} }),
    showYAxis: flag,
    showLegend: flag,
    showTooltip: flag,
    barGap: count,
    barCategoryGap: count,
  }),
  component('Table', {}),
  component('Table.Row', { header: flag }),
  component('Table.Cell', {
    width: length,
    padding: spacing,
    colSpan: cellSpan,
    rowSpan: cellSpan,
    align: cellAlign,
    vAlign: cellAlign,
  }),
]);
export type Component = z.output<typeof componentSchema>;
export type ComponentOf<Type extends Component['type']> = Extract<Component, { type: Type }>;
