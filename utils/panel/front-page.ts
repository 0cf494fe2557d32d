import { runInTab } from './tab-scripts';

/** Takes the button away from the page in a tab until it is loaded again. Loaded with the press that wants it. */
export async function hideButton(tabId: number | undefined): Promise<void> {
  if (tabId !== undefined) await runInTab(tabId, stopPageScript, []);
}

/** Runs in the page's isolated world, where `entrypoints/selection.ts` leaves the function that ends it. */
function stopPageScript(): void {
  (globalThis as typeof globalThis & { docentStop?: () => void }).docentStop?.();
}
