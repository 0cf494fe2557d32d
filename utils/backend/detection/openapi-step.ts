import * as z from 'zod';
import { documentUrls, readDocument } from './read-document';
import type { Detection, DetectionStep } from './step';

/** The part of an OpenAPI document that says what can be asked for: methods (lower case) by path. */
const openApiSchema = z.object({
  info: z.object({ title: z.string().optional() }).optional(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});
export type ApiOutline = z.infer<typeof openApiSchema>;

/** Recognises one kind of back end by its paths. `base` is the address the document was found below, without a slash. */
export type OpenApiRecogniser = (api: ApiOutline, base: string, address: string) => Detection | null;

/** FastAPI and many others publish `openapi.json`, at the address or above it; each kind that can be told by it is one recogniser. */
export const openApiStep =
  (recognisers: readonly OpenApiRecogniser[]): DetectionStep =>
  async (address, context) => {
    let lastError: unknown;
    for (const url of documentUrls(address)) {
      const api = await readDocument(url, context).then(
        ({ body }) => openApiSchema.safeParse(body).data,
        (error: unknown) => {
          context.signal?.throwIfAborted();
          lastError = error;
        },
      );
      for (const recognise of api ? recognisers : []) {
        const detection = recognise(api!, url.replace(/\/openapi\.json$/, ''), address);
        if (detection) return detection;
      }
      if (api) return null;
    }
    if (lastError !== undefined) throw lastError;
    return null;
  };
