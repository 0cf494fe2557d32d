import * as z from 'zod';
import {
  address,
  foreignKey,
  isHost,
  isIpAddress,
  isOrigin,
  link,
  list,
  oneOf,
  ownKey,
  text,
  unset,
  wholeNumber,
  wholeNumberOrUnset,
} from './env-values';
import { isExtensionScheme } from './origins';

/** Every variable the proxy reads; the table in README.md has one row for each (a test compares them). */
export const envSchema = z.object({
  HOST: z.preprocess(
    unset,
    z
      .string()
      .refine((value) => isHost(value) || isIpAddress(value), 'must be a host name or an IP address')
      .default('127.0.0.1'),
  ),
  PORT: wholeNumber(0, 65_535, 8787),
  PUBLIC_URL: address,
  ALLOWED_HOSTS: list(isHost, 'must be host names without ports, separated by commas'),
  ALLOWED_ORIGINS: list(
    (value) => isOrigin(value) || isExtensionScheme(value),
    'must be chrome-extension://<id>, moz-extension://<id>, a bare chrome-extension: or moz-extension:, or https://host, separated by commas, without a trailing slash',
  ),
  ALLOW_MOZ_EXTENSION: oneOf(['any']),
  TRUSTED_PROXIES: list(isIpAddress, 'must be IP addresses, separated by commas'),

  AUTH: oneOf(['none', 'key']),
  PROXY_KEY: ownKey,
  PROXY_KEY_PREVIOUS: ownKey,
  SIGNING_KEY: ownKey,
  /** At most ten minutes (P7). */
  TOKEN_TTL_SECONDS: wholeNumber(20, 600, 300),
  READER_TTL_DAYS: wholeNumber(1, 3_650, 400),

  DATA_DIR: z.preprocess(unset, z.string().default('data')),
  DATABASE: z.preprocess(unset, z.string().optional()),
  RETENTION_DAYS: wholeNumber(0, 3_650, 0),

  OPENAI_API_KEY: foreignKey,
  OPENAI_BASE_URL: address,
  OPENAI_MODEL: text(200),
  OPENAI_MAX_TOKENS: wholeNumber(0, 1_000_000, 0),
  /** Its default depends on where the model is (`env.ts`). */
  OPENAI_FIRST_TOKEN_SECONDS: wholeNumberOrUnset(1, 86_400),
  OPENAI_SILENCE_SECONDS: wholeNumber(1, 3_600, 60),
  OPENAI_IMAGES: oneOf(['on', 'off']),
  /** Read from the server where it tells (`completions/facts.ts`). */
  OPENAI_CONTEXT_TOKENS: wholeNumberOrUnset(512, 10_000_000),
  /** By the size of the model where unset. */
  OPENAI_RULES: oneOf(['short', 'full']),
  MAX_ATTACHMENT_MB: wholeNumber(0, 50, 5),
  /** Of an OpenAI-hosted workflow: this proxy then vends client secrets for it and answers nothing itself. */
  OPENAI_WORKFLOW: z.preprocess(
    unset,
    z
      .string()
      .regex(/^wf_[\w-]{1,190}$/, 'must be a workflow id, as in wf_68a1')
      .optional(),
  ),
  /** The frame page for OpenAI's view (`frame/`). */
  OPENAI_VIEW: oneOf(['off']),
  CHATKIT_SCRIPT_URL: address,
  CHATKIT_DOMAIN_KEY: z.preprocess(
    unset,
    z
      .string()
      .regex(/^domain_pk_[\w-]{1,180}$/, 'must be a domain key, as in domain_pk_68a1')
      .optional(),
  ),

  ORCHEO_URL: address,
  ORCHEO_SERVICE_TOKEN: foreignKey,
  ORCHEO_WORKFLOW_ID: z.preprocess(unset, z.guid('must be the id (UUID) of the workflow').toLowerCase().optional()),

  TOKENS_PER_MINUTE: wholeNumber(1, 100_000, 120),
  REQUESTS_PER_MINUTE: wholeNumber(1, 100_000, 120),
  CONCURRENT_ANSWERS: wholeNumber(1, 10_000, 50),
  ANSWERS_PER_DAY: wholeNumber(0, 10_000_000, 0),
  ANSWERS_PER_READER: wholeNumber(0, 1_000_000, 0),

  SITE_NAME: text(60),
  SITES: list((value) => value.length <= 200, 'must be match patterns of at most 200 characters, separated by commas'),
  MAX_PASSAGE: wholeNumber(100, 200_000, 10_000),
  GREETING: text(200),
  PLACEHOLDER: text(120),
  /** Separated by `|`, since a question may hold a comma. */
  STARTERS: list((value) => value.length <= 120, 'must be questions of at most 120 characters, separated by |', '|', 6),
  DISCLAIMER: text(300),
  ACCENT: z.preprocess(
    unset,
    z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #0d7d62')
      .optional(),
  ),
  SUPPORT_URL: link,
  PRIVACY_URL: link,

  LOG: oneOf(['requests', 'errors']),
});
export type Variables = z.infer<typeof envSchema>;

/** Secrets may come from a file instead (P1), as in `PROXY_KEY_FILE=/run/secrets/key`. */
export const secretNames = [
  'PROXY_KEY',
  'PROXY_KEY_PREVIOUS',
  'SIGNING_KEY',
  'OPENAI_API_KEY',
  'ORCHEO_SERVICE_TOKEN',
] as const;
