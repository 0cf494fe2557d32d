import type { OriginClass } from './origins';

/**
 * What a log line may hold (P13). There is no field for a body, a header, a token or an address with its query, so none
 * can end up there. JSON escapes line breaks, so no line can be forged.
 */
export type LogEntry =
  | {
      event: 'request';
      request_id: string;
      method: string;
      /** One of our own paths, or `other`: an unknown path is the caller's text. */
      path: string;
      status: number;
      ms: number;
      origin: OriginClass;
      /** Start of a SHA-256 of the subject: enough to follow one reader, not to find them in the store. */
      subject?: string;
    }
  | { event: 'failure'; request_id?: string; code: string; at?: string }
  | { event: 'started' | 'stopping' | 'stopped' | 'secrets-read' };
export type Log = (entry: LogEntry) => void;

/** @param write takes one line, without its line break */
export function createLog(write: (line: string) => void, now: () => number, only: 'requests' | 'errors'): Log {
  return (entry) => {
    if (only === 'errors' && entry.event === 'request' && entry.status < 500) return;
    write(JSON.stringify({ time: new Date(now()).toISOString(), ...entry }));
  };
}

/** Names an error without its message, which may quote what a reader sent. */
export function describeFailure(error: unknown): { code: string; at?: string } {
  if (!(error instanceof Error)) return { code: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
  const at = error.stack
    ?.split('\n')
    .find((line) => /^\s+at /.test(line))
    ?.trim();
  return { code, ...(at && { at: at.replace(/^at /, '').replace(/\(?(?:file:\/\/)?\/.*\/(?=[^/]+$)/, '(') }) };
}

export async function hashSubject(subject: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subject)));
  return [...digest.subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
