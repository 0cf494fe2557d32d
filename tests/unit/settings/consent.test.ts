import { describe, expect, test } from 'vitest';
import { consentScopes, coveredBy, withPolicy } from '../../../utils/settings/consent';
import { missingScopes, servedScopes, withScopes } from '../../../utils/settings/consent-scopes';
import { isForbidden, type Permitted } from '../../../utils/settings/forbidden';
import { agreedByPolicy, policySchema } from '../../../utils/settings/policy';
import { repairSettings } from '../../../utils/settings/repair';
import { CONSENT_VERSION, hasConsent } from '../../../utils/settings/schema';

/** As every version before there were scopes wrote it. */
const old = { version: 1, at: 5 };

describe('a consent', () => {
  test('of before there were scopes is version 1, counts for what that covered, and is no damage', () => {
    expect(coveredBy(old)).toEqual(['backEnd']);
    expect(hasConsent({ consent: old })).toBe(true);
    expect(hasConsent({ consent: old }, 'models')).toBe(false);
    expect(repairSettings({ consent: old })).toMatchObject({ repaired: false, settings: { consent: old } });
  });

  test('covers nothing that it does not name, whatever its number', () => {
    expect(coveredBy({ version: 9, at: 5 })).toEqual(['backEnd']);
    expect(coveredBy({ version: 0, at: 5 })).toEqual([]);
    expect(coveredBy(null)).toEqual([]);
  });

  test('is asked for again only for what is new', () => {
    expect(missingScopes(null)).toEqual(servedScopes);
    expect(missingScopes(old, ['backEnd', 'models'])).toEqual(['models']);
    const more = withScopes(old, ['models'], 7);
    expect(more).toEqual({ version: 2, at: 7, covers: ['backEnd', 'models'] });
    expect(missingScopes(more, ['backEnd', 'models', 'wholeDocs'])).toEqual(['wholeDocs']);
  });

  test('to something new alone is no consent to the rest', () => {
    const consent = withScopes(null, ['wholeDocs'], 7);
    expect(hasConsent({ consent }, 'wholeDocs')).toBe(true);
    expect(hasConsent({ consent })).toBe(false);
  });

  test('keeps what a newer version wrote into it', () => {
    const newer = { version: 8, at: 5, covers: ['backEnd', 'telepathy'] };
    expect(withScopes(newer, ['models'], 7)).toEqual({ version: 8, at: 7, covers: ['backEnd', 'telepathy', 'models'] });
    expect(repairSettings({ consent: newer }).repaired).toBe(false);
  });

  test('that new readers give has the highest version of what is served', () => {
    expect(CONSENT_VERSION).toBe(withScopes(null, servedScopes, 0).version);
    expect(servedScopes[0]).toBe('backEnd');
    expect(withScopes(null, consentScopes, 0).version).toBe(3);
  });
});

describe('a policy’s consent', () => {
  test.each([
    [{}, 0],
    [{ consentGiven: false }, 0],
    [{ consentGiven: false, consentVersion: 3 }, 0],
    [{ consentVersion: 3 }, 0],
    [{ consentGiven: true }, 1],
    [{ consentGiven: true, consentVersion: 2 }, 2],
    [{ consentGiven: 2 }, 2],
    [{ consentGiven: 0 }, 0],
    [{ consentGiven: 'yes' }, 0],
    [{ consentGiven: -1 }, 0],
    [{ consentGiven: 1.5 }, 0],
    [{ consentGiven: true, consentVersion: 'two' }, 1],
  ])('%j agrees to version %d', (policy, version) => expect(agreedByPolicy(policySchema.parse(policy))).toBe(version));

  test('is for what its version covers, and the reader’s own stays beside it', () => {
    expect(coveredBy(withPolicy(null, 1))).toEqual(['backEnd']);
    expect(coveredBy(withPolicy(null, 2))).toEqual(['backEnd', 'models']);
    expect(withPolicy(old, 1)).toEqual({ ...old, covers: ['backEnd'] });
    expect(withPolicy({ version: 3, at: 5, covers: ['wholeDocs'] }, 1)).toEqual({
      version: 3,
      at: 5,
      covers: ['wholeDocs', 'backEnd'],
    });
  });
});

test.each<[Permitted, string]>([
  ['keys', 'allowKeys'],
  ['modelsHere', 'allowModelsHere'],
  ['modelsElsewhere', 'allowModelsElsewhere'],
  ['wholeDocs', 'allowWholeDocs'],
])('%s are forbidden by %s: false, and by nothing else', (what, field) => {
  const forbidden = (policy: object) => isForbidden(policySchema.parse(policy), what);
  expect([forbidden({ [field]: false }), forbidden({ [field]: true }), forbidden({ [field]: 'no' })]).toEqual([
    true,
    false,
    false,
  ]);
  const others = ['allowKeys', 'allowModelsHere', 'allowModelsElsewhere', 'allowWholeDocs', 'allowOtherConnections'];
  expect(forbidden(Object.fromEntries(others.map((other) => [other, other === field])))).toBe(false);
});
