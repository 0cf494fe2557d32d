import { openPanel, panelStates } from '../../tests/e2e/surfaces/panel-states';
import { launch } from '../../tests/e2e/surfaces/stage-set';
import { shootLooks, type Setting } from './setting';
import { fileName, writeSheet } from './sheet';

const HEIGHT = 720;

/** Every state of the panel, light above dark, at every width it was drawn for (docs/interface.md 9). */
export async function shootPanel({ extension, variant }: Setting): Promise<void> {
  const widths = variant ? [280, 360] : [280, 360, 480];
  const chromium = await launch(extension);
  try {
    for (const state of Object.keys(panelStates)) {
      const page = await openPanel(chromium, state);
      const rows = await shootLooks(page, widths, () => HEIGHT);
      await page.close();
      await writeSheet(chromium.browser, `panel-${fileName(state)}${variant && `-${variant}`}`, rows);
    }
  } finally {
    await chromium.close();
  }
}
