import type { ComponentProps } from 'react';
import { Icon, type IconName } from './Icon';

interface ButtonProps extends ComponentProps<'button'> {
  /** `primary`: one per view. `link`: a button inside a sentence. Without: a bordered button. */
  look?: 'primary' | 'danger' | 'quiet' | 'link';
}

export function Button({ look, className, children, ...props }: ButtonProps) {
  const classes = look === 'link' ? 'button-link' : look === undefined ? 'button' : `button button-${look}`;
  return (
    <button type="button" className={className ? `${classes} ${className}` : classes} {...props}>
      {/* One box: words and the host isolated among them would else be two columns. */}
      {look === 'link' ? children : <span className="button-label">{children}</span>}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: IconName;
  /** Name for screen readers and tooltip. */
  label: string;
}

export function IconButton({ icon, label, className, ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`button button-icon ${className ?? ''}`}
      aria-label={label}
      title={label}
      {...props}
    >
      <Icon name={icon} />
    </button>
  );
}
