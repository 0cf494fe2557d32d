/** Longer headers are not read to their end. */
const MAX_HEADER = 500;

/**
 * The language a reader prefers, from `Accept-Language`: our own client sends one tag, a browser several with weights.
 *
 * @returns a tag as it was written; undefined where none is named
 */
export function preferredLanguage(header: string | undefined): string | undefined {
  let preferred: { tag: string; weight: number } | undefined;
  for (const part of (header ?? '').slice(0, MAX_HEADER).split(',')) {
    const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    if (!/^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/iu.test(tag)) continue;
    const given = parameters.find((parameter) => /^q\s*=/iu.test(parameter))?.split('=')[1];
    const weight = given === undefined ? 1 : Number(given);
    if (weight > 0 && weight > (preferred?.weight ?? 0)) preferred = { tag, weight };
  }
  return preferred?.tag;
}
