/**
 * Ours, beside the protocol. A client that leaves and a reader who presses Stop look the same to a server: the stream is
 * closed. Our server finishes the answer of a client that left; a reader's Stop is told it by a request of its own, so
 * that no model works on for nobody. A server that takes it says so with the stream; no other is asked.
 */
export const TAKES_STOP = 'chatkit-takes-stop';

export interface StopRequest {
  type: 'threads.stop_response';
  params: { thread_id: string };
}

export function isStopRequest(body: unknown): body is StopRequest {
  if (typeof body !== 'object' || body === null || !('type' in body) || body.type !== 'threads.stop_response')
    return false;
  const params: unknown = 'params' in body ? body.params : undefined;
  return typeof params === 'object' && params !== null && 'thread_id' in params && typeof params.thread_id === 'string';
}
