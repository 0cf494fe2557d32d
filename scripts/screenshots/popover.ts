import { readyChromium } from '../../tests/e2e/rig/ready';
import { selectWithMouse } from '../../tests/e2e/rig/select-text';
import { until } from '../../tests/e2e/rig/surface';
import { SCHEMES, type Setting } from './setting';

const TEXT = 'A small button appears under the end of the selection.';

const page = (style: string, dir = 'ltr') => `<!doctype html><html lang="en" dir="${dir}"><title>Guide</title>
<style>body{font:16px/1.6 system-ui;margin:2rem;max-width:40rem;${style}}</style>
<h1>Guide</h1><p>Select at least two characters with the mouse, the keyboard or a finger. ${TEXT} It never covers the
selected text and it never takes the focus away from the page.</p><p>Pressing the button only stages the passage.</p></html>`;

/** The popover and its menu on light, dark, right-to-left and narrow pages. */
export async function shootPopover({ extension, docs, shoot }: Setting): Promise<void> {
  const looks = { light: 'background:#fff;color:#1f2328', dark: 'background:#15171a;color:#e6e8ea' };
  const chromium = await readyChromium({ extension }, 'device');
  try {
    for (const scheme of SCHEMES) {
      for (const [variant, width, dir] of [
        ['', 640, 'ltr'],
        ['-narrow', 300, 'ltr'],
        ['-rtl', 640, 'rtl'],
      ] as const) {
        const path = `/made/popover-${scheme}${variant}.html`;
        docs.page(path, page(looks[scheme], dir));
        const { page: tab, surface } = await chromium.openTab(docs.origin + path);
        await tab.setViewport({ width, height: 420, deviceScaleFactor: 2 });
        await selectWithMouse(surface, TEXT);
        const name = 'Ask about selection';
        await until('the popover', () => chromium.popoverControl(tab, name));
        await shoot(tab, `popover-${scheme}${variant}`);
        if (variant === '') {
          await chromium.pressPopover(tab, 'More');
          await new Promise((resolve) => setTimeout(resolve, 300));
          await shoot(tab, `popover-menu-${scheme}`);
        }
        await tab.close();
      }
    }
  } finally {
    await chromium.close();
  }
}
