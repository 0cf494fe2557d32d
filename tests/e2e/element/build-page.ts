import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/**
 * Builds the page that holds the element. vitest says `NODE_ENV=test`, with which vite would compile for React's
 * development build.
 *
 * @returns the folder
 */
export async function buildPage(outDir = resolve('.cache', 'element-page')): Promise<string> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  await build({
    root: fileURLToPath(new URL('page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'chrome140', modulePreload: { polyfill: false } },
  });
  process.env.NODE_ENV = before;
  return outDir;
}
