import type { Attachment } from '../chatkit/protocol/items';
import type { AnswerContext } from '../chatkit/server/types';
import { toBase64 } from '../chatkit/server/uploads';
import { fence, newBoundary } from './untrusted';

export interface PromptFiles {
  /** Fenced, to stand before the question; empty without any. */
  text: string;
  /** `data:` addresses of pictures. */
  images: string[];
}

/** UTF-16 units of all text files together: as much as a page. */
const MOST_TEXT = 60_000;
const MOST_IMAGES = 4;

/** The files of the thread, the newest first, as far as there is room: what was sent two questions ago is still meant. */
export async function readFiles(
  { items, readAttachment }: Pick<AnswerContext, 'items' | 'readAttachment'>,
  boundary: () => string = newBoundary,
): Promise<PromptFiles> {
  const attachments = new Map<string, Attachment>();
  for (const item of items.toReversed()) {
    if (item.type === 'user_message') for (const one of item.attachments) attachments.set(one.id, one);
  }
  const images: string[] = [];
  const texts: string[] = [];
  let room = MOST_TEXT;
  for (const { id, name, mime_type, type } of attachments.values()) {
    if (type === 'image' ? images.length >= MOST_IMAGES : room <= 0) continue;
    // One that is gone is not a reason to leave the question without an answer.
    const data = await readAttachment(id).then(
      (read) => read.data,
      () => undefined,
    );
    if (data === undefined) continue;
    if (type === 'image') images.push(`data:${mime_type};base64,${toBase64(data)}`);
    else {
      const text = new TextDecoder().decode(data).slice(0, room);
      room -= text.length;
      texts.push(fence('A file of the reader.', `Name: ${name}\n\n${text}`, boundary()));
    }
  }
  return { text: texts.join('\n\n'), images };
}
