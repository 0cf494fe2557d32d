import type { Attachment as PublicAttachment, ToolChoice, UserMessageContent } from '@openai/chatkit';
import { ChatKitUsageError } from '../client/errors';
import type { OutgoingMessage } from '../client/state';
import { messageContentSchema } from './options/schema';

/** Parameters of the public methods, checked: they come from JavaScript as often as from TypeScript. */
export function outgoingOf(
  params: { text?: string; content?: UserMessageContent[]; reply?: string; attachments?: PublicAttachment[] },
  toolChoice?: ToolChoice,
  model?: string,
): OutgoingMessage {
  const parsed = messageContentSchema.safeParse(
    params.content ?? (params.text ? [{ type: 'input_text', text: params.text.trim() }] : []),
  );
  if (!parsed.success) throw new ChatKitUsageError('content is not a list of text and tags.');
  return {
    content: parsed.data.map((part) =>
      part.type === 'input_text' ? part : { ...part, data: part.data ?? {}, interactive: part.interactive ?? false },
    ),
    attachments: (params.attachments ?? []).map((attachment) => ({
      ...attachment,
      preview_url: attachment.type === 'image' ? attachment.preview_url : undefined,
      upload_descriptor: undefined,
      thread_id: undefined,
    })),
    ...(params.reply !== undefined && params.reply !== '' && { quotedText: params.reply }),
    ...(toolChoice && { toolId: toolChoice.id }),
    ...(model !== undefined && { model }),
  };
}

export function filesOf(files: File[] | undefined): File[] {
  if (files === undefined) return [];
  if (!Array.isArray(files) || files.some((file) => !(file instanceof File))) {
    throw new ChatKitUsageError('files is not a list of File.');
  }
  return files;
}
