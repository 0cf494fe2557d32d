import { EnvError } from './env';

/** No permission to use it, or not a folder. */
const UNUSABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'];

/** What the terminal says when the proxy cannot start: what is wrong and where to look, never a value. */
export function describeStartError(error: unknown): string {
  if (error instanceof EnvError) {
    const problems = error.problems.map((problem) => `  ${problem}`).join('\n');
    return `The proxy does not start, because of its environment:\n${problems}\nproxy/README.md lists every variable.`;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === 'EADDRINUSE')
    return 'The proxy does not start: PORT is in use. Stop the other program or set another PORT.';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'The proxy does not start: HOST is not an address of this machine.';
  if (code && UNUSABLE.includes(code)) {
    return 'The proxy does not start: it may not use PORT, or may not write to DATA_DIR or DATABASE.';
  }
  if (code?.startsWith('SQLITE')) return `The proxy does not start: DATABASE cannot be opened (${code}).`;
  return `The proxy does not start: ${error instanceof Error ? error.message : 'unknown failure'}`;
}
