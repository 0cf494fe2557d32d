import * as z from 'zod';
import { AppError } from '../shared/errors';
import { parseAddress, parseUrl } from '../connection/address';
import { speakableKinds } from './api-fetch';
import { classifyHost } from '../connection/network';
import { hostOf, newOrigins, originsOf } from '../connection/origins';
import { chatPresentation } from './plain/presentation';
import { type ChatSettings, dialectOf } from '../connection/plain-settings';
import { isPlainChat } from './plain/subject';
import { plainName } from '../connection/plain-name';
import { isSiteRule, readSiteRule } from './read-site-rule';
import {
  type Connection,
  connectionKinds,
  descriptorSchema,
  type Descriptor,
  presentationSchema,
} from '../connection/schema';

/** Everything of a connection but its identity, which the reader's list gives. */
export type ConnectionDraft = Omit<Connection, 'id' | 'managed' | 'pending'>;

/** Where a back end describes itself, below its address or at its origin. */
export const DESCRIPTOR_PATH = '/.well-known/docent.json';

/** Address of the descriptor below an address: its path is kept, its query is not. */
export function descriptorUrlBelow(address: string): string {
  const { origin, pathname } = new URL(address);
  const path = pathname.replace(/\/+$/, '');
  return origin + (path.endsWith(DESCRIPTOR_PATH) ? path : path + DESCRIPTOR_PATH);
}

/**
 * A connection from what a back end says of itself. Throws `BAD_ANSWER` when it is not a descriptor, names an address
 * we would not take from the reader either, or, read from the open internet, points into this computer or its network.
 */
export function readDescriptor(body: unknown, descriptorUrl: string): ConnectionDraft {
  const host = hostOf(descriptorUrl);
  const parsed = descriptorSchema.safeParse(body);
  if (!parsed.success) {
    // An unknown kind is one of a newer Docent: the descriptor is not broken.
    const kind = z.object({ kind: z.string() }).safeParse(body).data?.kind;
    const isNew = kind !== undefined && !connectionKinds.some((known) => known === kind);
    throw new AppError('BAD_ANSWER', { host, reason: isNew ? 'unknownKind' : 'badDescriptor' });
  }
  const descriptor = parsed.data;
  if (!speakableKinds.includes(descriptor.kind)) throw new AppError('BAD_ANSWER', { host, reason: 'unknownKind' });
  const apiUrl = resolve(descriptor.chatkit.url, descriptorUrl);
  const tokenUrl = descriptor.token && resolve(descriptor.token.url, descriptorUrl);
  const oidc = descriptor.oidc && {
    ...descriptor.oidc,
    issuer: resolve(descriptor.oidc.issuer, descriptorUrl),
    origins: descriptor.oidc.origins?.map((origin) => new URL(resolve(origin, descriptorUrl)).origin),
  };
  const isComplete = {
    none: true,
    key: true,
    cookie: true,
    oidc: oidc !== undefined,
    'better-auth': tokenUrl !== undefined,
  };
  if (!isComplete[descriptor.auth]) throw new AppError('BAD_ANSWER', { host, reason: 'badDescriptor' });
  const frameUrl = descriptor.frame === undefined ? undefined : resolve(descriptor.frame, descriptorUrl);
  return {
    name: plainName(descriptor.name),
    kind: descriptor.kind,
    apiUrl,
    tokenUrl,
    frameUrl,
    descriptorUrl,
    domainKey: descriptor.chatkit.domainKey,
    origins: originsOf({ apiUrl, tokenUrl, frameUrl, oidc }),
    auth: descriptor.auth,
    ...(oidc && { oidc }),
    ...(descriptor.signIn !== undefined && { signInUrl: resolve(descriptor.signIn, descriptorUrl) }),
    view: 'packaged',
    workflow: descriptor.workflow,
    ...(descriptor.kind === 'openai-hosted' && { sessions: 'docent' as const }),
    chat: chatOf(descriptor, descriptorUrl),
    sites: (descriptor.sites ?? []).flatMap((site) => {
      const match = isSiteRule(site) ? readSiteRule(site) : null;
      return match === null ? [] : { match };
    }),
    presentation: presentationOf(descriptor, descriptorUrl),
  };
}

/**
 * What a descriptor read again means for a connection: taken over as it is, or, when it names an origin the reader has
 * not confirmed, not followed until then (docs/design.md 13). The reader's own name and sites stay.
 */
export function followDescriptor(
  connection: Connection,
  draft: ConnectionDraft,
): { followed: Connection; unconfirmed: [] } | { followed: null; unconfirmed: string[] } {
  const unconfirmed = newOrigins(draft.origins, connection.origins);
  if (unconfirmed.length > 0) return { followed: null, unconfirmed };
  const { id, name, sites, view } = connection;
  const { userId, importSession } = connection.chat ?? {};
  const chat = draft.chat && { ...draft.chat, userId, importSession };
  return { followed: { ...connection, ...draft, id, name, sites, view, chat }, unconfirmed: [] };
}

function resolve(address: string, descriptorUrl: string): string {
  const host = hostOf(descriptorUrl);
  const absolute = parseUrl(address, descriptorUrl);
  const parsed = absolute && parseAddress(absolute.href);
  if (!parsed?.ok || parsed.key !== undefined) throw new AppError('BAD_ANSWER', { host, reason: 'badDescriptor' });
  const from = classifyHost(new URL(descriptorUrl).hostname);
  const to = classifyHost(new URL(parsed.url).hostname);
  const inward = (from === 'public' && to !== 'public') || (from === 'private' && to === 'loopback');
  if (inward) throw new AppError('BAD_ANSWER', { host, reason: 'badDescriptor' });
  return parsed.url;
}

function chatOf({ kind, chat }: Descriptor, descriptorUrl: string): ChatSettings | undefined {
  if (!isPlainChat({ kind })) return undefined;
  const sessionsUrl = chat?.sessionsUrl && resolve(chat.sessionsUrl, descriptorUrl);
  return { ...chat, dialect: dialectOf(kind, chat), sessionsUrl };
}

function presentationOf(descriptor: Descriptor, descriptorUrl: string): Connection['presentation'] {
  const texts = ['greeting', 'placeholder', 'disclaimer', 'retention'] as const;
  const cleaned = Object.fromEntries(
    texts.flatMap((key) => (descriptor[key] === undefined ? [] : [[key, plainName(descriptor[key])]])),
  );
  const links = (['supportUrl', 'privacyUrl'] as const).flatMap((key) => {
    const link = descriptor[key] === undefined ? null : parseUrl(descriptor[key], descriptorUrl);
    return [[key, link?.protocol === 'https:' ? link.href : undefined]];
  });
  return presentationSchema.parse({
    ...(isPlainChat(descriptor) && chatPresentation(dialectOf(descriptor.kind, descriptor.chat))),
    ...defined(descriptor),
    ...cleaned,
    ...Object.fromEntries(links),
    starters: descriptor.starters?.map(plainName),
  });
}

/** Drops keys whose value is undefined: they would hide a default. */
const defined = (descriptor: Descriptor) =>
  Object.fromEntries(Object.entries(descriptor).filter(([, value]) => value !== undefined));
