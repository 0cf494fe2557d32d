import type { UserMessageItem } from '../protocol/items';
import type { UserMessageInput } from '../protocol/requests';
import type { OutgoingMessage } from './state';

/** The message as chatkit-python requires it: attachment ids only, `inference_options` always there. */
export const toMessageInput = (message: OutgoingMessage): UserMessageInput => ({
  content: message.content.map((part) =>
    part.type === 'input_text' ? part : { ...part, group: part.group, interactive: part.interactive },
  ),
  attachments: message.attachments.map(({ id }) => id),
  quoted_text: message.quotedText ?? '',
  inference_options: {
    tool_choice: message.toolId === undefined ? undefined : { id: message.toolId },
    model: message.model,
  },
});

/** The message as it is drawn until the server's own comes. */
export const pendingMessage = (
  message: OutgoingMessage,
  id: string,
  threadId: string,
  now: number,
): UserMessageItem => ({
  type: 'user_message',
  id: `pending:${id}`,
  thread_id: threadId,
  created_at: new Date(now).toISOString(),
  content: toMessageInput(message).content,
  attachments: message.attachments,
  quoted_text: message.quotedText,
  inference_options: toMessageInput(message).inference_options,
});
