import type { Address, AddressProblem } from '../../../utils/connection/address';
import type { ConnectionDraft } from '../../../utils/connection/descriptor';
import { signInPage } from '../../../utils/connection/origins';
import type { Connection } from '../../../utils/connection/schema';
import { matchesSite } from '../../../utils/connection/site-rules';
import type { TestLine } from '../../../utils/connection/test-connection';
import type { AppError, ErrorCode } from '../../../utils/errors';
import type { TypedKey } from './services';

/**
 * Where connecting stands. Every step that needs a permission waits for a press of its own, because a gesture does not
 * survive an await (DESIGN.md 13).
 */
export type Connecting =
  | { at: 'idle'; problem?: AddressProblem }
  /** An address inside a private network: a second press is needed before the first request. */
  | { at: 'warned'; address: Address }
  | { at: 'looking'; address: Address }
  | { at: 'fault'; address: Address; fault: AppError }
  /** Somebody answers, but does not say what it is. */
  | { at: 'form'; address: Address; draft: ConnectionDraft; reason: ErrorCode }
  /** Settings found: origins to allow and a key to enter stand before the second press. */
  | { at: 'confirm'; address: Address; draft: ConnectionDraft; origins: string[] }
  | { at: 'testing'; address: Address; draft: ConnectionDraft; key: TypedKey | undefined; lines: TestLine[] }
  /** The test is over and a line failed: nothing was kept. */
  | { at: 'stopped'; address: Address; draft: ConnectionDraft; key: TypedKey | undefined; lines: TestLine[] }
  | { at: 'connected'; connection: Connection; lines: TestLine[]; replaced: boolean };

/** Whether an address is the one a page proposed, not one the reader typed instead. */
export function isProposed<Proposal extends { address: string }>(
  { url }: Pick<Address, 'url'>,
  proposal: Proposal | undefined,
): proposal is Proposal {
  const bare = (address: string) => address.replace(/\/+$/, '');
  return proposal !== undefined && bare(url) === bare(proposal.address);
}

/** A back end has to name the proposing page among its sites: nobody is made to answer for pages they do not know. */
export function answersFor({ sites }: Pick<ConnectionDraft, 'sites'>, { page }: { page: string }): boolean {
  return sites.some(({ match }) => matchesSite(match, page));
}

/** Whether a key has to be typed before the test can run. */
export function wantsKey({ auth }: Pick<ConnectionDraft, 'auth'>): boolean {
  return auth === 'key';
}

/** The site's own page where the reader signs in, where that is how; a retry alone would not help. */
export function signInSite(connection: Pick<Connection, 'auth' | 'signInUrl' | 'tokenUrl' | 'apiUrl'>) {
  return connection.auth === 'cookie' || connection.auth === 'better-auth' ? signInPage(connection) : undefined;
}

/** The second press may be left out: nothing new to allow and no key to enter. */
export function canTestAtOnce(draft: ConnectionDraft, missing: readonly string[]): boolean {
  // The sign-in window opens only after a press that says so.
  return missing.length === 0 && !wantsKey(draft) && draft.auth !== 'oidc';
}

/** The fault that stopped a test, with the origins it would have to be allowed. */
export function stoppedBy(lines: readonly TestLine[]): { fault: AppError; unconfirmed: string[] } | undefined {
  const failed = lines.find((line) => line.state === 'failed');
  return failed && { fault: failed.fault, unconfirmed: failed.unconfirmed ?? [] };
}
