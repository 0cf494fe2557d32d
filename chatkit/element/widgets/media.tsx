import { cssColor } from './colors';
import { blockStyle } from './measures';
import { MessageImage } from '../markdown/MessageImage';
import { NamedIcon } from '../icons/NamedIcon';
import { useWidget } from './context';
import type { PartProps } from './part-props';

export const Badge = ({ component: { label, color, variant, size, pill } }: PartProps<'Badge'>) => (
  <span
    className="w-badge"
    data-color={color ?? 'secondary'}
    data-variant={variant ?? 'soft'}
    data-size={size}
    data-pill={pill || undefined}
    dir="auto"
  >
    {label}
  </span>
);

const ICON_PX = { xs: 12, sm: 14, md: 16, lg: 20, xl: 24, '2xl': 32, '3xl': 40 } as const;

/** An icon says nothing that the words beside it do not say. */
export const IconPart = ({ component: { name, color, size = 'md' } }: PartProps<'Icon'>) => (
  <span className="w-icon" style={{ color: cssColor(color, 'text') }} aria-hidden="true">
    <NamedIcon name={name} size={ICON_PX[size]} />
  </span>
);

export function Image({ component }: PartProps<'Image'>) {
  const { environment } = useWidget();
  const { src, alt = '', fit, position, frame, flush, background } = component;
  return (
    <div
      className="w-image"
      data-frame={frame || undefined}
      data-flush={flush || undefined}
      style={{ ...blockStyle(component), background: cssColor(background, 'background') }}
    >
      <MessageImage
        href={src}
        alt={alt}
        environment={environment}
        inline
        style={{ objectFit: fit, objectPosition: position }}
      />
    </div>
  );
}
