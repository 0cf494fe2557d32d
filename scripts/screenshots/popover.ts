import { readyChromium } from '../../tests/e2e/rig/ready';
import { selectWithMouse } from '../lib/select-text';
import { until } from '../lib/surface';
import { SCHEMES, shot, type Setting } from './setting';
import { type Shot, writeSheet } from './sheet';

const TEXT = 'A small button appears under the end of the selection.';

const page = (style: string, dir = 'ltr') => `<!doctype html><html lang="en" dir="${dir}"><title>Guide</title>
<style>body{font:16px/1.6 system-ui;margin:2rem;max-width:40rem;${style}}</style>
<h1>Guide</h1><p>Select at least two characters with the mouse, the keyboard or a finger. ${TEXT} It never covers the
selected text and it never takes the focus away from the page.</p><p>Pressing the button only stages the passage.</p></html>`;

/** The popover and its menu on light, dark, right-to-left and narrow pages. */
export async function shootPopover({ extension, docs }: Setting): Promise<void> {
  const looks = { light: 'background:#fff;color:#1f2328', dark: 'background:#15171a;color:#e6e8ea' };
  const chromium = await readyChromium({ extension }, 'device');
  try {
    const rows: Shot[][] = [];
    for (const scheme of SCHEMES) {
      const row: Shot[] = [];
      for (const [caption, width, dir] of [
        ['wide', 560, 'ltr'],
        ['narrow', 300, 'ltr'],
        ['right to left', 560, 'rtl'],
      ] as const) {
        const path = `/made/popover-${scheme}-${fileSafe(caption)}.html`;
        docs.page(path, page(looks[scheme], dir));
        const { page: tab, surface } = await chromium.openTab(docs.origin + path);
        await tab.setViewport({ width, height: 420, deviceScaleFactor: 1 });
        await selectWithMouse(surface, TEXT);
        await until('the popover', () => chromium.popoverControl(tab, 'Ask about selection'));
        row.push(await shot(tab, caption));
        await chromium.pressPopover(tab, 'More');
        await until('the menu', () => chromium.popoverControl(tab, 'Settings…'));
        row.push(await shot(tab, `${caption}, menu`));
        await tab.close();
      }
      rows.push(row);
    }
    await writeSheet(chromium.browser, 'popover', rows);
  } finally {
    await chromium.close();
  }
}

const fileSafe = (words: string) => words.replaceAll(' ', '-');
