import type { Draft } from '../shared/draft';
import { readUnopened, setAside } from './aside';
import { panelEnds } from './living-panels';

/** A draft without what earlier panels of its window did not get through, and the keys of the notes that this settles. */
export async function withoutUnopened(
  draft: Draft,
  stored: Record<string, unknown>,
  windowId: number,
): Promise<{ draft: Draft; keys: string[] }> {
  const { ids, keys } = readUnopened(stored, windowId, await panelEnds());
  return { draft: setAside(draft, ids), keys };
}
