import * as z from 'zod';
import { parseAddress, parseUrl } from '../connection/address';
import { speakableKinds } from './api-fetch';
import { addressesOf, originsOf } from '../connection/origins';
import { plainName } from '../connection/plain-name';
import { type Connection, connectionSchema, type Presentation, staysHere } from '../connection/schema';
import { withoutSecrets } from '../connection/without-secrets';
import { isSiteRule } from './read-site-rule';

const FORMAT = 'docent-connections';
const MAX_CONNECTIONS = 200;
const fileSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  connections: z.array(z.unknown()).max(MAX_CONNECTIONS),
});
/** Only a policy locks, only a test is pending, and a reader's name is made where it is used. */
const entrySchema = connectionSchema.omit({ managed: true, pending: true, user: true });

/**
 * The reader's back ends as one file. It holds no key and no token, which are kept elsewhere, and leaves out what is as good
 * as one: the query of an address, and the name OpenAI keeps a reader's history under.
 */
export function writeConnectionsFile(connections: readonly Connection[]): string {
  const own = connections.filter((connection) => !staysHere(connection) && connection.managed !== true);
  return JSON.stringify({ format: FORMAT, version: 1, connections: own.map(withoutSecrets) }, null, 2);
}

/**
 * Connections of a file that somebody else may have written: each is parsed like a stored one, its addresses obey the
 * rules of a typed one (docs/threats.md R9), as do its sites, its origins follow from them, its words are drawn as they
 * are read, and it gets an id of its own. Entries that do not pass, and those already there, are left out.
 */
export function readConnectionsFile(text: string, known: readonly Connection[], makeId: () => string): Connection[] {
  const file = fileSchema.safeParse(parse(text));
  if (!file.success) return [];
  return file.data.connections.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const parsed = entrySchema.safeParse({ ...entry, id: makeId(), origins: [] });
    if (!parsed.success || staysHere(parsed.data) || !speakableKinds.includes(parsed.data.kind)) return [];
    const { apiUrl, descriptorUrl, signInUrl, chat, workflow, kind, name, sites, presentation } = parsed.data;
    const unasked = [descriptorUrl, signInUrl, chat?.sessionsUrl].flatMap((address) => address ?? []);
    if (![...addressesOf(parsed.data), ...unasked].every(isTypable)) return [];
    if (known.some((other) => other.apiUrl === apiUrl && other.workflow === workflow)) return [];
    const user = kind === 'openai-hosted' ? { user: makeId() } : {};
    // Its reader is told of it when it is connected.
    const model = parsed.data.model && { model: { ...parsed.data.model, withoutOrigin: undefined } };
    return [
      {
        ...parsed.data,
        ...user,
        ...model,
        name: plainName(name),
        sites: sites.filter(({ match }) => isSiteRule(match)),
        presentation: plainWords(withSafeLinks(presentation)),
        origins: originsOf(parsed.data),
      },
    ];
  });
}

/** As in a descriptor: a link that is not https is dropped. */
function withSafeLinks({ supportUrl, privacyUrl, ...rest }: Presentation): Presentation {
  const isSafe = (link: string | undefined) => parseUrl(link ?? '')?.protocol === 'https:';
  return { ...rest, ...(isSafe(supportUrl) && { supportUrl }), ...(isSafe(privacyUrl) && { privacyUrl }) };
}

/** As in a descriptor: what is drawn holds no character that turns or hides others. */
function plainWords(presentation: Presentation): Presentation {
  const words = (['greeting', 'placeholder', 'disclaimer', 'retention'] as const).flatMap((key) => {
    const text = presentation[key];
    return text === undefined ? [] : [[key, plainName(text)] as const];
  });
  const starters = presentation.starters?.map(plainName);
  return { ...presentation, ...Object.fromEntries(words), ...(starters && { starters }) };
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
