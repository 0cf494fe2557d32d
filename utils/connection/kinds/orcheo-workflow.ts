import * as z from 'zod';
import { AppError } from '../../errors';
import { parseUrl } from '../address';
import { fetchJson, type Network } from '../fetch-json';
import { hostOf } from '../origins';
import type { Connection } from '../schema';
import { isWorkflowId, publicWorkflowUrl } from './orcheo-address';

/** `GET /api/workflows/{ref}/public` (reference/backends.md 6.4); further fields are of no use here. */
const publicWorkflowSchema = z.object({
  id: z.string().refine(isWorkflowId),
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
