/** 16 px line icons, 1.5 px strokes, drawn for this element. Always beside a name: hidden from screen readers. */
const paths = {
  arrowUp: 'M8 13V3M3.5 7.5 8 3l4.5 4.5',
  arrowDown: 'M8 3v10M3.5 8.5 8 13l4.5-4.5',
  arrowRight: 'M3 8h10M8.5 3.5 13 8l-4.5 4.5',
  back: 'M10 3 5 8l5 5',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  clock: 'M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  close: 'm4 4 8 8M12 4l-8 8',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  down: 'M3 9.5h2.2L8 14c1 0 1.6-.6 1.6-1.6V10h3a1 1 0 0 0 1-1.2l-.9-4.6a1 1 0 0 0-1-.8H5.2L3 4.5z',
  edit: 'M3 13h2.5L13 5.5 10.5 3 3 10.5z',
  plus: 'M8 3v10M3 8h10',
  reload: 'M13.5 8a5.5 5.5 0 1 1-1.6-3.9M13.5 2v3h-3',
  stop: 'M4.5 4.5h7v7h-7z',
  trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9',
  up: 'M3 6.5h2.2L8 2c1 0 1.6.6 1.6 1.6V6h3a1 1 0 0 1 1 1.2l-.9 4.6a1 1 0 0 1-1 .8H5.2L3 11.5z',
} as const;
export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill={name === 'stop' ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

export function IconButton({
  icon,
  label,
  onPress,
  pressed,
  disabled,
  tabIndex,
  className = '',
}: {
  icon: IconName;
  label: string;
  onPress: () => void;
  pressed?: boolean;
  disabled?: boolean;
  tabIndex?: number;
  className?: string;
}) {
  return (
    <button
      type="button"
      className={`icon-button ${className}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      tabIndex={tabIndex}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
