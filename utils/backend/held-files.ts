import { attachmentSchema } from '../../chatkit/protocol/items';
import { AppError } from '../shared/errors';
import { createApiFetch, type Wire } from './adapter';
import type { ApiFetchParts, ApiRequest } from './api-parts';
import { readRequest } from './reported-fetch';
import { hostOf } from '../connection/origins';

interface HeldFile {
  facts: Record<string, unknown>;
  body?: Blob;
  /** Its id at the back end, once it is there. */
  sentAs?: string;
}

const questions = new Set(['threads.create', 'threads.add_user_message']);
const HELD = 'held:';

/**
 * Files between the reader's choice and *Send*. The consent says that nothing leaves before (docs/interface.md 31), so
 * the chat's own upload ends here, and the real one is made when the question leaves that the file belongs to. A file
 * that is taken out again was never anywhere else.
 * @param fetchApi to the back end, for requests about files
 */
export function createHeldFiles(fetchApi: typeof globalThis.fetch, newId: () => string) {
  const files = new Map<string, HeldFile>();

  const ask = async (url: string, request: ApiRequest, signal?: AbortSignal) =>
    fetchApi(url, { method: 'POST', body: JSON.stringify(request), ...(signal && { signal }) });

  /** Announces the file and sends its bytes (two phases). Once only: a question that failed is sent again with it. */
  async function sendFile(file: HeldFile, url: string, signal: AbortSignal | undefined): Promise<string> {
    if (file.sentAs !== undefined) return file.sentAs;
    const announced = await ask(url, { type: 'attachments.create', params: file.facts }, signal);
    const parsed = attachmentSchema.safeParse(await announced.json().catch(() => undefined));
    const to = parsed.data?.upload_descriptor;
    if (!parsed.success || !to || !file.body) throw new AppError('BAD_ANSWER', { host: hostOf(url) });
    const { method, headers } = to;
    await fetchApi(to.url, { method, headers, body: file.body, ...(signal && { signal }) });
    delete file.body;
    return (file.sentAs = parsed.data.id);
  }

  return {
    /** What the chat asks about a file, answered here; undefined for every other request. */
    async answer({ type, params }: ApiRequest, url: string): Promise<Response | undefined> {
      if (type === 'attachments.create') {
        const id = HELD + newId();
        files.set(id, { facts: params });
        const kind = String(params.mime_type).startsWith('image/') ? 'image' : 'file';
        return Response.json({ ...params, id, type: kind, upload_descriptor: { url: id, method: 'PUT', headers: {} } });
      }
      if (type !== 'attachments.delete') return undefined;
      const id = String(params.attachment_id);
      const file = files.get(id);
      files.delete(id);
      // Sent with a question that then failed.
      const sentAs = file?.sentAs;
      if (sentAs !== undefined) return ask(url, { type, params: { attachment_id: sentAs } });
      return file && Response.json({});
    },

    /** The bytes of a file, kept until it is sent. */
    fill(id: string, body: Blob): Response {
      const file = files.get(id);
      if (file) file.body = body;
      return new Response(null, { status: file ? 200 : 404 });
    },

    /** Sends the files of a question; gives the question with the names that the back end has given them. */
    async send(request: ApiRequest, url: string, signal: AbortSignal | undefined): Promise<ApiRequest> {
      const { input } = request.params;
      if (!questions.has(request.type) || typeof input !== 'object' || input === null) return request;
      if (!('attachments' in input) || !Array.isArray(input.attachments)) return request;
      const attachments = [];
      for (const id of input.attachments.map(String)) {
        const file = files.get(id);
        attachments.push(file ? await sendFile(file, url, signal) : id);
      }
      return { ...request, params: { ...request.params, input: { ...input, attachments } } };
    },
  };
}

/**
 * The `api.fetch` of a ChatKit back end that takes files: what the chat would upload as soon as it is chosen stays here
 * until the question leaves that it belongs to.
 */
export function createFilesFetch(parts: ApiFetchParts, wire: Wire = {}): typeof globalThis.fetch {
  // Requests about a file hold nothing of the card, and are no question.
  const { onActivity: _, ...quiet } = parts;
  const files = createHeldFiles(createApiFetch({ ...quiet, shape: (request) => request }), () => crypto.randomUUID());
  const fetchApi = createApiFetch(parts, { ...wire, prepare: files.send });
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (init?.body instanceof Blob) return files.fill(url, init.body);
    return (await files.answer(readRequest(init?.body), url)) ?? fetchApi(input, init);
  };
}
