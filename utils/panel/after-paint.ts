/** Runs once React's latest update has been painted; in a hidden page, which is not painted, in the next task. */
export function afterPaint(run: () => void): void {
  if (document.hidden) setTimeout(run);
  else requestAnimationFrame(() => requestIdleCallback(run));
}
