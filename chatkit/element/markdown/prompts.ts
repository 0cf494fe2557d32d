/**
 * Prompts that a session may begin with, each with what goes on from it. A name or a sign that code itself begins
 * lines with (`>`, `#`, `%`, `...`) is none: the line may be what the reader came for.
 */
const SESSIONS: [first: RegExp, next: RegExp][] = [
  [/^>>>(?: |$)/, /^(?:>>>|\.\.\.)(?: |$)/],
  [/^\$(?: |$)/, /^\$(?: |$)/],
  [/^PS(?: [A-Z]:\\[^>\n]*)?> /, /^(?:PS(?: [A-Z]:\\[^>\n]*)?>|>>) /],
  [/^In \[\d+\]:/, /^(?:In \[\d+\]|   \.\.\.):(?: |$)/],
  [/^\w+=[#>] /, /^\w+[-=('"][#>] /],
  [
    /^(?:mysql|sqlite|mariadb|gap|julia|scala|ghci|jshell|Prelude|irb\([^)\n]*\):\d+:\d+|iex\(\d+\)|redis [\w.:]+|\d+\.\d+\.\d+\.\d+:\d+)> /,
    /^(?:mysql|sqlite|mariadb|gap|julia|scala|ghci|jshell|Prelude|irb\([^)\n]*\):\d+:\d+|iex\(\d+\)|redis [\w.:]+|\d+\.\d+\.\d+\.\d+:\d+| {2,4}-)> /,
  ],
];

/**
 * Code as it is pasted: prompts are left out where the code is a session, which begins with one and has one in at least
 * half of the lines that say something (a session of Python may have fewer: `>>>` is nothing else). Other lines stay
 * as they are: a `$` of PHP, a spread `...args` or a line that says "left out" is no prompt.
 */
export function withoutPrompts(code: string): string {
  const lines = code.split('\n');
  const said = lines.filter((line) => line.trim() !== '');
  const first = said[0]?.trimStart() ?? '';
  const [, next] = SESSIONS.find(([begins]) => begins.test(first)) ?? [];
  if (!next) return code;
  const prompted = said.filter((line) => next.test(line.trimStart())).length;
  if (prompted * 2 < said.length && !first.startsWith('>>>')) return code;
  return lines.map((line) => (next.test(line.trimStart()) ? line.trimStart().replace(next, '') : line)).join('\n');
}
