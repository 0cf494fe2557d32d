import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';

const ENTRY = fileURLToPath(new URL('../../../utils/panel/pack/pack.ts', import.meta.url));

/**
 * The panel's `packPassage` as a script that leaves `docentPack(passage)` on a page, so that real markup is parsed by
 * the browser that captured it.
 */
export async function bundlePack(): Promise<string> {
  const [bundle] = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'chrome140', lib: { entry: ENTRY, formats: ['iife'], name: 'contextPack' } },
  })) as Rollup.RollupOutput[];
  return `${bundle!.output[0].code}
    globalThis.docentPack = (passage) =>
      contextPack.packPassage(passage, (html) => new DOMParser().parseFromString(html, 'text/html'));`;
}
