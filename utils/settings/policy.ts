import * as z from 'zod';
import { connectionSchema } from '../connection/schema';

/**
 * Managed policy (`storage.managed`, schema in `public/policy.schema.json`). A bad field is ignored, the rest holds.
 */
export const policySchema = z.object({
  connections: z
    .array(z.unknown())
    .transform((list) => list.flatMap((item) => connectionSchema.safeParse(item).data ?? []))
    .optional()
    .catch(undefined),
  /** Host patterns where the button appears; others are off. */
  sites: z.array(z.string().max(300)).optional().catch(undefined),
  /** The organisation has obtained consent. */
  consentGiven: z.boolean().optional().catch(undefined),
  /** False: the welcome page never opens. */
  welcome: z.boolean().optional().catch(undefined),
  allowOtherConnections: z.boolean().optional().catch(undefined),
  allowOpenAIView: z.boolean().optional().catch(undefined),
  /** Longest passage that may be sent, UTF-16 units. */
  maxPassage: z.number().int().min(1).optional().catch(undefined),
});
export type Policy = z.infer<typeof policySchema>;

/** Reads the policy. Firefox rejects when none is set ("Managed storage manifest not found"), Chrome answers `{}`. */
export async function readPolicy(managed: { get(keys: null): Promise<Record<string, unknown>> }): Promise<Policy> {
  try {
    return policySchema.parse(await managed.get(null));
  } catch {
    return {};
  }
}
