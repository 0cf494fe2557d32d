import * as z from 'zod';
import type { ModelSaid } from '../model/model';

/** What a model's server says, whatever its dialect of chat completions. */
export type ChunkSaid =
  | ModelSaid
  /** A failure that the server reports where an answer was expected; `error` is what it says of it. */
  | { type: 'failed'; error: unknown };

const words = z.string().nullish().catch(undefined);
/** Of a stream (`delta`) or of an answer that came whole (`message`). */
const saidSchema = z
  .object({
    content: z.unknown().optional(),
    refusal: words,
    reasoning_content: z.unknown().optional(),
    reasoning: z.unknown().optional(),
    reasoning_details: z.unknown().optional(),
    thinking: z.unknown().optional(),
  })
  .nullish()
  .catch(undefined);
const choiceSchema = z.object({
  index: z.number().nullish().catch(undefined),
  delta: saidSchema,
  message: saidSchema,
  text: words,
  finish_reason: words,
});
const chunkSchema = z.looseObject({
  error: z.unknown().optional(),
  object: words,
  type: words,
  detail: z.unknown().optional(),
  choices: z.array(choiceSchema).nullish().catch(undefined),
});

/**
 * One JSON value of a stream of chat completions, or a whole answer. Servers put other things between the words (usage,
 * timings, filters' results, tool calls nobody asked for): they say nothing.
 */
export function readChunk(json: unknown): ChunkSaid[] {
  const chunk = chunkSchema.safeParse(json).data;
  if (!chunk) return [];
  const { error, object, type, detail, choices } = chunk;
  if (error) return [{ type: 'failed', error }];
  if (!choices && (object === 'error' || type === 'error' || detail))
    return [{ type: 'failed', error: detail ?? chunk }];
  // One answer was asked for; a server that gives more numbers them.
  const choice = choices?.find(({ index }) => (index ?? 0) === 0);
  if (!choice) return [];
  const said = choice.delta ?? choice.message;
  const thought =
    said &&
    (['reasoning_content', 'reasoning', 'thinking', 'reasoning_details'] as const)
      .map((field) => plainText(said[field]))
      // Some servers say the same in two fields.
      .find((text) => text !== '');
  const parts: ChunkSaid[] = thought ? [{ type: 'thought', delta: thought }] : [];
  parts.push(...readContent(said?.content ?? (said ? undefined : choice.text)));
  if (said?.refusal) parts.push({ type: 'text', delta: said.refusal });
  if (choice.finish_reason) parts.push({ type: 'finish', reason: choice.finish_reason });
  return parts;
}

const partSchema = z.object({
  type: z.string().catch('text'),
  text: z.unknown().optional(),
  thinking: z.unknown().optional(),
  refusal: words,
});

/** A string, or a list of parts: text, thoughts, and kinds that are passed over. */
function readContent(content: unknown): ChunkSaid[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', delta: content }];
  return listed(content).flatMap((part): ChunkSaid[] => {
    if (typeof part === 'string') return readContent(part);
    const { data } = partSchema.safeParse(part);
    if (!data) return [];
    const thought = /think|reason/.test(data.type);
    const delta = thought
      ? plainText(data.thinking) || plainText(data.text)
      : /text/.test(data.type)
        ? plainText(data.text)
        : (data.refusal ?? '');
    return delta === '' ? [] : [{ type: thought ? 'thought' : 'text', delta }];
  });
}

/** The words of a value that is a string, a part, or a list of either. */
function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  return listed(value)
    .map((part) => {
      if (typeof part === 'string') return part;
      const { text } = partSchema.safeParse(part).data ?? {};
      return typeof text === 'string' ? text : '';
    })
    .join('');
}

const listed = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : typeof value === 'object' && value !== null ? [value] : [];
