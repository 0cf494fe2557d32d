import * as z from 'zod';
import { modelSettingsSchema } from './model-settings';
import { chatSettingsSchema } from './plain-settings';

/**
 * `device` answers in the panel, and so do `model`, by a language model at a server, and `browser-model`, by the browser's
 * own; the others are back ends (docs/design.md, Contracts; docs/backends.md).
 */
export const connectionKinds = [
  'device',
  'chatkit',
  'orcheo',
  'openai-hosted',
  'chat-json',
  'chat-sse',
  'model',
  'browser-model',
] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

/**
 * `passage`: only the passage. `section`: adds the text of its section. `page`: adds the page's main text. `docs`: the back
 * end's whole index.
 */
export const modes = ['passage', 'section', 'page', 'docs'] as const;
export type Mode = (typeof modes)[number];

/**
 * How a reader signs in. `key`: a shared key. `oidc`: OpenID Connect in the browser's sign-in window. `better-auth`: the
 * session cookie of the token address buys a token (`GET`). `cookie`: the API's own session cookie, and no token at all.
 */
export const authKinds = ['none', 'key', 'oidc', 'cookie', 'better-auth'] as const;
export type AuthKind = (typeof authKinds)[number];

const plainText = (max: number) => z.string().trim().min(1).max(max);

/** A provider of OpenID Connect and the public client that Docent is there. No secret is in it. */
export const oidcSchema = z.object({
  issuer: z.string().max(2_000),
  clientId: z.string().min(1).max(300),
  /** Space-separated; `openid` when left out, so that an ID token comes along. */
  scope: z.string().max(500).optional(),
  /** Resource the access token is for, where the provider wants it named. */
  audience: z.string().max(500).optional(),
  /** Further origins of the provider, where its token endpoint is elsewhere. */
  origins: z.array(z.string().max(300)).max(4).optional(),
});

/**
 * `/.well-known/docent.json`: what a back end says of itself. Its texts are short and drawn as text. Addresses may be
 * relative to the descriptor. Unknown keys are ignored so that newer back ends work with older extensions.
 */
export const descriptorSchema = z.object({
  name: plainText(60),
  kind: z.enum(connectionKinds).exclude(['device', 'model', 'browser-model']),
  chatkit: z.object({ url: z.string().max(2_000), domainKey: z.string().max(200).optional() }),
  token: z.object({ url: z.string().max(2_000) }).optional(),
  frame: z.string().max(2_000).optional(),
  /** Of kinds `chat-json` and `chat-sse`: how the chat at `chatkit.url` talks. */
  chat: chatSettingsSchema.omit({ userId: true, importSession: true }).optional(),
  auth: z.enum(authKinds),
  oidc: oidcSchema.optional(),
  /** Page where the reader signs in, for cookies and Better Auth. */
  signIn: z.string().max(2_000).optional(),
  sites: z.array(z.string().max(200)).max(50).optional(),
  accepts: z
    .array(z.enum(['tag', 'page', 'markdown']))
    .optional()
    .catch(undefined),
  modes: z.array(z.enum(modes)).min(1).optional().catch(undefined),
  /** What goes along until the reader chooses; a whole page never does. */
  defaultMode: z.enum(modes).exclude(['page']).optional().catch(undefined),
  /** Quotes of the passage and page alone answer, as on this device: no ready-made question asks for more. */
  answers: z.literal('quotes').optional().catch(undefined),
  limits: z
    .object({ passage: z.number().int().min(100).max(200_000), message: z.number().int().min(100).max(200_000) })
    .partial()
    .optional()
    .catch(undefined),
  /** Files that may go with a question, of one the size in bytes and the types (`image/*` is a family). */
  attachments: z
    .object({
      maxBytes: z.number().int().positive(),
      accept: z.array(z.string().regex(/^[\w.+-]+\/[\w.+*-]+$/)).max(50),
    })
    .optional()
    .catch(undefined),
  greeting: plainText(200).optional().catch(undefined),
  placeholder: plainText(120).optional().catch(undefined),
  starters: z.array(plainText(120)).max(6).optional().catch(undefined),
  disclaimer: plainText(300).optional().catch(undefined),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional()
    .catch(undefined),
  workflow: z.string().max(200).optional(),
  retention: plainText(120).optional().catch(undefined),
  supportUrl: z.string().max(2_000).optional().catch(undefined),
  privacyUrl: z.string().max(2_000).optional().catch(undefined),
  /** Its model reads the message alone and no `quoted_text` (`passage-way.ts`). */
  passageInMessage: z.boolean().optional().catch(undefined),
});
export type Descriptor = z.infer<typeof descriptorSchema>;

