import { ChatKitTooLongError } from './errors';
import { MAX_EVENT, MAX_STREAM_BYTES } from './limits';

const LF = 10;
const CR = 13;

/**
 * Watches the bytes of an event stream for a reader that would hold them: a view of others, or a map of lines. The
 * protocol puts each event on one line.
 *
 * @returns called with each piece as it comes; throws ChatKitTooLongError for a line, or a whole, that is too long
 */
export function createStreamMeter(): (piece: Uint8Array) => void {
  let total = 0;
  let line = 0;
  return (piece) => {
    total += piece.byteLength;
    if (total > MAX_STREAM_BYTES) throw new ChatKitTooLongError('stream');
    const last = Math.max(piece.lastIndexOf(LF), piece.lastIndexOf(CR));
    line = last < 0 ? line + piece.byteLength : piece.byteLength - last - 1;
    if (line > MAX_EVENT) throw new ChatKitTooLongError('event');
  };
}
