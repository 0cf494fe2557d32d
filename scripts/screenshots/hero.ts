import { ask } from '../../tests/e2e/rig/ask';
import { seeText } from '../lib/controls';
import { pythonPage } from '../../tests/e2e/rig/pages';
import { readyChromium } from '../../tests/e2e/rig/ready';
import { selectWithMouse } from '../lib/select-text';
import { until } from '../lib/surface';
import { PROSE, shot, type Setting } from './setting';
import { DOCS_IMAGES, writeSheet } from './sheet';

/**
 * The README's picture, the one that is kept: a real documentation page with the button, and the panel with the answer
 * beside it.
 */
export async function shootHero({ extension, docs }: Setting): Promise<void> {
  const python = pythonPage();
  const chromium = await readyChromium({ extension }, 'device');
  try {
    const { page, surface } = await chromium.openTab(docs.origin + python.path);
    await page.setViewport({ width: 820, height: 640, deviceScaleFactor: 1 });
    await selectWithMouse(surface, PROSE);
    await until('the popover', () => chromium.popoverControl(page, 'Ask about selection'));
    const reading = await shot(page, '');
    await chromium.pressPopover(page);
    const { page: panelPage, surface: panel } = await chromium.panel();
    await panelPage.setViewport({ width: 360, height: 640, deviceScaleFactor: 1 });
    await seeText(panel, 'Be cautious');
    await ask(panel, 'What should be limited?');
    await writeSheet(chromium.browser, 'hero', [[reading, await shot(panelPage, '')]], DOCS_IMAGES);
  } finally {
    await chromium.close();
  }
}
