import type { Address, AddressError } from '../connection/address';
import type { ConnectionDraft } from '../backend/descriptor';
import { signInPage } from '../connection/origins';
import type { ConsentScope } from '../settings/consent';
import type { Connection } from '../connection/schema';
import { matchesSite } from '../connection/site-rules';
import type { TestLine } from '../backend/test-connection';
import type { AppError, ErrorCode } from '../shared/errors';
import type { TypedKey } from './connect-services';

/**
 * Where connecting stands. Every step that needs a permission waits for a press of its own, because a gesture does not
 * survive an await (docs/design.md 13).
 */
export type Connecting =
  | { at: 'idle'; problem?: AddressError }
  /** An address inside a private network: a second press is needed before the first request. */
  | { at: 'warned'; address: Address }
  | { at: 'looking'; address: Address }
  /** What was found needs more than the reader has agreed to. */
  | { at: 'consent'; address: Address; scopes: ConsentScope[]; then: () => void }
  | { at: 'error'; address: Address; error: AppError }
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

/** A form that the reader pressed, and whether they changed anything in it. */
export function asFilledIn(offered: ConnectionDraft, filled: ConnectionDraft): ConnectionDraft {
  const byHand = comparable(offered) !== comparable(filled);
  return { ...filled, byHand };
}

/** What a form writes only by its own being there, left out. */
const comparable = ({ origins: _origins, presentation: _presentation, byHand: _byHand, ...rest }: ConnectionDraft) =>
  JSON.stringify(
    Object.entries(rest)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Whether a key has to be typed before the test can run. */
export function wantsKey({ auth }: Pick<ConnectionDraft, 'auth'>): boolean {
  return auth === 'key';
}

/** Orcheo keeps one history for whoever comes with tokens of one service token, so for all readers of a token address. */
export function sharesHistory({ kind, tokenUrl }: Pick<ConnectionDraft, 'kind' | 'tokenUrl'>): boolean {
  return kind === 'orcheo' && tokenUrl !== undefined;
}

/** The site's own page where the reader signs in, where that is how; a retry alone would not help. */
export function signInSite(connection: Pick<Connection, 'auth' | 'signInUrl' | 'tokenUrl' | 'apiUrl'>) {
  return connection.auth === 'cookie' || connection.auth === 'better-auth' ? signInPage(connection) : undefined;
}

/** The second press may be left out: nothing new to allow, no key to enter, nothing to be told. */
export function canTestAtOnce(draft: ConnectionDraft, missing: readonly string[]): boolean {
  // The sign-in window opens only after a press that says so.
  const isTold =
    wantsKey(draft) || draft.auth === 'oidc' || sharesHistory(draft) || draft.model?.withoutOrigin === true;
  return missing.length === 0 && !isTold;
}

/** The error that stopped a test, with the origins it would have to be allowed. */
export function stoppedBy(lines: readonly TestLine[]): { error: AppError; unconfirmed: string[] } | undefined {
  const failed = lines.find((line) => line.state === 'failed');
  return failed && { error: failed.error, unconfirmed: failed.unconfirmed ?? [] };
}
