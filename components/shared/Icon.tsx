/**
 * Line icons on a 16 px grid, 1.5 px strokes (docs/interface.md 1). Drawn from paths: no font, no request, follows the
 * text's colour.
 */
const paths = {
  arrowUp: 'M8 13V3M4 7l4-4 4 4',
  check: 'M3 8.5 6.5 12 13 4.5',
  chevronDown: 'M4 6l4 4 4-4',
  close: 'M4 4l8 8M12 4l-8 8',
  compose: 'M13 8.5V13H3V3h4.5M7 9l6-6',
  copy: 'M6 6h7v7H6zM3 10V3h7',
  external: 'M9 3h4v4M13 3 7.5 8.5M11 9.5V13H3V5h3.5',
  history: 'M3 8a5 5 0 1 0 1.6-3.7L3 6M3 3v3h3M8 5.5V8l2 1.5',
  info: 'M8 7.5V11M8 5v.1M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0',
  lock: 'M4 7.5h8V13H4zM5.5 7.5V5.5a2.5 2.5 0 0 1 5 0v2',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  quote: 'M3 10V7.5A3 3 0 0 1 6 4.5M3 10h3V7.5H3M9.5 10V7.5a3 3 0 0 1 3-3M9.5 10h3V7.5h-3',
  warning: 'M8 3 14 13H2zM8 6.8v3M8 11.4v.1',
} as const;
export type IconName = keyof typeof paths;

/** Decoration only: the control around it carries the name. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} strokeWidth={name === 'more' ? 2.5 : undefined} />
    </svg>
  );
}
