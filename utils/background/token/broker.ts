import type { Connection } from '../../connection/schema';
import { AppError } from '../../shared/errors';
import { triesFor } from '../../backend/status-errors';
import { bindingOf, isFresh, MIN_REFRESH_INTERVAL_MS, type TokenRecord } from '../../backend/record';

/** What a back end handed out. */
export interface VendedToken {
  token: string;
  /** Milliseconds from receipt; 0 when it had already expired; null when it does not expire. */
  ttlMs: number | null;
  /** Signed reader credential, to be sent back with later vends (docs/design.md 15). */
  reader?: string;
}

export interface BrokerDependencies {
  /** One request for a token; `rejected` is one that was refused. Throws `AppError`. */
  vend(connection: Connection, rejected: string | null): Promise<VendedToken>;
  load(connectionId: string): Promise<TokenRecord | null>;
  /** Stores the record, and the reader credential that came with it, together. */
  save(connection: Connection, record: TokenRecord, reader: string | undefined): Promise<void>;
  remove(connectionId: string): Promise<void>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** 0 … 1, for the jitter. */
  random(): number;
  wait(milliseconds: number): Promise<void>;
}

const BACKOFF_BASE_MS = 1_000;
const BACKOFF_CAP_MS = 30_000;
/** A reader waits for this: no further try begins after it (docs/faults.md, Token contract). */
const PATIENCE_MS = 60_000;
/** A pause asked for by 429 up to this long is waited out; a longer one is shown, and held against further calls. */
const SILENT_PAUSE_SECONDS = 10;

/**
 * Fetches and writes tokens; the background owns the only one (docs/design.md 8). One refresh in flight per connection,
 * and a result is discarded when the connection was signed out or changed meanwhile (F80). Nothing is kept here that a
 * new worker would miss: records live in `storage.session`.
 */
export function createTokenBroker({ vend, load, save, remove, now, random, wait }: BrokerDependencies) {
  const flights = new Map<string, { binding: string; result: Promise<void> }>();
  const generations = new Map<string, number>();
  let epoch = 0;
  /** Local time before which a back end that answered 429 is not asked again. */
  const pauses = new Map<string, { until: number; error: AppError }>();

  const broker = {
    /**
     * Makes sure that a usable record is stored. `rejected` is a token the back end refused: it causes one new request,
     * and only if it is still the current one. Throws `AppError`.
     */
    refresh(connection: Connection, rejected: string | null): Promise<void> {
      const binding = bindingOf(connection);
      const flight = flights.get(connection.id);
      if (flight?.binding === binding)
        return rejected === null ? flight.result : join(flight.result, connection, rejected);
      if (flight) advance(connection.id);
      const result = refreshOnce(connection, binding, rejected).finally(() => {
        if (flights.get(connection.id)?.result === result) flights.delete(connection.id);
      });
      flights.set(connection.id, { binding, result });
      return result;
    },

    /** Sign-out, removal or change of a connection: whatever is in flight comes to nothing. */
    async forget(connectionId: string): Promise<void> {
      advance(connectionId);
      flights.delete(connectionId);
      pauses.delete(connectionId);
      await remove(connectionId);
    },

    /** For a wipe: as `forget`, also for connections that have no record yet. */
    discardFlights(): void {
      epoch += 1;
      flights.clear();
      pauses.clear();
    },
  };
  return broker;

  /** The flight may have begun before the token was refused, and have found it good. */
  async function join(flight: Promise<void>, connection: Connection, rejected: string): Promise<void> {
    await flight;
    if ((await load(connection.id))?.token === rejected) await broker.refresh(connection, rejected);
  }

  function advance(connectionId: string): void {
    generations.set(connectionId, (generations.get(connectionId) ?? 0) + 1);
  }
  function generationOf(connectionId: string): number {
    return epoch + (generations.get(connectionId) ?? 0);
  }

  async function refreshOnce(connection: Connection, binding: string, rejected: string | null): Promise<void> {
    const generation = generationOf(connection.id);
    const stored = await load(connection.id);
    const held = stored?.binding === binding ? stored : null;
    const refused = held !== null && held.token === rejected;
    if (held && !refused && isFresh(held, now())) return;
    if (refused && held.replaced && now() - held.receivedAt < MIN_REFRESH_INTERVAL_MS) {
      throw new AppError('SIGN_IN', { host: tokenHost(connection) });
    }
    const { token, ttlMs, reader } = await vendLiving(connection, generation, refused ? rejected : null);
    if (generation !== generationOf(connection.id)) throw new AppError('SIGN_IN', { host: tokenHost(connection) });
    const receivedAt = now();
    const expiresAt = ttlMs === null ? null : receivedAt + ttlMs;
    await save(connection, { token, receivedAt, expiresAt, binding, replaced: refused }, reader);
    // A sign-out between the check and the write wins: its removal may have run before this write.
    if (generation !== generationOf(connection.id)) {
      await remove(connection.id);
      throw new AppError('SIGN_IN', { host: tokenHost(connection) });
    }
  }

  /** A token that had expired on arrival is asked for once more; then one of the clocks is wrong (F29). */
  async function vendLiving(connection: Connection, generation: number, rejected: string | null): Promise<VendedToken> {
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const vended = await vendPatiently(connection, generation, rejected);
      if (vended.ttlMs !== 0) return vended;
    }
    throw new AppError('CLOCK', { host: tokenHost(connection) });
  }

  /** Full jitter between tries: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
  async function vendPatiently(
    connection: Connection,
    generation: number,
    rejected: string | null,
  ): Promise<VendedToken> {
    const startedAt = now();
    for (let attempt = 1; ; attempt += 1) {
      throwIfPaused(connection.id);
      try {
        return await vend(connection, rejected);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const pause = error.details.retryAfterSeconds;
        if (pause !== undefined && pause > SILENT_PAUSE_SECONDS) {
          pauses.set(connection.id, { until: now() + pause * 1_000, error });
          throw error;
        }
        const jitter = random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (attempt - 1));
        const delay = (pause ?? 0) * 1_000 + jitter;
        const givesUp = attempt >= triesFor(error) || now() - startedAt + delay > PATIENCE_MS;
        if (givesUp || generation !== generationOf(connection.id)) throw error;
        await wait(delay);
        if (generation !== generationOf(connection.id)) throw error;
      }
    }
  }

  function throwIfPaused(connectionId: string): void {
    const pause = pauses.get(connectionId);
    if (!pause) return;
    const left = Math.ceil((pause.until - now()) / 1_000);
    if (left <= 0) pauses.delete(connectionId);
    else throw new AppError('TOO_MANY', { ...pause.error.details, retryAfterSeconds: left });
  }
}

function tokenHost({ tokenUrl, apiUrl }: Connection): string {
  return new URL(tokenUrl ?? apiUrl).host;
}
