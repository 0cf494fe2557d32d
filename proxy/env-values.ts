import * as z from 'zod';
import { isLoopback } from './loopback';
import { isExtensionOrigin } from './origins';

/** Schemas of single environment values. Their sentences never repeat the value: it may be a secret. */

/** Docker and shells pass unset variables as empty strings. */
export const unset = (value: unknown) => (typeof value === 'string' ? value.trim() || undefined : value);

const digits = (min: number, max: number) => {
  const sentence = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, { abort: true, error: sentence })
    .transform(Number)
    .refine((value) => value >= min && value <= max, sentence);
};

export const wholeNumber = (min: number, max: number, fallback: number) =>
  z.preprocess(unset, digits(min, max).default(fallback));

export const wholeNumberOrUnset = (min: number, max: number) => z.preprocess(unset, digits(min, max).optional());

export const text = (max: number) =>
  z.preprocess(unset, z.string().max(max, `must be at most ${max} characters`).optional());

export const oneOf = <Value extends string>(values: readonly [Value, ...Value[]]) =>
  z.preprocess(unset, z.enum(values, `must be ${values.map((value) => `"${value}"`).join(' or ')}`).optional());

/** Several values; none when unset. */
export const list = (isValid: (value: string) => boolean, sentence: string, separator = ',', most = 50) =>
  z.preprocess(
    unset,
    z
      .string()
      .default('')
      .transform((value) => value.split(separator).flatMap((entry) => entry.trim() || []))
      .refine((entries) => entries.every(isValid), sentence)
      .refine((entries) => entries.length <= most, `must be at most ${most} entries`),
  );

const webAddress = z.url({ protocol: /^https?$/, abort: true, error: 'must be a web address' });

/** https, or http to this machine; no credentials, query or fragment. Keeps its path, without a trailing slash. */
export const address = z.preprocess(
  unset,
  webAddress
    .transform((value) => new URL(value))
    .refine(
      ({ username, password, search, hash }) => `${username}${password}${search}${hash}` === '',
      'must hold no user name, query or fragment',
    )
    .refine(
      ({ protocol, hostname }) => protocol === 'https:' || isLoopback(hostname),
      'must be https, or http on this machine',
    )
    .transform((url) => url.href.replace(/\/+$/, ''))
    .optional(),
);

/** A link shown to readers. */
export const link = z.preprocess(unset, webAddress.max(2_000, 'must be at most 2000 characters').optional());

const PLACEHOLDER = /\.\.\.|…|[<>]|change.?me|placeholder|^(?:your|example|secret|password|test|xxx)/i;
const secret = z
  .string()
  .regex(/^[\x21-\x7e]+$/, { abort: true, error: 'must be one word' })
  .refine((value) => !PLACEHOLDER.test(value), 'is still a placeholder');

/** A key issued by another service: any length, since compatible servers take short ones. */
export const foreignKey = z.preprocess(unset, secret.optional());

/** A key of this proxy, randomly generated; safe in a header and in an address. */
export const ownKey = z.preprocess(
  unset,
  secret
    .min(32, 'must be at least 32 random characters, for example from: openssl rand -hex 32')
    .refine((value) => value.length < 32 || new Set(value).size >= 10, 'is still a placeholder')
    .optional(),
);

/** An origin as browsers write the header, so that comparing is string equality (P2). */
export function isOrigin(value: string): boolean {
  if (isExtensionOrigin(value)) return true;
  return URL.canParse(value) && value.startsWith('https://') && new URL(value).origin === value;
}

export const isHost = (value: string) => /^[a-z0-9.-]+$|^\[[0-9a-f:]+\]$/i.test(value);
export const isIpAddress = (value: string) => /^\d+(?:\.\d+){3}$|^[0-9a-f.]*:[0-9a-f:.]*$/i.test(value);
