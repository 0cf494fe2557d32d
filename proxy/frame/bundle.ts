import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The frame page's script, built from `page/`. */
export interface FrameBundle {
  code: string;
  /** Changes with the code; part of its address, so that browsers may keep it. */
  version: string;
}

const folder = join(dirname(fileURLToPath(import.meta.url)), 'page');

/**
 * Builds the script in memory, about a second. On demand, so that a fresh checkout serves the page without a build step and
 * a proxy whose readers never choose OpenAI's view never pays for it.
 */
export async function buildFrameBundle(): Promise<FrameBundle> {
  const { build } = await import('vite');
  const result = await build({
    configFile: false,
    root: folder,
    logLevel: 'silent',
    mode: 'production',
    // A caller's NODE_ENV would put React's development build into it.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: ['chrome140', 'firefox140'],
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(folder, 'main.ts'), output: { format: 'es', codeSplitting: false } },
    },
  });
  const [output] = [result].flat();
  const chunks = output && 'output' in output ? output.output : [];
  const [entry, ...rest] = chunks;
  if (entry?.type !== 'chunk' || rest.length > 0) throw new Error('The frame page did not build into one script.');
  return { code: entry.code, version: createHash('sha256').update(entry.code).digest('hex').slice(0, 16) };
}
