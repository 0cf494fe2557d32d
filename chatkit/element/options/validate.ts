import type { CustomApiConfig } from '@openai/chatkit';
import type * as z from 'zod';
import { optionsSchema } from './schema';

/** A full set of options that this element can honour. */
export type ChatOptions = z.output<typeof optionsSchema> & { api: CustomApiConfig };

/** Options that are not taken; the last good set stays. */
export class ChatKitOptionsError extends Error {
  override name = 'ChatKitOptionsError';
  constructor(
    /** Where the option stands, as in `composer.placeholder`; empty for the whole. */
    readonly path: string,
    reason: string,
  ) {
    super(path === '' ? `Invalid options: ${reason}` : `Invalid option at ${path}: ${reason}`);
  }
}

/** Never throws: an exception inside `setOptions` unmounts the whole React tree of chatkit-react. */
export function validateOptions(
  options: unknown,
): { ok: true; options: ChatOptions } | { ok: false; error: ChatKitOptionsError } {
  let parsed;
  try {
    parsed = optionsSchema.safeParse(options);
  } catch (error) {
    return { ok: false, error: new ChatKitOptionsError('', error instanceof Error ? error.message : 'unreadable') };
  }
  if (!parsed.success) {
    const { path, message } = closestIssue(parsed.error.issues);
    return { ok: false, error: new ChatKitOptionsError(path.map(String).join('.'), message) };
  }
  const { api } = parsed.data;
  if (!('url' in api)) {
    return {
      ok: false,
      error: new ChatKitOptionsError(
        'api',
        'Sessions hosted by OpenAI need OpenAI’s own element; this one speaks the ChatKit server protocol (api.url).',
      ),
    };
  }
  return { ok: true, options: { ...parsed.data, api: { ...api } } };
}

/** The first complaint; where several shapes are possible, that of the shape that fits best. */
function closestIssue(issues: readonly z.core.$ZodIssue[]): { path: PropertyKey[]; message: string } {
  const issue = issues[0];
  if (!issue) return { path: [], message: 'Invalid input' };
  const branches = issue.code === 'invalid_union' ? issue.errors.filter(({ length }) => length > 0) : [];
  const best = branches.toSorted((a, b) => a.length - b.length || depthOf(b) - depthOf(a))[0];
  if (!best) return { path: [...issue.path], message: issue.message };
  const inner = closestIssue(best);
  return { path: [...issue.path, ...inner.path], message: inner.message };
}

const depthOf = (issues: readonly z.core.$ZodIssue[]) => issues[0]?.path.length ?? 0;
