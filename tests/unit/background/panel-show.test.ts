import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createArrivals } from '../../../utils/background/panel-arrival';
import type { OpenPanels } from '../../../utils/shared/panel-page';
import { ARRIVAL_MS, createShowPanel } from '../../../utils/background/panel-show';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function rig(open: OpenPanels, prefersWindow = false) {
  const done: string[] = [];
  const arrivals = createArrivals();
  const note = (what: string) => (windowId: number) => Promise.resolve(void done.push(`${what} ${windowId}`));
  const showPanel = createShowPanel({
    arrivals,
    findPanels: () => Promise.resolve(open),
    openTab: note('tab'),
    openWindow: note('window'),
    focusTab: ({ tabId }) => Promise.resolve(void done.push(`focus ${tabId}`)),
    prefersWindow: () => Promise.resolve(prefersWindow),
  });
  return { arrivals, done, showPanel };
}
const none: OpenPanels = { docked: false, tabs: [] };
const opened = () => Promise.resolve();
const refused = () => Promise.reject(new Error('no gesture'));

test('a panel that says it is up needs nothing more', async () => {
  const { arrivals, done, showPanel } = rig(none);
  const shown = showPanel(3, opened());
  await vi.advanceTimersByTimeAsync(ARRIVAL_MS - 1);
  expect(arrivals.announce(3)).toBe(true);
  await shown;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done).toEqual([]);
});

test('a panel that no press waits for is told so', async () => {
  const { arrivals, showPanel } = rig(none);
  expect(arrivals.announce(3)).toBe(false);
  const shown = showPanel(3, opened());
  await vi.advanceTimersByTimeAsync(ARRIVAL_MS);
  await shown;
  expect(arrivals.announce(3)).toBe(false);
});

test('a panel of another window that says it is up does not count', async () => {
  const { arrivals, done, showPanel } = rig(none);
  const shown = showPanel(3, opened());
  arrivals.announce(4);
  await vi.advanceTimersByTimeAsync(ARRIVAL_MS);
  await shown;
  expect(done).toEqual(['tab 3']);
});

test('without a word in two seconds the same page opens as a tab, and not before', async () => {
  const { done, showPanel } = rig(none);
  const shown = showPanel(3, opened());
  await vi.advanceTimersByTimeAsync(ARRIVAL_MS - 1);
  expect(done).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await shown;
  expect(done).toEqual(['tab 3']);
});

test('a refused panel is not waited for', async () => {
  const { done, showPanel } = rig(none);
  await showPanel(3, refused());
  expect(done).toEqual(['tab 3']);
});

test('a panel that is open already is left alone', async () => {
  const { done, showPanel } = rig({ docked: true, tabs: [] });
  await showPanel(3, refused());
  expect(done).toEqual([]);
});

test('a tab that shows the panel already comes to the front', async () => {
  const { done, showPanel } = rig({ docked: false, tabs: [{ tabId: 8, windowId: 3 }] });
  await showPanel(3, refused());
  expect(done).toEqual(['focus 8']);
});

test('a reader who prefers a small window gets one', async () => {
  const { done, showPanel } = rig(none, true);
  await showPanel(3, refused());
  expect(done).toEqual(['window 3']);
});
