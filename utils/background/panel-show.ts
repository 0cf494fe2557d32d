import type { Arrivals } from './panel-arrival';
import type { OpenPanels } from '../shared/panel-page';

export interface ShowPanelDependencies {
  arrivals: Arrivals;
  findPanels(windowId: number): Promise<OpenPanels>;
  openTab(windowId: number): Promise<void>;
  openWindow(windowId: number): Promise<void>;
  focusTab(tab: OpenPanels['tabs'][number]): Promise<void>;
  prefersWindow(): Promise<boolean>;
}

/** How long an opened panel may take to say so before the same page opens as a tab (docs/design.md 6). */
export const ARRIVAL_MS = 2_000;

/**
 * Sees to it that the reader has a panel in front, whatever became of the browser's own: one already open, the one just
 * opened, a small window where preferred, else a tab. `opening` is the result of `panel.open` called in the gesture.
 */
export function createShowPanel(dependencies: ShowPanelDependencies) {
  const { arrivals, findPanels, openTab, openWindow, focusTab, prefersWindow } = dependencies;

  return async (windowId: number, opening: Promise<void>): Promise<void> => {
    const arrival = arrivals.within(windowId, ARRIVAL_MS);
    const refused = opening.then(
      () => false,
      () => true,
    );
    const before = await findPanels(windowId);
    if (before.docked) return;
    if (!(await refused) && (await arrival)) return;
    const { docked, tabs } = await findPanels(windowId);
    if (docked) return;
    const [tab] = tabs;
    if (tab) await focusTab(tab);
    else if (await prefersWindow()) await openWindow(windowId);
    else await openTab(windowId);
  };
}

/** For a panel that was opened in another window than the one that takes the passage: it opened nothing there. */
export function notOpened(opening: Promise<void>): Promise<void> {
  const refused = opening.then(() => Promise.reject(new Error('The panel belongs to another window')));
  refused.catch(() => undefined);
  return refused;
}
