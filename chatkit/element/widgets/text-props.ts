import type { CSSProperties } from 'react';
import { cssColor } from './colors';
import type { ComponentOf } from './schema';

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
