import { NamedIcon } from '../icons/NamedIcon';
import { useAction, useWidget } from './context';
import type { PartProps } from './part-props';

const ICON_PX = { sm: 14, md: 16, lg: 18, xl: 20, '2xl': 24 } as const;

/** A button of a widget. `submit` sends the form around it, after the browser has checked it. */
export function Button({ component }: PartProps<'Button'>) {
  const { t, isBusy } = useWidget();
  const { label, submit, onClickAction, iconStart, iconEnd, disabled, iconSize = 'md' } = component;
  const { isRunning, run } = useAction(onClickAction, 'press');
  const { style = 'secondary', variant = style === 'primary' ? 'solid' : 'outline' } = component;
  const color = component.color ?? (variant === 'solid' ? 'primary' : 'secondary');
  const name = label || (iconStart ?? iconEnd ?? '').replace(/^\w+:/, '').replaceAll('-', ' ') || t('actions');
  const icon = (which: string | undefined) => which && <NamedIcon name={which} size={ICON_PX[iconSize]} />;
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className="w-button"
      data-variant={variant}
      data-color={color}
      data-size={component.size}
      data-pill={component.pill || undefined}
      data-uniform={component.uniform || !label || undefined}
      data-block={component.block || undefined}
      disabled={disabled}
      // Not `disabled` while it runs: a disabled button would drop the focus of the reader who just pressed it.
      aria-disabled={isRunning || isBusy || undefined}
      aria-label={label ? undefined : name}
      title={label ? undefined : name}
      onClick={(event) => {
        if (isRunning || isBusy) event.preventDefault();
        else if (onClickAction && !submit) run(event.currentTarget);
        else if (onClickAction && event.currentTarget.form?.reportValidity()) {
          event.preventDefault();
          run(event.currentTarget);
        }
      }}
    >
      {isRunning ? <span className="w-spinner" role="progressbar" aria-label={t('working')} /> : icon(iconStart)}
      {label ? <span dir="auto">{label}</span> : null}
      {icon(iconEnd)}
    </button>
  );
}
