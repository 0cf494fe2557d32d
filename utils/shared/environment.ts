import type { Connection } from '../connection/schema';
import type { EffectiveSettings } from '../settings/store';

/** What the panel reads of stored settings and connections, kept up to date. */
export interface EnvironmentState extends EffectiveSettings {
  connections: Connection[];
  /** Whether the browser lets page addresses be sent; else the setting reads as off, whatever is stored. */
  addressAllowed: boolean;
}

export interface Environment {
  get(): EnvironmentState;
  subscribe(listener: () => void): () => void;
  reload(): Promise<void>;
}

export interface EnvironmentParts {
  readSettings: () => Promise<EffectiveSettings>;
  listConnections: () => Promise<Connection[]>;
  isAddressAllowed: () => Promise<boolean>;
  /** Calls back when another page changed settings or connections, or the reader what the browser allows. */
  onChange: (listener: () => void) => void;
}

/** Reads once before the first paint, and again whenever one of our pages says that something changed. */
export async function openEnvironment(parts: EnvironmentParts): Promise<Environment> {
  const listeners = new Set<() => void>();
  const read = async (): Promise<EnvironmentState> => {
    const [effective, connections, addressAllowed] = await Promise.all([
      parts.readSettings(),
      parts.listConnections(),
      parts.isAddressAllowed(),
    ]);
    const { settings } = effective;
    return {
      ...effective,
      settings: { ...settings, sendAddress: settings.sendAddress && addressAllowed },
      connections: connections.map((connection) => unchanged(connection) ?? connection),
      addressAllowed,
    };
  };
  // An untouched connection stays the same object: a chat is made anew only when its own connection changed.
  let known: Connection[] = [];
  const unchanged = (connection: Connection) =>
    known.find((earlier) => JSON.stringify(earlier) === JSON.stringify(connection));
  let state: EnvironmentState;
  const take = (next: EnvironmentState) => {
    state = next;
    known = next.connections;
  };
  // One reading after another: of two at once the older might end last, and stay.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const reload = () =>
    inTurn(async () => {
      take(await read());
      listeners.forEach((listener) => listener());
    });
  const opened = inTurn(async () => take(await read()));
  // Before the first reading has ended: what changes meanwhile is read again.
  parts.onChange(() => void reload());
  await opened;
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reload,
  };
}
