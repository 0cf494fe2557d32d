const PROMPT = /^(?:>>>|\.\.\.|\$|PS>|In \[\d+\]:)(?: |$)/;

/**
 * Code as it is pasted: prompts are left out where at least half of the lines that say something begin with one, as in
 * an interactive session. Other lines stay as they are: a `$` of PHP or a spread `...args` is no prompt.
 */
export function withoutPrompts(code: string): string {
  const lines = code.split('\n');
  const said = lines.filter((line) => line.trim() !== '');
  const prompted = said.filter((line) => PROMPT.test(line.trimStart()));
  if (prompted.length === 0 || prompted.length * 2 < said.length) return code;
  return lines.map((line) => (PROMPT.test(line.trimStart()) ? line.trimStart().replace(PROMPT, '') : line)).join('\n');
}
