import type { Attachment } from '../../protocol/items';
import type { AttachmentError } from './attachment-rules';

/** A file in the composer: on its way to the server, there, or not taken by it. */
export interface DraftAttachment {
  key: string;
  name: string;
  mimeType: string;
  /** Bytes; not known of one that the host gave. */
  size?: number;
  /** An address of this page (`blob:`) that shows an image before the server has it. */
  previewUrl?: string;
  /** From 0 to 1; undefined where the way of sending does not tell. */
  progress?: number;
  /** The server has it: it can go with the message. */
  ready?: Attachment;
  error?: AttachmentError;
}

/** A file that was not even sent, and why. */
export interface RefusedFile {
  name: string;
  error: AttachmentError;
}

/** An attachment that the server has already. */
export const readyAttachment = (attachment: Attachment): DraftAttachment => ({
  key: attachment.id,
  name: attachment.name,
  mimeType: attachment.mime_type,
  ready: attachment,
});
