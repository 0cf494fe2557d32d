import { hostOf } from '../connection/origins';
import { goesWithoutOrigin } from '../connection/origin-rule';
import type { Connection } from '../connection/schema';
import { isNeeded, reachedPatterns } from '../settings/button-sites';
import { isWebPattern } from '../shared/match-patterns';
import { covers } from '../shared/self-check';

/** An address that Docent may ask: whom for, and whether the browser lets it. */
export interface Reached {
  /** With port. */
  host: string;
  /** Names of the back ends behind it. */
  names: string[];
  allowed: boolean;
  /** Our own requests there go without `Origin`. */
  withoutOrigin: boolean;
}

/** What the connections need, by host, in their order. */
export function reachedHosts(connections: readonly Connection[], granted: readonly string[]): Reached[] {
  const hosts = new Map<string, Reached>();
  for (const connection of connections) {
    const { name, origins } = connection;
    for (const origin of origins) {
      const host = hostOf(origin);
      const known = hosts.get(host);
      hosts.set(host, {
        host,
        names: [...new Set([...(known?.names ?? []), name])],
        allowed: (known?.allowed ?? true) && covers(granted, origin),
        withoutOrigin: known?.withoutOrigin === true || goesWithoutOrigin(connection),
      });
    }
  }
  return [...hosts.values()];
}

/** Granted patterns that neither the button nor a back end needs: of a page that was included, or of a time before. */
export function unneededPatterns(
  connections: readonly Connection[],
  buttonSites: readonly string[],
  granted: readonly string[],
): string[] {
  const needed = [...reachedPatterns(connections), ...buttonSites];
  return granted.filter((pattern) => isWebPattern(pattern) && !isNeeded(pattern, needed));
}
