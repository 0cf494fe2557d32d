import * as z from 'zod';
import { parseAddress, parseUrl } from './address';
import { originsOf } from './origins';
import { type Connection, connectionSchema, DEVICE_CONNECTION_ID } from './schema';

const FORMAT = 'docent-connections';
const MAX_CONNECTIONS = 200;
const fileSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  connections: z.array(z.unknown()).max(MAX_CONNECTIONS),
});

/**
 * The reader's back ends as one file. It holds no key and no token, which are kept elsewhere, and leaves out what is as good
 * as one: the query of an address, and the name OpenAI keeps a reader's history under.
 */
export function writeConnectionsFile(connections: readonly Connection[]): string {
  const own = connections.filter(({ id, managed }) => id !== DEVICE_CONNECTION_ID && managed !== true);
  return JSON.stringify({ format: FORMAT, version: 1, connections: own.map(withoutSecrets) }, null, 2);
}

function withoutSecrets({ user: _user, pending: _pending, ...connection }: Connection) {
  const bare = (address: string) => address.replace(/[?#].*$/s, '');
  const addresses = (['apiUrl', 'tokenUrl', 'frameUrl', 'descriptorUrl'] as const).flatMap((key) => {
    const address = connection[key];
    return address === undefined ? [] : [[key, bare(address)] as const];
  });
  return { ...connection, ...Object.fromEntries(addresses) };
}

/**
 * Connections of a file that somebody else may have written: each is parsed like a stored one, its addresses obey the
 * rules of a typed one (threats.md R9), its origins follow from them, and it gets an id of its own. Entries that do not
 * pass, and those already there, are left out.
 */
export function readConnectionsFile(text: string, known: readonly Connection[], makeId: () => string): Connection[] {
  const file = fileSchema.safeParse(parse(text));
  if (!file.success) return [];
  return file.data.connections.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const parsed = connectionSchema
      .omit({ managed: true, pending: true, user: true })
      .safeParse({ ...entry, id: makeId(), origins: [] });
    if (!parsed.success || parsed.data.kind === 'device') return [];
    const { apiUrl, tokenUrl, frameUrl, descriptorUrl, workflow, kind } = parsed.data;
    const addresses = [apiUrl, tokenUrl, frameUrl, descriptorUrl].filter((address) => address !== undefined);
    if (!addresses.every(isTypable)) return [];
    if (known.some((other) => other.apiUrl === apiUrl && other.workflow === workflow)) return [];
    const user = kind === 'openai-hosted' ? { user: makeId() } : {};
    return [{ ...parsed.data, ...user, origins: originsOf(parsed.data) }];
  });
}

const isTypable = (address: string) => {
  const { protocol, hash } = parseUrl(address) ?? {};
  return /^https?:$/.test(protocol ?? '') && hash === '' && parseAddress(address).ok;
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
