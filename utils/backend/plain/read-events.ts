import type { EventSourceMessage } from 'eventsource-parser';
import * as z from 'zod';
import type { Annotation } from '../../../chatkit/protocol/items';
import type { Said } from './said';

const sessionIdSchema = z.union([z.string().min(1).max(200), z.number().int()]);
const citationSchema = z.object({
  title: z.string().catch(''),
  section: z.string().catch(''),
  url: z.string().catch(''),
});
const eventSchemas = {
  token: z.object({ content: z.string() }),
  done: z.object({
    session_id: sessionIdSchema.optional().catch(undefined),
    citations: z.array(citationSchema).catch([]),
  }),
  error: z.object({ code: z.string().catch('') }),
};
const dataSchema = z.object({
  type: z.string().optional(),
  content: z.string().optional().catch(undefined),
  conversation_id: sessionIdSchema.optional().catch(undefined),
});

/** One message of a stream with names: `token`, `done`, `error`. Others are a newer server's and left out. */
export function readNamedEvent({ event, data }: EventSourceMessage, docsOrigin: string | undefined): Said[] {
  const json = parse(data);
  switch (event) {
    case 'token': {
      const token = eventSchemas.token.safeParse(json);
      return token.success ? [{ type: 'text', delta: token.data.content }] : [];
    }
    case 'done': {
      const done = eventSchemas.done.safeParse(json).data ?? { citations: [], session_id: undefined };
      return [
        ...(done.session_id === undefined ? [] : [{ type: 'session' as const, id: done.session_id }]),
        ...done.citations.map((citation) => ({
          type: 'citation' as const,
          annotation: annotationOf(citation, docsOrigin),
        })),
        { type: 'end' },
      ];
    }
    case 'error':
      return [{ type: 'error', code: eventSchemas.error.safeParse(json).data?.code ?? '' }];
    default:
      return [];
  }
}

/** One message of a stream without names: `{type: "text", content}`, then `[DONE]`. */
export function readDataEvent({ data }: EventSourceMessage): Said[] {
  if (data.trim() === '[DONE]') return [{ type: 'end' }];
  const parsed = dataSchema.safeParse(parse(data));
  if (!parsed.success) return [];
  const { type, content, conversation_id: id } = parsed.data;
  const session: Said[] = id === undefined ? [] : [{ type: 'session', id }];
  if (type === 'text' && content !== undefined) return [...session, { type: 'text', delta: content }];
  if (type === 'error') return [...session, { type: 'error', code: '' }];
  if (type === 'done') return [...session, { type: 'end' }];
  return session;
}

/** @param docsOrigin where the docs stand that a path without a host is of; unknown: the source is named, not linked */
function annotationOf(
  { title, section, url }: z.infer<typeof citationSchema>,
  docsOrigin: string | undefined,
): Annotation {
  // A page of one section has its title for the section's, too.
  const name = [...new Set([title.trim(), section.trim()])].filter((part) => part !== '').join(' › ') || url;
  const none = { attribution: undefined, description: undefined, timestamp: undefined, group: undefined };
  const absolute = URL.canParse(url, docsOrigin) ? new URL(url, docsOrigin) : undefined;
  const linked = absolute !== undefined && /^https?:$/.test(absolute.protocol);
  return {
    type: 'annotation',
    source: linked
      ? { type: 'url', url: absolute.href, title: name, ...none }
      : { type: 'file', filename: url || name, title: name, ...none },
    index: undefined,
  };
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
