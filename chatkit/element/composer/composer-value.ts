import type { Attachment as PublicAttachment } from '@openai/chatkit';
import type { OutgoingMessage } from '../../client/state';
import type { Attachment } from '../../protocol/items';

/** What `getComposerValue` gives: the parameters that would set it again. */
export interface ComposerValue {
  text: string;
  content: OutgoingMessage['content'];
  reply: string;
  /** Those that the server has; one still on its way is left out. */
  attachments: PublicAttachment[];
  selectedToolId: string | null;
  selectedModelId: string | undefined;
}

export const publicAttachment = ({ id, name, mime_type, type, preview_url }: Attachment): PublicAttachment =>
  type === 'image' ? { type, id, name, mime_type, preview_url: preview_url ?? '' } : { type, id, name, mime_type };
