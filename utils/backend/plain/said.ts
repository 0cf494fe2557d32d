import type { Annotation } from '../../../chatkit/protocol/items';
import type { SessionId } from './body';

/** What a plain chat API says in an answer, whatever its dialect. */
export type Said =
  | { type: 'text'; delta: string }
  /** The conversation's id, for the next question. */
  | { type: 'session'; id: SessionId }
  | { type: 'citation'; annotation: Annotation }
  /** A failure the server reports in its stream. */
  | { type: 'error'; code: string }
  /** The answer is complete. A stream that ends without it was cut. */
  | { type: 'end' };
