import * as z from 'zod';
import { readDocument } from './read-document';
import type { Detection, DetectionStep } from './step';

/** The part of an OpenAPI document that says what can be asked for: methods (lower case) by path. */
const openApiSchema = z.object({
  info: z.object({ title: z.string().optional() }).optional(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});
export type ApiOutline = z.infer<typeof openApiSchema>;

/** Recognises one kind of back end by its paths. `base` is the address the document was found below, without a slash. */
export type OpenApiRecogniser = (api: ApiOutline, base: string, address: string) => Detection | null;

/** FastAPI and many others publish `/openapi.json`; each kind that can be told by it is one recogniser. */
export const openApiStep =
  (recognisers: readonly OpenApiRecogniser[]): DetectionStep =>
  async (address, context) => {
    const base = new URL(address).origin;
    const { body } = await readDocument(`${base}/openapi.json`, context);
    const api = openApiSchema.safeParse(body);
    if (!api.success) return null;
    for (const recognise of recognisers) {
      const detection = recognise(api.data, base, address);
      if (detection) return detection;
    }
    return null;
  };
