import { BaseSequencer } from 'vitest/node';

/**
 * The browser files that take longest, the longest first, as `npm test` names them at its end. One of them begun last
 * would leave a core idle for a minute; a fresh clone has no times of its own to go by.
 */
export const SLOWEST = [
  'tests/e2e/backends/model-servers.test.ts',
  'tests/e2e/page/page-mode.test.ts',
  'tests/e2e/page/popover.test.ts',
  'tests/e2e/journeys/real-keys.test.ts',
  'tests/e2e/element/element.test.ts',
  'tests/e2e/journeys/faults-firefox.test.ts',
  'tests/e2e/backends/plain-chats.test.ts',
  'tests/e2e/surfaces/pseudo-rtl.test.ts',
  'tests/e2e/journeys/faults.test.ts',
  'tests/e2e/page/tampering.test.ts',
  'tests/e2e/surfaces/pseudo-long.test.ts',
  'tests/e2e/surfaces/panel.test.ts',
  'tests/e2e/journeys/firefox.test.ts',
  'tests/e2e/page/capturing.test.ts',
  'tests/e2e/journeys/profiles.test.ts',
  'tests/e2e/journeys/policy.test.ts',
  'tests/e2e/journeys/browser-model.test.ts',
  'tests/e2e/element/accessibility.test.ts',
  'tests/e2e/openai/hosted-links.test.ts',
  'tests/e2e/backends/sign-in.test.ts',
  'tests/e2e/backends/orcheo.test.ts',
  'tests/e2e/page/life.test.ts',
  'tests/e2e/page/real-docs.test.ts',
  'tests/e2e/backends/chatkit-python.test.ts',
  'tests/e2e/element/speed.test.ts',
  'tests/e2e/page/viewer.test.ts',
  'tests/e2e/surfaces/pages.test.ts',
];

/**
 * Place in that list, or behind all of it.
 *
 * @param {string} path of a file, whole
 */
export function placeOf(path) {
  const place = SLOWEST.findIndex((file) => path.endsWith(`/${file}`));
  return place < 0 ? SLOWEST.length : place;
}

/** Hands out the files above first, in that order; the others as vitest would. */
export class SlowestFirst extends BaseSequencer {
  /** @param {import('vitest/node').TestSpecification[]} files */
  async sort(files) {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one.moduleId) - placeOf(other.moduleId));
  }
}
