import { readEvents } from '../../../chatkit/client/sse';

/**
 * Passes an answer on and says when the server has echoed the reader's message. OpenAI's element has no event for that, and
 * the draft must not end before (DESIGN.md 6).
 */
export function watchAccepted(
  response: Response,
  threadId: string | null,
  onAccepted: (threadId: string) => void,
): Response {
  if (response.body === null) return response;
  const [forChat, forUs] = response.body.tee();
  void look(forUs, threadId, onAccepted).catch(() => undefined);
  return new Response(forChat, { status: response.status, headers: response.headers });
}

async function look(
  body: ReadableStream<Uint8Array>,
  known: string | null,
  onAccepted: (threadId: string) => void,
): Promise<void> {
  let threadId = known;
  for await (const event of readEvents(body)) {
    if (event.type === 'thread.created') threadId = event.thread.id;
    if (event.type !== 'thread.item.done' || event.item.type !== 'user_message') continue;
    if (threadId !== null) onAccepted(threadId);
    return;
  }
}
