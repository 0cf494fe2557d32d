import type popover from '../../locales/en/popover.json';

/** What the popover takes from the catalogue: its own sentences and two shared ones. */
export type PopoverStringKey = keyof typeof popover | 'textDirection' | 'extensionShortName';
export type PopoverStrings = (key: PopoverStringKey, ...substitutions: string[]) => string;
