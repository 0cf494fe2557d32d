import { classifyHost } from './network';
import type { Connection } from './schema';

/**
 * Ollama refuses whoever names an origin that it was not told of, as a browser does for its extensions. Where the reader
 * connects one that does, `Origin` is left out of our own requests to exactly that address, and of no other.
 */
export interface OriginRule {
  id: number;
  priority: 1;
  action: { type: 'modifyHeaders'; requestHeaders: [{ header: 'origin'; operation: 'remove' }] };
  condition: { urlFilter: string; initiatorDomains: [string]; resourceTypes: ['xmlhttprequest'] };
}

type Asked = Pick<Connection, 'kind' | 'apiUrl' | 'managed' | 'model'>;

/** Whether a connection's requests go without `Origin`: as its reader connected it, inside their own network alone. */
export function goesWithoutOrigin({ kind, apiUrl, managed, model }: Asked): boolean {
  if (kind !== 'model' || managed === true || model?.withoutOrigin !== true) return false;
  return classifyHost(new URL(apiUrl).hostname) !== 'public';
}

/**
 * One rule for each address. A filter that begins with `|` and an origin and ends with its slash fits no other host or port.
 *
 * @param self host of our own pages' origin: requests of any other page are left as they are
 */
export function originRules(connections: readonly Asked[], self: string): OriginRule[] {
  const origins = new Set(connections.filter(goesWithoutOrigin).map(({ apiUrl }) => new URL(apiUrl).origin));
  return [...origins].map((origin, index) => ({
    id: index + 1,
    priority: 1,
    action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
    condition: { urlFilter: `|${origin}/`, initiatorDomains: [self], resourceTypes: ['xmlhttprequest'] },
  }));
}

/** Ollama's setting that lets this browser's extensions in, as each system takes it; Ollama is then started again. */
export function originsLine(isFirefox: boolean, platform: string): string {
  const origins = `${isFirefox ? 'moz' : 'chrome'}-extension://*`;
  if (/^mac/i.test(platform)) return `launchctl setenv OLLAMA_ORIGINS "${origins}"`;
  if (/^win/i.test(platform)) return `setx OLLAMA_ORIGINS "${origins}"`;
  return `OLLAMA_ORIGINS="${origins}" ollama serve`;
}
