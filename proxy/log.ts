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

/** Names an error and what caused it, without their messages, which may quote what a reader sent. */
export function describeError(error: unknown): { code: string; at?: string } {
  if (!(error instanceof Error)) return { code: typeof error };
  const cause = error.cause instanceof Error ? ` < ${describeError(error.cause).code}` : '';
  const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  const at = frame && /([^/\s(]+:\d+):\d+\)?$/.exec(frame)?.[1];
  return { code: [error.name, ...codesOf(error)].join(' ') + cause, ...(at && { at }) };
}

/** Codes and statuses as Node, SQLite and HTTP clients put them on errors. */
function codesOf(error: Error): string[] {
  return ['code', 'status'].flatMap((key) => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'number' || (typeof value === 'string' && /^\w{1,40}$/.test(value)) ? [String(value)] : [];
  });
}

export async function hashSubject(subject: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subject)));
  return [...digest.subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
