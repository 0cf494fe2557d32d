import type { ConnectionDraft } from '../descriptor';
import { AppError, TOKEN_IN_ADDRESS } from '../../shared/errors';
import { hostOf, originsOf } from '../../connection/origins';
import type { AuthKind } from '../../connection/schema';
import {
  answersWithFields,
  baseOf,
  fieldsOf,
  type OpenApi,
  type Operation,
  valuesOf,
  wantsBearer,
  wantsTokenInAddress,
} from './openapi';
import { chatPresentation } from './presentation';
import type { ChatSettings, Dialect } from '../../connection/plain-settings';

/** A route that speaks one of the contracts. */
interface Route {
  path: string;
  operation: Operation;
  dialect: Dialect;
}

/**
 * A connection from what a FastAPI server says of its routes; null when none of them is a chat we know. Of several, the
 * one at the pasted address, else the first, and a streaming one before its twin. Throws `BAD_ADDRESS` for a chat that
 * takes its token in the address.
 */
export function recogniseChat(document: OpenApi, documentUrl: string, address: string): ConnectionDraft | null {
  const base = baseOf(document, documentUrl);
  const routes = Object.entries(document.paths).flatMap(([path, { post }]): Route[] => {
    const dialect = post && dialectOfRoute(document, path, post);
    return post && dialect ? [{ path, operation: post, dialect }] : [];
  });
  const atAddress = routes.filter(({ path }) => isAt(address, base + path));
  const pasted = atAddress.find(({ path }) => !path.includes('{')) ?? atAddress[0];
  const route = pasted ?? routes.find(({ path }) => /stream/.test(path)) ?? routes[0] ?? undescribed(document);
  if (!route) return null;
  const { dialect } = route;
  if (wantsTokenInAddress(route.operation) && !wantsBearer(document, route.operation))
    throw new AppError('BAD_ADDRESS', { host: hostOf(base), reason: TOKEN_IN_ADDRESS });
  const { auth, tokenUrl } = signInOf(document, base, route);
  const apiUrl = new URL(base + withUserPlace(route)).href;
  const userId = userOf(address, base + route.path);
  return {
    name: nameOf(document, base),
    kind: dialect === 'json' ? 'chat-json' : 'chat-sse',
    apiUrl,
    tokenUrl,
    origins: originsOf({ apiUrl, tokenUrl }),
    auth,
    view: 'packaged',
    sites: [],
    chat: {
      dialect,
      ...sessionsOf(document, base, dialect),
      ...idsOf(document, route),
      ...(dialect === 'text' && userId !== undefined && { userId }),
    },
    presentation: chatPresentation(dialect),
  };
}

/** The path of a ChatKit server among the routes: it takes any body, so only its name tells. */
export function chatKitRoute(document: OpenApi, documentUrl: string): string | undefined {
  const path = Object.keys(document.paths).find((each) => /\/chatkit\/?$/.test(each) && document.paths[each]?.post);
  return path === undefined ? undefined : baseOf(document, documentUrl) + path;
}

/**
 * A chat below the reader's id whose body the document leaves out, because its handler reads the request itself: what
 * stands in the address is all that tells it. Last, after every route that says more.
 */
function undescribed(document: OpenApi): Route | undefined {
  for (const [path, { post }] of Object.entries(document.paths)) {
    if (!post || post.requestBody || answersWithFields(document, post)) continue;
    if (/\/\{[^}/]+\}\/chat\/?$/.test(path) && oneParameter(path)) return { path, operation: post, dialect: 'text' };
  }
  return undefined;
}

const oneParameter = (path: string) => path.match(/\{[^}/]+\}/g)?.length === 1;

/** The reader's id has one name with us, whatever the server calls it. */
const withUserPlace = ({ path, dialect }: Route) =>
  dialect === 'text' && oneParameter(path) ? path.replace(/\{[^}/]+\}/, '{user_id}') : path;

