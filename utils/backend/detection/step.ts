import type { ErrorCode } from '../../shared/errors';
import type { ConnectionDraft } from '../descriptor';
import type { JsonAnswer, Network } from '../fetch-json';

export interface DetectionContext extends Network {
  /** Whether the browser lets us reach an origin. */
  allowed: (origin: string) => Promise<boolean>;
  signal?: AbortSignal;
  /** OpenAPI documents asked for in this search, by address (`read-document.ts`). */
  documents?: Map<string, Promise<JsonAnswer>>;
}

/** What was found at an address. `form`: somebody answers, but something is missing; the reader fills in the rest. */
export type Detection =
  { outcome: 'found'; draft: ConnectionDraft } | { outcome: 'form'; reason: ErrorCode; draft: ConnectionDraft };

/** One way of recognising a back end. Null or a thrown `AppError`: not this one. Never creates anything there. */
export type DetectionStep = (address: string, context: DetectionContext) => Promise<Detection | null>;

export const found = (draft: ConnectionDraft): Detection => ({ outcome: 'found', draft });

/** What an address alone gives: a ChatKit server named after its host, open to everybody. */
export function bareConnection(address: string): ConnectionDraft {
  const { origin, host } = new URL(address);
  return {
    name: host.slice(0, 60),
    kind: 'chatkit',
    apiUrl: address,
    origins: [origin],
    auth: 'none',
    view: 'packaged',
    sites: [],
    presentation: {},
  };
}
