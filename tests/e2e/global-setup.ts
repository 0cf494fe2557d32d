import { join, resolve } from 'node:path';
import { type TestProject } from 'vitest/node';
import { buildExtension } from '../../scripts/builds.mjs';
import { findBrowser } from '../../scripts/browsers.mjs';
import { findDocs } from '../../scripts/docs-packages.mjs';
import { buildPage } from './element/build-page';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folders of the production builds under test. */
    builds: { chrome: string; firefox: string };
    /** Folder of the page that holds the element. */
    elementPage: string;
  }
}

/** Builds the element's page and both browsers once for all e2e files, the browsers unless `npm test` has just done so (`DOCENT_BUILT`). */
export default async function setup(project: TestProject): Promise<void> {
  const { python, node } = findDocs();
  if (!findBrowser('chromium') || !findBrowser('firefox') || !python || !node) {
    throw new Error('The browsers or the documentation pages are missing. Run once: npm test');
  }
  const built = process.env.DOCENT_BUILT;
  const builds = built
    ? { chrome: join(built, 'chrome-mv3'), firefox: join(built, 'firefox-mv3') }
    : await buildExtension({ out: resolve('.cache', 'e2e-build') });
  project.provide('builds', builds);
  project.provide('elementPage', await buildPage());
}
