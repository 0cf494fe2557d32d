/** A pattern longer than this is no rule for a field. */
const LONGEST = 200;
/** A repeated group that repeats or chooses inside itself can take for ever over a value of thirty characters. */
const EXPLOSIVE = /\((?:[^()\\]|\\.)*(?:[*+}|])(?:[^()\\]|\\.)*\)(?:[*+]|\{\d*,)/;
const BACKREFERENCE = /\\(?:[1-9]|k<)/;
const NESTED_GROUP = /\([^()]*\([^()]*\)[^()]*\)(?:[*+]|\{)/;
/** `\d*\d*\d*…`: each more repetition multiplies the time. */
const MANY_REPEATS = 12;

/**
 * The server's `pattern` for a field, or null where the browser could hang on it: the pattern is the server's and the
 * browser checks it at every change. A server checks its input anyway.
 */
export function safePattern(pattern: string | undefined): string | null {
  if (pattern === undefined || pattern === '' || pattern.length > LONGEST) return null;
  if (EXPLOSIVE.test(pattern) || NESTED_GROUP.test(pattern) || BACKREFERENCE.test(pattern)) return null;
  if ((pattern.match(/[*+]|\{\d*,/g)?.length ?? 0) > MANY_REPEATS / 4) return null;
  try {
    new RegExp(pattern, 'v');
    return pattern;
  } catch {
    return null;
  }
}