/** The address without query and the slash at its end, percent-encoding undone. */
function plainAddress(address: string): string {
  const bare = address.replace(/[?#].*$/, '').replace(/\/+$/, '');
  try {
    return decodeURI(bare);
  } catch {
    return bare;
  }
}

/** What an address has in the places that a route leaves open; null for the address of something else. */
function placesOf(address: string, route: string): string[] | null {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const parts = plainAddress(route).split(/\{[^}/]+\}/);
  return new RegExp(`^${parts.map(literal).join('([^/]+)')}$`).exec(plainAddress(address))?.slice(1) ?? null;
}

const isAt = (address: string, route: string): boolean => placesOf(address, route) !== null;

/** The id in a pasted address, as the site's own page has it. */
function userOf(address: string, route: string): string | undefined {
  const [place] = placesOf(address, route) ?? [];
  return place === undefined || /^\{.*\}$/.test(place) ? undefined : place.slice(0, 200);
}

function dialectOfRoute(document: OpenApi, path: string, operation: Operation): Dialect | undefined {
  const fields = fieldsOf(document, operation);
  if (!('message' in fields)) return undefined;
  if ('selected_text' in fields) {
    const modes = valuesOf(document, fields['mode']);
    if (modes.includes('selected_text_only')) return 'events';
    return modes.includes('selection_only') || answersWithFields(document, operation) ? 'json' : undefined;
  }
  const streams = !answersWithFields(document, operation);
  return 'conversation_id' in fields && /chat/.test(path) && streams ? 'text' : undefined;
}

/**
 * Where a token comes from. `GET /auth/token` gives one for the session cookie of its origin; the reader's own JWT is the
 * key that the session endpoint asks for.
 */
function signInOf(
  document: OpenApi,
  base: string,
  { path, operation, dialect }: Route,
): { auth: AuthKind; tokenUrl: string | undefined } {
  const paths = Object.keys(document.paths);
  const session = paths.find((each) => /\/chatkit\/session\/?$/.test(each) && document.paths[each]?.post);
  // A handler that reads the header itself does not say so; who keeps readers apart by their id wants to know them.
  const isUsers = dialect === 'text' && oneParameter(path) && session !== undefined;
  if (!wantsBearer(document, operation) && !isUsers) return { auth: 'none', tokenUrl: undefined };
  const byCookie = paths.find((each) => /\/auth\/token\/?$/.test(each) && document.paths[each]?.get);
  if (byCookie !== undefined) return { auth: 'better-auth', tokenUrl: base + byCookie };
  if (session !== undefined) return { auth: 'key', tokenUrl: base + session };
  return { auth: 'key', tokenUrl: undefined };
}

function sessionsOf(document: OpenApi, base: string, dialect: Dialect): Pick<ChatSettings, 'sessionsUrl'> {
  const wanted = dialect === 'json' ? /\/sessions\/\{[^}/]+\}$/ : /\/sessions\/\{[^}/]+\}\/messages$/;
  const path = Object.keys(document.paths).find((each) => wanted.test(each) && document.paths[each]?.get);
  const list = path?.replace(/\/\{.*$/, '');
  const isListed = dialect === 'json' || (list !== undefined && document.paths[list]?.get !== undefined);
  return list !== undefined && isListed && dialect !== 'text' ? { sessionsUrl: base + list } : {};
}

/** Whether the client may name a conversation: any text, or a UUID, but not a number. */
function idsOf(document: OpenApi, { dialect, operation }: Route): Pick<ChatSettings, 'ownIds'> {
  if (dialect !== 'text') return {};
  const schema = JSON.stringify(fieldsOf(document, operation)['conversation_id'] ?? {});
  return schema.includes('"string"') && !schema.includes('"integer"') ? { ownIds: true } : {};
}

/** FastAPI's own default title names nothing. */
function nameOf({ info }: OpenApi, base: string): string {
  const title = info.title
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return (title === '' || title === 'FastAPI' ? new URL(base).host : title).slice(0, 60);
}
