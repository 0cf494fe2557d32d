import { readLeft } from './panel-mark';

/** How a panel ended; undefined when it was killed. */
export type PanelEnd = 'living' | 'left' | undefined;

/** How the panels of this browser ended, by their writers. */
export async function panelEnds(): Promise<(writer: string) => PanelEnd> {
  const { held = [] } = await navigator.locks.query();
  const living = new Set(held.map(({ name }) => name));
  // After the locks: a panel marks itself before its lock goes.
  const left = readLeft();
  return (writer) => (living.has(writer) ? 'living' : left.includes(writer) ? 'left' : undefined);
}
