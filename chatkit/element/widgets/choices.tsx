import { controlId, useAction, useWidget } from './context';
import { labelOf } from './field-props';
import type { PartProps } from './part-props';

export function Checkbox({ component }: PartProps<'Checkbox'>) {
  const { uid, labelled } = useWidget();
  const { name, label, defaultChecked, disabled, required } = component;
  const { run } = useAction(component.onChangeAction, 'change');
  return (
    <label className="w-choice">
      <input
        type="checkbox"
        id={controlId(uid, name)}
        name={name}
        defaultChecked={defaultChecked}
        disabled={disabled}
        required={required}
        aria-label={label ? undefined : labelOf(labelled, name)}
        onChange={(event) => run(event.currentTarget, { [name]: event.currentTarget.checked })}
      />
      {label ? <span dir="auto">{label}</span> : null}
    </label>
  );
}

export function RadioGroup({ component }: PartProps<'RadioGroup'>) {
  const { uid, labelled } = useWidget();
  const { name, options, ariaLabel, defaultValue, direction, disabled, required } = component;
  const { run } = useAction(component.onChangeAction, 'change');
  return (
    <div
      role="radiogroup"
      aria-label={ariaLabel ?? labelOf(new Set(), name)}
      aria-required={required}
      className="w-choices"
      data-direction={direction}
    >
      {options.map(({ value, label, disabled: isOff }, index) => (
        <label key={index} className="w-choice">
          <input
            type="radio"
            // A `Label` of the group leads to its first choice.
            id={index === 0 && labelled.has(name) ? controlId(uid, name) : undefined}
            aria-label={index === 0 && labelled.has(name) ? label : undefined}
            name={name}
            value={value}
            defaultChecked={value === defaultValue}
            disabled={disabled || isOff}
            required={required}
            onChange={(event) => run(event.currentTarget, { [name]: event.currentTarget.value })}
          />
          <span dir="auto">{label}</span>
        </label>
      ))}
    </div>
  );
}
