import { bareConnection, type DetectionStep, found } from '../detection/step';
import { documentUrls, readDocument } from '../detection/read-document';
import { readOpenApi } from './openapi';
import { chatKitRoute, recogniseChat } from './recognise';

/**
 * Recognises a chat by the routes a FastAPI server publishes at `openapi.json`, at the address or above it. Only reads.
 * The address of one conversation (`…/sessions/<id>`) stands for its server, and names what to bring in.
 */
export const openApiChat: DetectionStep = async (address, context) => {
  const { address: server, session } = withoutSession(address);
  for (const url of documentUrls(server)) {
    const answer = await readDocument(url, context).catch((error: unknown) => {
      context.signal?.throwIfAborted();
      if (error instanceof Error) return undefined;
      throw error;
    });
    const document = answer && readOpenApi(answer.body);
    if (!document) continue;
    const draft = recogniseChat(document, url, server);
    if (draft?.chat && session !== undefined) {
      return found({ ...draft, chat: { ...draft.chat, importSession: session } });
    }
    if (draft) return found(draft);
    const route = chatKitRoute(document, url);
    return route === undefined ? null : found(bareConnection(route));
  }
  return null;
};

function withoutSession(address: string): { address: string; session?: string } {
  const found = /^(?<server>https?:\/\/[^?#]*)\/sessions\/(?<session>[^/?#]{1,200})\/?(?:[?#].*)?$/.exec(address);
  const { server, session } = found?.groups ?? {};
  if (server === undefined || session === undefined) return { address };
  return { address: server, session: decodeURIComponent(session) };
}
