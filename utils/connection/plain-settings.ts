import * as z from 'zod';

/**
 * How a chat API that is not ChatKit talks (reference: docs/backends.md).
 * `json`: one JSON answer to `message, session_id, mode, selected_text`.
 * `text`: server-sent events without names, `{type: "text", content}` … `[DONE]`, for `message, conversation_id`.
 * `events`: server-sent events `token`, `done`, `error`, with citations and sessions.
 */
export const dialects = ['json', 'text', 'events'] as const;
export type Dialect = (typeof dialects)[number];

/** What a connection of kind `chat-json` or `chat-sse` knows beside its address. */
export const chatSettingsSchema = z.object({
  dialect: z.enum(dialects),
  /** Conversations the server keeps: `GET <this>/<id>` (json), `GET <this>` and `GET <this>/<id>/messages` (events). */
  sessionsUrl: z.string().max(2_000).optional(),
  /** Stands for `{user_id}` in the address; the token's own subject when absent. */
  userId: z.string().trim().min(1).max(200).optional(),
  /** The conversation's id is made here and sent from the first message on; else the server names it. */
  ownIds: z.boolean().optional(),
  /** A conversation of the server to take over once, named by the address the reader pasted. */
  importSession: z.string().max(200).optional(),
});
export type ChatSettings = z.infer<typeof chatSettingsSchema>;

/** Longest fields the contracts take, UTF-16 units. */
export const chatLimits = {
  json: { passage: 12_000, message: undefined },
  text: { passage: undefined, message: undefined },
  events: { passage: 10_000, message: 4_000 },
} as const satisfies Record<Dialect, { passage: number | undefined; message: number | undefined }>;

/** The dialect of a connection whose settings say nothing. */
export function dialectOf(kind: string, chat: ChatSettings | undefined): Dialect {
  if (kind === 'chat-json') return 'json';
  return chat?.dialect === 'text' ? 'text' : 'events';
}
