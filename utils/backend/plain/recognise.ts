import type { ConnectionDraft } from '../descriptor';
import { originsOf } from '../../connection/origins';
import type { AuthKind } from '../../connection/schema';
import { answersWithFields, baseOf, fieldsOf, type OpenApi, type Operation, valuesOf, wantsBearer } from './openapi';
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
 * one at the pasted address, else the first, and a streaming one before its twin.
 */
export function recogniseChat(document: OpenApi, documentUrl: string, address: string): ConnectionDraft | null {
  const base = baseOf(document, documentUrl);
  const routes = Object.entries(document.paths).flatMap(([path, { post }]): Route[] => {
    const dialect = post && dialectOfRoute(document, path, post);
    return post && dialect ? [{ path, operation: post, dialect }] : [];
  });
  const bare = address.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const route =
    routes.find(({ path }) => (base + path).replace(/\/+$/, '') === bare) ??
    routes.find(({ path }) => /stream/.test(path)) ??
    routes[0];
  if (!route) return null;
  const { dialect } = route;
  const { auth, tokenUrl } = signInOf(document, base, route.operation);
  const apiUrl = new URL(base + route.path).href;
  return {
    name: nameOf(document, base),
    kind: dialect === 'json' ? 'chat-json' : 'chat-sse',
    apiUrl,
    tokenUrl,
    origins: originsOf({ apiUrl, tokenUrl }),
    auth,
    view: 'packaged',
    sites: [],
    chat: { dialect, ...sessionsOf(document, base, dialect), ...idsOf(document, route) },
    presentation: chatPresentation(dialect),
  };
}

/** The path of a ChatKit server among the routes: it takes any body, so only its name tells. */
export function chatKitRoute(document: OpenApi, documentUrl: string): string | undefined {
  const path = Object.keys(document.paths).find((each) => /\/chatkit\/?$/.test(each) && document.paths[each]?.post);
  return path === undefined ? undefined : baseOf(document, documentUrl) + path;
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
  operation: Operation,
): { auth: AuthKind; tokenUrl: string | undefined } {
  if (!wantsBearer(document, operation)) return { auth: 'none', tokenUrl: undefined };
  const paths = Object.keys(document.paths);
  const byCookie = paths.find((path) => /\/auth\/token\/?$/.test(path) && document.paths[path]?.get);
  if (byCookie !== undefined) return { auth: 'better-auth', tokenUrl: base + byCookie };
  const session = paths.find((path) => /\/chatkit\/session\/?$/.test(path));
  if (session !== undefined && document.paths[session]?.post) return { auth: 'key', tokenUrl: base + session };
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
