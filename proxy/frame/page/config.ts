import * as z from 'zod';

/** What the page is told by whoever serves it (`proxy/frame/document.ts`), in a `<meta>` of its own. */
export const frameConfigSchema = z.strictObject({
  /** Address of OpenAI's script, or of a copy the operator serves. */
  script: z.url({ protocol: /^https?$/ }),
  /** Extensions that may use the page: exact origins, or a bare extension scheme. */
  allow: z.array(z.string().max(200)).max(50),
});
export type FrameConfig = z.infer<typeof frameConfigSchema>;

export const CONFIG_NAME = 'docent-frame';

/** @throws when the page was served without one, or with one that is damaged */
export function readConfig(document: Document): FrameConfig {
  const meta = document.querySelector<HTMLMetaElement>(`meta[name="${CONFIG_NAME}"]`);
  return frameConfigSchema.parse(JSON.parse(meta?.content ?? 'null'));
}
