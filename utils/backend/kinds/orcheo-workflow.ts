import * as z from 'zod';
import { AppError } from '../../shared/errors';
import { parseUrl } from '../../connection/address';
import { fetchJson, type Network } from '../fetch-json';
import { hostOf } from '../../connection/origins';
import type { Connection } from '../../connection/schema';
import { orcheoBase, publicWorkflowUrl } from './orcheo-address';
import { isOrcheoWorkflowId } from './orcheo-reference';

/** `GET /api/workflows/{ref}/public` (docs/backends.md, contract 7); further fields are of no use here. */
const publicWorkflowSchema = z.object({
  id: z.string().refine(isOrcheoWorkflowId),
  name: z.string().trim().min(1).nullish().catch(undefined),
  require_login: z.boolean().nullish().catch(undefined),
  share_url: z.string().max(2_000).nullish().catch(undefined),
});
export type PublicWorkflow = z.infer<typeof publicWorkflowSchema>;

/**
 * What a published workflow says of itself; this is how a handle becomes the UUID that `/api/chatkit` needs. Throws
 * `AppError`: FORBIDDEN when it is not published, NOT_FOUND when there is none, BAD_ANSWER when something else answers.
 */
export async function readPublicWorkflow(
  base: string,
  workflow: string,
  network: Network & { signal?: AbortSignal },
): Promise<PublicWorkflow> {
  const url = publicWorkflowUrl(base, workflow);
  const { body } = await fetchJson(url, { headers: { accept: 'application/json' }, signal: network.signal }, network);
  const parsed = publicWorkflowSchema.safeParse(body);
  if (!parsed.success) throw new AppError('BAD_ANSWER', { host: hostOf(url) });
  return parsed.data;
}

/**
 * How readers sign in to a published workflow: not at all, or by the cookies they get on the page it is shared on.
 *
 * @param link the share link that was pasted, if it was one; else the server's own
 */
export function publicSignIn(
  { require_login, share_url }: PublicWorkflow,
  link?: string,
): Pick<Connection, 'auth' | 'signInUrl'> {
  if (!require_login) return { auth: 'none' };
  const page = [link, share_url].find((address) => /^https?:$/.test(parseUrl(address ?? '')?.protocol ?? ''));
  return { auth: 'cookie', ...(page && { signInUrl: page }) };
}

/** A published workflow says itself whether it wants a login, and may have changed its mind. */
export async function asPublished(
  connection: Connection,
  network: Network & { signal?: AbortSignal },
): Promise<Connection> {
  const { kind, apiUrl, workflow, tokenUrl } = connection;
  if (kind !== 'orcheo' || workflow === undefined || tokenUrl !== undefined) return connection;
  const published = await readPublicWorkflow(orcheoBase(apiUrl), workflow, network).catch((error: unknown) => {
    // It was open to everybody when it was connected.
    if (error instanceof AppError && error.code === 'FORBIDDEN') throw new AppError('NOT_FOUND', error.details);
    throw error;
  });
  const { auth, signInUrl = connection.signInUrl } = publicSignIn(published);
  return { ...connection, auth, ...(auth === 'cookie' && signInUrl !== undefined && { signInUrl }) };
}
