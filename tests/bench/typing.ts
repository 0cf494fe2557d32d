import { type Chromium } from '../../scripts/lib/chromium';
import { until } from '../../scripts/lib/surface';
import { type BenchRow, RUNS } from './report';

/** Time from navigation until the element with the focus takes text. */
const WATCH = `(() => {
  const look = () => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    if (focused instanceof HTMLTextAreaElement && !focused.disabled) globalThis.typableAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();`;

async function once(chromium: Chromium, path: string): Promise<number> {
  const page = await chromium.browser.newPage();
  await page.evaluateOnNewDocument(WATCH);
  await page.goto(`chrome-extension://${chromium.extensionId}${path}`);
  const at = await until('a field that takes typing', () =>
    page.evaluate('globalThis.typableAt').then((value) => value as number | undefined),
  );
  await page.close();
  return at;
}

export async function benchTyping(docent: Chromium, control: Chromium): Promise<BenchRow> {
  const subject: number[] = [];
  const empty: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    subject.push(await once(docent, '/sidepanel.html'));
    empty.push(await once(control, '/panel.html'));
  }
  return {
    what: 'Panel opened → composer takes typing',
    goal: '≤ 150 ms',
    unit: 'ms',
    subject,
    control: empty,
    controlName: 'an empty panel page with a text field',
  };
}
