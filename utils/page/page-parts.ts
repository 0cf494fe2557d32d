import type { PageRuntime } from '../shared/page-runtime';
import type { createPopoverMenu } from './menu-part';
import type { Popover, Showing } from './popover';
import type { PopoverView } from './popover-view';
import type { ReadableSelection } from './readable-selection';
import type { PopoverStrings } from './strings';
import type { PopoverPart } from './watch';

/** What the later files of the page script hold, each under the name it is fetched by. */
export interface PageParts {
  popover: (options: SelectionPopoverOptions) => PopoverPart;
  ask: AskPart;
  menu: typeof createPopoverMenu;
}

/** Fetches a later file; see `load-part.ts`. */
export type LoadPart = <N extends keyof PageParts>(name: N) => Promise<PageParts[N]>;

export interface SelectionPopoverOptions {
  view: Window & typeof globalThis;
  runtime: PageRuntime;
  i18n: { getMessage(key: string, substitutions?: string[]): string };
  load: LoadPart;
}

export interface AskPartOptions {
  view: Window & typeof globalThis;
  runtime: PageRuntime;
  strings: PopoverStrings;
  load: LoadPart;
  popover: Popover;
  parts: PopoverView;
  /** The selection as it is now. */
  read(): ReadableSelection | null;
  /** The extension was updated or the background refused. */
  onLost(): void;
  /** The page keeps tampering with the popover. */
  onGivenUp(): void;
}

/** What a press on the popover does (`ask-part.ts`). */
export type AskPart = (options: AskPartOptions) => {
  placed(now: Showing, moved: boolean): void;
  /** False when there was none. */
  closeMenu(refocus?: boolean): boolean;
  tell(sentence: string, undo?: () => void): void;
  isOff(): boolean | undefined;
  ask(event: Event, selected: ReadableSelection | null): void;
  more(event: Event): void;
};
