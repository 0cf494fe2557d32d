import { launchChromium } from '../../tests/e2e/rig/chromium';
import { settled } from './panel';
import { openSized, SCHEMES, seed, setScheme, type Setting } from './setting';

/** Options and welcome, whole pages, wide and narrow. */
export async function shootPages({ extension, variant, shoot }: Setting): Promise<void> {
  const suffix = variant ? `-${variant}` : '';
  const chromium = await launchChromium({ extension });
  try {
    for (const [name, path, consent] of [
      ['welcome', '/welcome.html', false],
      ['welcome-agreed', '/welcome.html', true],
      ['options', '/options.html', true],
    ] as const) {
      await seed(chromium, { consent, connectionId: consent ? 'device' : null });
      for (const width of variant ? [360, 800] : [320, 360, 800]) {
        const page = await openSized(chromium, path, width, 900);
        await settled(page);
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewport({ width, height: Math.min(height, 4_000), deviceScaleFactor: 1 });
        for (const scheme of SCHEMES) {
          await setScheme(page, scheme);
          await settled(page);
          await shoot(page, `${name}-${scheme}-${width}${suffix}`);
        }
        await page.close();
      }
    }
  } finally {
    await chromium.close();
  }
}
