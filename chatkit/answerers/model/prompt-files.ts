import type { Attachment } from '../../protocol/items';
import type { AnswerContext } from '../../server/types';
import { toBase64 } from '../../server/uploads';

/** The files of one message, in the order they were attached. */
export interface PromptFiles {
  texts: { id: string; name: string; text: string }[];
  /** `data:` addresses of pictures. */
  images: string[];
}

/** UTF-16 units of all text files together: as much as a page. */
const MAX_TEXT = 60_000;
const MAX_IMAGES = 4;

/**
 * The files of the thread by the message that brought them, the newest as far as there is room: what was sent two
 * questions ago is still meant, and stands where it stood.
 *
 * @param takesImages whether the model reads pictures; without it they are left out
 */
export async function readFiles(
  { items, readAttachment }: Pick<AnswerContext, 'items' | 'readAttachment'>,
  takesImages: boolean,
): Promise<Map<string, PromptFiles>> {
  const files = new Map<string, PromptFiles>();
  const seen = new Set<string>();
  let room = MAX_TEXT;
  let places = takesImages ? MAX_IMAGES : 0;
  const read = async ({ id, name, mime_type, type }: Attachment, into: PromptFiles) => {
    if (type === 'image' ? places <= 0 : room <= 0) return;
    // One that is gone is not a reason to leave the question without an answer.
    const data = await readAttachment(id).then(
      (found) => found.data,
      () => undefined,
    );
    if (data === undefined) return;
    if (type === 'image') {
      places -= 1;
      into.images.push(`data:${mime_type};base64,${toBase64(data)}`);
      return;
    }
    const text = new TextDecoder().decode(data).slice(0, room);
    room -= text.length;
    into.texts.push({ id, name, text });
  };
  for (const item of items.toReversed()) {
    if (item.type !== 'user_message' || item.attachments.length === 0) continue;
    const into: PromptFiles = { texts: [], images: [] };
    files.set(item.id, into);
    for (const attachment of item.attachments) {
      if (seen.has(attachment.id)) continue;
      seen.add(attachment.id);
      await read(attachment, into);
    }
  }
  return files;
}
