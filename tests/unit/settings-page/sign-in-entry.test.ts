import { expect, test } from 'vitest';
import { type SignInEntry, signInOutcome } from '../../../utils/settings-page/sign-in-entry';

const entry: SignInEntry = { auth: 'none', issuer: '', clientId: '' };

test.each<[string, Partial<SignInEntry>, boolean, object]>([
  ['nothing', {}, false, { auth: 'none' }],
  ['a key', { auth: 'key' }, true, { auth: 'key' }],
  ['cookies', { auth: 'cookie' }, false, { auth: 'cookie' }],
  ['a session with its token address', { auth: 'better-auth' }, true, { auth: 'better-auth' }],
  ['a session without one', { auth: 'better-auth' }, false, { field: 'token', problem: 'authTokenMissing' }],
  [
    'a provider',
    { auth: 'oidc', issuer: 'login.example.com/realm', clientId: ' docent ' },
    false,
    { auth: 'oidc', oidc: { issuer: 'https://login.example.com/realm', clientId: 'docent' } },
  ],
  [
    'a provider over plain http',
    { auth: 'oidc', issuer: 'http://login.example.com', clientId: 'x' },
    false,
    { field: 'issuer', problem: 'addressPlainHttp' },
  ],
  [
    'a provider without a client',
    { auth: 'oidc', issuer: 'login.example.com', clientId: ' ' },
    true,
    { field: 'clientId', problem: 'authClientMissing' },
  ],
])('signing in with %s', (_name, over, hasToken, expected) => {
  expect(signInOutcome({ ...entry, ...over }, hasToken)).toEqual(expected);
});
