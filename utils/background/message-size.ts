import { MAX_MESSAGE_UNITS, MAX_MESSAGE_VALUES } from '../passage/limits';

/**
 * Whether a message of a page is small enough to be parsed at all: a schema looks at every item of a list, and names every
 * unknown key, before it counts them. Stops counting at the limit.
 */
export function isSmallMessage(message: unknown): boolean {
  let [values, units] = [0, 0];
  const waiting = [message];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') units += value.length;
    if (++values > MAX_MESSAGE_VALUES || units > MAX_MESSAGE_UNITS) return false;
    if (typeof value !== 'object' || value === null) continue;
    for (const key in value) {
      if (waiting.length + values > MAX_MESSAGE_VALUES) return false;
      units += key.length;
      waiting.push((value as Record<string, unknown>)[key]);
    }
  }
  return true;
}
