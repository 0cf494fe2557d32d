import { parseAddress } from '../connection/address';
import type { ConnectionDraft } from '../backend/descriptor';
import type { AuthKind } from '../connection/schema';
import type { StringKey } from '../shared/strings';

/** What is filled in about signing in, where a back end does not say it itself. */
export interface SignInEntry {
  auth: AuthKind;
  issuer: string;
  clientId: string;
}

export type SignInField = 'token' | 'issuer' | 'clientId';

export const authNames: Record<AuthKind, StringKey> = {
  none: 'authNone',
  key: 'authKey',
  oidc: 'authOidc',
  'better-auth': 'authBetterAuth',
  cookie: 'authCookie',
};

/** The part of a connection that signing in makes, or the field that cannot be used as it stands. */
export function signInOutcome(
  { auth, issuer, clientId }: SignInEntry,
  hasToken: boolean,
): Pick<ConnectionDraft, 'auth' | 'oidc'> | { field: SignInField; problem: StringKey } {
  // Better Auth's session buys its token somewhere; only the reader can say where.
  if (auth === 'better-auth' && !hasToken) return { field: 'token', problem: 'authTokenMissing' };
  if (auth !== 'oidc') return { auth };
  const provider = parseAddress(issuer);
  if (!provider.ok) return { field: 'issuer', problem: provider.problem };
  if (!/^[\x21-\x7e]{1,300}$/.test(clientId.trim())) return { field: 'clientId', problem: 'authClientMissing' };
  return { auth, oidc: { issuer: provider.url, clientId: clientId.trim() } };
}