/** What of a descriptor is kept with the connection for drawing. */
export const presentationSchema = descriptorSchema.pick({
  accepts: true,
  modes: true,
  defaultMode: true,
  answers: true,
  limits: true,
  attachments: true,
  greeting: true,
  placeholder: true,
  starters: true,
  disclaimer: true,
  accent: true,
  retention: true,
  supportUrl: true,
  privacyUrl: true,
  passageInMessage: true,
});
export type Presentation = z.infer<typeof presentationSchema>;

/** A back end the reader (or a policy) connected. Stored in IndexedDB, never in `storage.local`. */
export const connectionSchema = z.object({
  id: z.string().min(1).max(64),
  name: plainText(60),
  kind: z.enum(connectionKinds),
  /** Absolute, with path. `device:` for the built-in one. */
  apiUrl: z.string().max(2_000),
  tokenUrl: z.string().max(2_000).optional(),
  frameUrl: z.string().max(2_000).optional(),
  /** Address the descriptor was read from, to read it again. */
  descriptorUrl: z.string().max(2_000).optional(),
  domainKey: z.string().max(200).optional(),
  /** Every origin the connection may contact; requests elsewhere are refused. */
  origins: z.array(z.string().max(300)).max(8),
  auth: z.enum(authKinds),
  oidc: oidcSchema.optional(),
  /** Page where the reader signs in; the origin of the token address or the API when left out. */
  signInUrl: z.string().max(2_000).optional(),
  view: z.enum(['packaged', 'openai']).default('packaged'),
  workflow: z.string().max(200).optional(),
  /** Of kinds `chat-json` and `chat-sse`. */
  chat: chatSettingsSchema.optional(),
  /** Of kind `model`. */
  model: modelSettingsSchema.optional(),
  /** Of kind `openai-hosted`: which service makes the sessions, and so what it is asked with (`utils/background/token/hosted-session.ts`). */
  sessions: z.enum(['docent', 'chatkit-link', 'starter']).optional(),
  /** Of kind `openai-hosted`: the name OpenAI keeps this reader's history under; random, made once per connection. */
  user: z.uuid().optional(),
  sites: z
    .array(z.object({ match: z.string().max(300), mode: z.enum(modes).optional() }))
    .max(50)
    .default([]),
  presentation: presentationSchema.default({}),
  /** *Put the passage into the message*, as the reader set it or a test found it; absent: `passage-way.ts` decides. */
  passageInMessage: z.boolean().optional(),
  /** Nobody at this address says its settings: the reader filled them in, or (false) took the form as it stood. */
  byHand: z.boolean().optional(),
  /** Set by policy: shown locked. */
  managed: z.boolean().optional(),
  /** Being tested and not yet kept: `getConnection` finds it, no list shows it, the next start sweeps it away. */
  pending: z.boolean().optional(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** Whether nothing leaves the browser: quotes or the browser's own model answer. */
export const staysHere = ({ kind }: Pick<Connection, 'kind'>): boolean => kind === 'device' || kind === 'browser-model';

/** Whether quotes answer, found by our own code: here, or in a proxy without a model. */
export const answersByQuotes = ({ kind, presentation }: Pick<Connection, 'kind' | 'presentation'>): boolean =>
  kind === 'device' || presentation.answers === 'quotes';

/** An Orcheo connection that cannot be asked yet: nobody has said which workflow. */
export function isWithoutWorkflow({ kind, workflow }: Pick<Connection, 'kind' | 'workflow'>): boolean {
  return kind === 'orcheo' && workflow === undefined;
}

/** Length of a passage when neither connection nor policy says otherwise, UTF-16 units (docs/design.md, Length). */
export const DEFAULT_MAX_PASSAGE = 10_000;
/** Longest text of a page or a section that goes along, UTF-16 units. */
export const MAX_PAGE_TEXT = 60_000;

export const DEVICE_CONNECTION_ID = 'device';
/**
 * The built-in connection (docs/design.md 12). Its name comes from the strings catalogue (`deviceName`) where it is
 * drawn.
 */
export const deviceConnection: Connection = {
  id: DEVICE_CONNECTION_ID,
  name: 'On this device',
  kind: 'device',
  apiUrl: 'device:',
  origins: [],
  auth: 'none',
  view: 'packaged',
  sites: [],
  presentation: { modes: ['passage', 'section', 'page'], accepts: ['page'] },
};
