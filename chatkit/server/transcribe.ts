import { BadRequestError } from './bad-request';
import type { JsonContext } from './json-context';

/** What browsers record (chatkit-python takes the same three). */
const TYPES = ['audio/webm', 'audio/ogg', 'audio/mp4'];

/** The words of a recording. @throws BadRequestError when nobody here can write them down, or it is no recording. */
export async function transcribe(
  { audio_base64, mime_type }: { audio_base64: string; mime_type: string },
  { answerer, signal }: JsonContext,
): Promise<string> {
  if (!answerer.transcribe) {
    throw new BadRequestError('transcription_unsupported', 'This server does not write down speech.');
  }
  const mimeType = (mime_type.split(';')[0] ?? '').trim().toLowerCase();
  if (!TYPES.includes(mimeType)) throw new BadRequestError('invalid_request', 'A recording is webm, ogg or mp4.');
  return answerer.transcribe({ data: fromBase64(audio_base64), mimeType }, signal);
}

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw new BadRequestError('invalid_request', 'The recording is not base64.');
  }
}
