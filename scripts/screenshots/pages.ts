import { openPage, pageStates } from '../../tests/e2e/surfaces/page-states';
import { launch } from '../../tests/e2e/surfaces/stage-set';
import { shootLooks, type Setting } from './setting';
import { fileName, writeSheet } from './sheet';

const LONGEST = 4_000;

/** Every state of options and welcome page, whole, light above dark, narrow and wide. */
export async function shootPages({ extension, variant }: Setting): Promise<void> {
  const chromium = await launch(extension);
  try {
    for (const state of Object.keys(pageStates)) {
      const page = await openPage(chromium, state);
      const rows = await shootLooks(page, [320, 800], (contentHeight) => Math.min(contentHeight, LONGEST));
      await page.close();
      await writeSheet(chromium.browser, `${fileName(state.replace(/^the /, ''))}${variant && `-${variant}`}`, rows);
    }
  } finally {
    await chromium.close();
  }
}
