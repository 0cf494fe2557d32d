import * as z from 'zod';

/**
 * What a reader can agree to; the place, counted from one, is the version of the consent that first names it
 * (docs/interface.md, Consent). What sends more gets the next place: who agreed earlier stays agreed for what that
 * covered, and is asked for the new alone (`consent-scopes.ts`).
 *
 * - `backEnd`: question, conversation and passage go to the back end that the reader connects.
 * - `models`: the same goes to a language model that the reader chooses, and a key to the address it belongs to.
 * - `wholeDocs`: pages of a docs site are fetched from that site, and parts of them go along with the question.
 */
export const consentScopes = ['backEnd', 'models', 'wholeDocs'] as const;
export type ConsentScope = (typeof consentScopes)[number];

/** As it is stored. Records of before there were scopes have no `covers`: they are of version 1. */
export const consentSchema = z.object({
  version: z.number().int(),
  /** Milliseconds since the epoch; 0: by policy. */
  at: z.number(),
  /** Scopes; unknown ones are a newer version's and are kept. */
  covers: z.array(z.string().max(40)).max(20).optional().catch(undefined),
});
export type Consent = z.infer<typeof consentSchema>;

export function coveredBy(consent: Consent | null): readonly string[] {
  return consent?.covers ?? (consent && consent.version > 0 ? ['backEnd'] : []);
}

/** The reader's consent with what an organisation agreed to for them. @param version of the policy, from 1 */
export function withPolicy(consent: Consent | null, version: number): Consent {
  return {
    version: Math.max(consent?.version ?? 0, version),
    at: consent?.at ?? 0,
    covers: [...new Set([...coveredBy(consent), ...consentScopes.slice(0, version)])],
  };
}
