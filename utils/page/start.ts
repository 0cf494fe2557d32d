import { createAskPart } from './ask-part';
import { createPopoverMenu } from './menu-part';
import type { PageRuntime } from '../shared/page-runtime';
import type { PageParts } from './page-parts';
import type { PreferenceStorage } from './preferences';
import { createSelectionPopover } from './selection-popover';
import { watchPage } from './watch';

export interface PageScriptOptions {
  window: Window & typeof globalThis;
  runtime: PageRuntime;
  i18n: { getMessage(key: string, substitutions?: string[]): string };
  storage: { local: PreferenceStorage };
}

const PARTS: PageParts = { popover: createSelectionPopover, ask: createAskPart, menu: createPopoverMenu };

/**
 * All files of the page script in one, for our own pages (the welcome page's sample), with their own sender. In other
 * people's pages `entrypoints/selection.ts` fetches them one after the other. Returns the stop.
 */
export function startPageScript({ window: view, runtime, i18n, ...areas }: PageScriptOptions): () => void {
  return watchPage({
    view,
    area: () => areas.storage.local,
    isAlive: () => !!runtime.id,
    load: () =>
      Promise.resolve(createSelectionPopover({ view, runtime, i18n, load: (name) => Promise.resolve(PARTS[name]) })),
  });
}
