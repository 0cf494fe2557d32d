/** Of a failure; more is not read. UTF-16 units. */
export const MAX_SAID = 16_384;

/** What a failure says of itself, wherever servers put it: `error`, `detail`, `message`, `code`, `type`; text as it is. */
export function wordsOf(error: unknown, depth = 0): string {
  if (typeof error === 'string' || typeof error === 'number') return String(error).slice(0, MAX_SAID);
  if (typeof error !== 'object' || error === null || depth > 3) return '';
  const fields = Array.isArray(error)
    ? error
    : ['code', 'type', 'message', 'msg', 'error', 'detail'].map((name) => (error as Record<string, unknown>)[name]);
  return fields
    .map((field) => wordsOf(field, depth + 1))
    .filter((text) => text !== '')
    .join(' ')
    .slice(0, MAX_SAID);
}
