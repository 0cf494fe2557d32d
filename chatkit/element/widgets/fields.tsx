import { useRef, useState } from 'react';
import { dayOf } from './dates';
import { safePattern } from './pattern';
import { Icon } from '../icons/icons';
import { useAction, useWidget } from './context';
import { checkPattern } from './EditableText';
import { fieldProps } from './field-props';
import type { PartProps } from './part-props';

/** Looks that all controls share: the token, never a style. */
const looks = (
  kind: string,
  { variant, size, pill, block }: { variant?: string; size?: string; pill?: boolean; block?: boolean },
) => ({
  className: `w-field w-${kind}`,
  'data-variant': variant,
  'data-size': size,
  'data-pill': pill || undefined,
  'data-block': block || undefined,
});

export function Input({ component }: PartProps<'Input'>) {
  const widget = useWidget();
  return (
    <input
      type={component.inputType ?? 'text'}
      defaultValue={component.defaultValue}
      pattern={safePattern(component.pattern) ?? undefined}
      dir={component.inputType === undefined || component.inputType === 'text' ? 'auto' : 'ltr'}
      {...looks('input', component)}
      {...fieldProps(widget, component)}
    />
  );
}

export function Textarea({ component }: PartProps<'Textarea'>) {
  const widget = useWidget();
  const { rows = 3, maxRows, autoResize, defaultValue } = component;
  const pattern = safePattern(component.pattern);
  return (
    <textarea
      rows={Math.max(1, Math.min(rows, 20))}
      defaultValue={defaultValue}
      dir="auto"
      data-grows={autoResize || undefined}
      style={{ maxBlockSize: maxRows ? `calc(${Math.min(maxRows, 40)}lh + 12px)` : undefined }}
      {...looks('textarea', component)}
      {...fieldProps(widget, component)}
      onChange={(event) => checkPattern(event.currentTarget, pattern, widget.t('fieldPattern'))}
    />
  );
}

/** The browser's own list: the one every reader, keyboard and screen reader already knows. */
export function Select({ component }: PartProps<'Select'>) {
  const widget = useWidget();
  const { run } = useAction(component.onChangeAction, 'change');
  const { name, options, placeholder, defaultValue, clearable } = component;
  const isKnown = options.some(({ value }) => value === defaultValue);
  return (
    <select
      defaultValue={isKnown ? defaultValue : ''}
      {...looks('select', component)}
      {...withoutFieldOnly(fieldProps(widget, { ...component, placeholder }))}
      onChange={(event) => run(event.currentTarget, { [name]: event.currentTarget.value || null })}
    >
      {clearable || !isKnown ? <option value="">{placeholder ?? widget.t('choose')}</option> : null}
      {options.map(({ value, label, description, disabled }, index) => (
        <option key={index} value={value} disabled={disabled}>
          {description ? `${label} — ${description}` : label}
        </option>
      ))}
    </select>
  );
}

/** A day by the browser's own picker, in the reader's own format; it is sent as `2026-11-25`, or null. */
export function DatePicker({ component }: PartProps<'DatePicker'>) {
  const widget = useWidget();
  const { run } = useAction(component.onChangeAction, 'change');
  const { name, clearable, defaultValue, min, max, disabled } = component;
  const field = useRef<HTMLInputElement>(null);
  const [isSet, setSet] = useState(dayOf(defaultValue) !== undefined);
  const tell = () => {
    if (!field.current) return;
    setSet(field.current.value !== '');
    run(field.current, { [name]: field.current.value || null });
  };
  return (
    <span className="w-date" data-block={component.block || undefined}>
      <input
        ref={field}
        type="date"
        defaultValue={dayOf(defaultValue)}
        min={dayOf(min)}
        max={dayOf(max)}
        {...looks('input', component)}
        {...withoutFieldOnly(fieldProps(widget, component))}
        onChange={tell}
      />
      {clearable && isSet && !disabled ? (
        <button
          type="button"
          className="icon-button"
          aria-label={widget.t('clear')}
          title={widget.t('clear')}
          onClick={() => {
            if (!field.current) return;
            field.current.value = '';
            field.current.focus();
            tell();
          }}
        >
          <Icon name="close" />
        </button>
      ) : null}
    </span>
  );
}

const withoutFieldOnly = ({
  maxLength: _most,
  placeholder: _placeholder,
  onFocus: _select,
  ...props
}: ReturnType<typeof fieldProps>) => props;
