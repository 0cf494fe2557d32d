import { type Consent, type ConsentScope, consentScopes, coveredBy } from './consent';

/** What this version of Docent does, and so asks for. */
export const servedScopes: readonly ConsentScope[] = ['backEnd', 'models'];

const versionOf = (scope: ConsentScope) => consentScopes.indexOf(scope) + 1;

/** Of what this version does, what the reader has not agreed to; all of it before the first consent. */
export function missingScopes(consent: Consent | null, served: readonly ConsentScope[] = servedScopes): ConsentScope[] {
  const covered = coveredBy(consent);
  return served.filter((scope) => !covered.includes(scope));
}

/** The record after the reader agreed to more. */
export function withScopes(consent: Consent | null, more: readonly ConsentScope[], now: number): Consent {
  return {
    version: Math.max(consent?.version ?? 0, ...more.map(versionOf)),
    at: now,
    covers: [...new Set([...coveredBy(consent), ...more])],
  };
}
