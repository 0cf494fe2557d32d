import type { AttachmentRules } from '../chatkit/server/uploads';
import type { ChatKitServer } from '../chatkit/server/types';
import type { ProxyEnv } from './env';
import { type ProxyContext, subjectOf } from './http';
import { readBytes } from './body-bytes';
import { ProxyError } from './errors';

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const TEXTS = ['text/*', 'application/json'];

/** What the model reads: any text, and pictures if the model takes them. */
export const readable = ({ takesImages }: Pick<ProxyEnv, 'takesImages'>): string[] =>
  takesImages ? [...PICTURES, ...TEXTS] : TEXTS;

const accepts = (types: readonly string[]) => (mimeType: string) =>
  types.some((type) => (type.endsWith('/*') ? mimeType.startsWith(type.slice(0, -1)) : mimeType === type));

const MEGABYTE = 1_048_576;
/** For all files of one reader; a file is deleted with its conversation. */
const MAX_FILES_OF_A_READER = 20;

/** Largest file in bytes; 0 when none are accepted, since only a model can read one. */
export const mostBytesOf = (
  env: Pick<ProxyEnv, 'MAX_ATTACHMENT_MB' | 'model' | 'orcheo' | 'OPENAI_WORKFLOW'>,
): number => (env.model && !env.orcheo && !env.OPENAI_WORKFLOW ? env.MAX_ATTACHMENT_MB * MEGABYTE : 0);

export function attachmentRules(env: ProxyEnv): AttachmentRules | undefined {
  const maxBytes = mostBytesOf(env);
  if (maxBytes === 0) return undefined;
  return {
    maxBytes,
    maxBytesPerSubject: maxBytes * MAX_FILES_OF_A_READER,
    accepts: accepts(readable(env)),
    // The token of the request is all it needs: an address that works without one could be passed on.
    uploadTo: (id, { base }) => ({
      url: `${base}/attachments?id=${encodeURIComponent(id)}`,
      method: 'PUT',
      headers: {},
    }),
  };
}

interface Options {
  chatkit: ChatKitServer;
  mostBytes: number;
}

/**
 * `PUT /attachments?id=…`: the bytes of an announced file. `POST /attachments`: a form with a `file`, announced and
 * filled in one step. Both for the subject of the token; a file of another reader does not exist.
 */
export function createAttachmentEndpoints({ chatkit, mostBytes }: Options) {
  return {
    async put(c: ProxyContext): Promise<Response> {
      const subject = subjectOf(c);
      const data = await readBytes(c.req.raw, mostBytes);
      const { status, body } = await chatkit.upload(c.req.query('id') ?? '', data, { subject });
      return Response.json(body, { status });
    },
    async post(c: ProxyContext): Promise<Response> {
      const subject = subjectOf(c);
      const contentType = c.req.header('content-type') ?? '';
      if (!/^multipart\/form-data *;/i.test(contentType)) throw new ProxyError('unsupported_media_type');
      // Read first, so that its size is bounded before it is parsed. The form around the file takes a few hundred bytes.
      const bytes = await readBytes(c.req.raw, mostBytes + 10_000);
      const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData().catch(() => {
        throw new ProxyError('bad_request');
      });
      const file = form.get('file');
      if (file === null || typeof file === 'string') throw new ProxyError('bad_request');
      const data = new Uint8Array(await file.arrayBuffer());
      const { status, body } = await chatkit.uploadDirect({ name: file.name, mimeType: file.type, data }, { subject });
      return Response.json(body, { status });
    },
  };
}
