import { ask } from '../../tests/e2e/rig/ask';
import { seeText } from '../lib/controls';
import { pythonPage } from '../../tests/e2e/rig/pages';
import { readyFirefox } from '../../tests/e2e/rig/ready';
import { type DocsServer } from '../lib/docs-server';
import { selectWithMouse } from '../lib/select-text';
import { SCHEMES } from './setting';
import { type Shot, writeSheet } from './sheet';

/** Firefox's hand-over popup and its real sidebar, by the way a reader goes. */
export async function shootFirefox(extension: string, docs: DocsServer): Promise<void> {
  const python = pythonPage();
  await docs.plant(python.path, python.after, python.sentence);
  const popups: Shot[] = [];
  const sidebars: Shot[] = [];
  for (const scheme of SCHEMES) {
    // Popup and sidebar follow the browser's theme, not the setting for pages.
    const extraPrefs = {
      'extensions.activeThemeID': `firefox-compact-${scheme}@mozilla.org`,
      'ui.systemUsesDarkTheme': scheme === 'dark' ? 1 : 0,
    };
    const firefox = await readyFirefox({ extension, extraPrefs }, 'device');
    try {
      const { page, surface } = await firefox.openTab(docs.origin + python.path);
      await selectWithMouse(surface, python.passage);
      await firefox.pressPopover(page);
      const popup = await firefox.popup();
      popups.push({ caption: scheme, png: await popup.screenshot() });
      await popup.press('Enter');
      const sidebar = await firefox.sidebar();
      await seeText(sidebar, 'Be cautious when parsing JSON data');
      await ask(sidebar, python.question);
      sidebars.push({ caption: scheme, png: await sidebar.screenshot() });
      if (popups.length < SCHEMES.length) continue;
      await writeSheet(firefox.browser, 'handover', [popups]);
      await writeSheet(firefox.browser, 'sidebar-firefox', [sidebars]);
    } finally {
      await firefox.close();
    }
  }
}
