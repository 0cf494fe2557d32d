import * as z from 'zod';
import { parseAddress } from '../connection/address';
import { type Connection, connectionSchema, staysHere } from '../connection/schema';
import { addressesOf, originsOf } from '../connection/origins';
import { isSitePattern } from '../connection/site-rules';

const flag = z.boolean().optional().catch(undefined);
const versionSchema = z.number().int().min(0).max(1_000);

/**
 * Managed policy (`storage.managed`, schema in `public/policy.schema.json`). A bad field is ignored, the rest holds.
 */
export const policySchema = z.object({
  connections: z
    .array(z.unknown())
    .transform((list) => list.flatMap((item, index) => managedConnection(item, index) ?? []))
    .optional()
    .catch(undefined),
  /** Host patterns where the button appears; others are off. */
  sites: z
    .array(z.string())
    .transform((list) => list.filter(isSitePattern))
    .optional()
    .catch(undefined),
  /**
   * The organisation has obtained consent: to the version it names (`utils/settings/consent.ts`); `true` names the first,
   * as in policies of before there were versions.
   */
  consentGiven: z.union([z.boolean(), versionSchema]).optional().catch(undefined),
  /** The version that a `consentGiven: true` agrees to: Chrome lets a field have one type only. */
  consentVersion: versionSchema.optional().catch(undefined),
  /** False: the welcome page never opens. */
  welcome: flag,
  allowOtherConnections: flag,
  allowOpenAIView: flag,
  /** False: see `forbidden.ts`. */
  allowKeys: flag,
  allowModelsHere: flag,
  allowModelsElsewhere: flag,
  allowWholeDocs: flag,
  /** Longest passage that may be sent, UTF-16 units. */
  maxPassage: z.number().int().min(1).optional().catch(undefined),
});
export type Policy = z.infer<typeof policySchema>;

/** Version of the consent that the organisation gave for its readers; 0: none. */
export function agreedByPolicy({ consentGiven = false, consentVersion = 1 }: Policy): number {
  return consentGiven === true ? Math.max(1, consentVersion) : Number(consentGiven);
}

/** Reads the policy. Firefox rejects when none is set ("Managed storage manifest not found"), Chrome answers `{}`. */
export async function readPolicy(managed: { get(keys: null): Promise<Record<string, unknown>> }): Promise<Policy> {
  try {
    return policySchema.parse(await managed.get(null));
  } catch {
    return {};
  }
}

/**
 * A policy names the addresses; id and origins follow from them. Its addresses obey the same rules as the reader's
 * (docs/threats.md R9), so that a mistyped policy cannot send a token over plain http.
 */
function managedConnection(item: unknown, index: number): Connection | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const wanted = { id: `managed-${index + 1}`, auth: 'none', ...item, origins: [] };
  const parsed = connectionSchema.safeParse({ ...wanted, sites: siteList((item as { sites?: unknown }).sites) });
  if (!parsed.success || staysHere(parsed.data)) return undefined;
  const { signInUrl } = parsed.data;
  const addresses = [...addressesOf(parsed.data), ...(signInUrl === undefined ? [] : [signInUrl])];
  if (!addresses.every((address) => /^https?:/i.test(address) && parseAddress(address).ok)) return undefined;
  return { ...parsed.data, origins: originsOf(parsed.data) };
}

/** Plain host patterns, as an administrator writes them, or the stored form. */
function siteList(sites: unknown): unknown {
  return Array.isArray(sites) ? sites.map((site: unknown) => (typeof site === 'string' ? { match: site } : site)) : [];
}
