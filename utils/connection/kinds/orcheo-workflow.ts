import * as z from 'zod';
import { AppError } from '../../errors';
import { fetchJson, type Network } from '../fetch-json';
import { hostOf } from '../origins';
import { isWorkflowId, publicWorkflowUrl } from './orcheo-address';

/** `GET /api/workflows/{ref}/public` (reference/backends.md 6.4); further fields are of no use here. */
const publicWorkflowSchema = z.object({
  id: z.string().refine(isWorkflowId),
  name: z.string().trim().min(1).nullish().catch(undefined),
  require_login: z.boolean().nullish().catch(undefined),
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
