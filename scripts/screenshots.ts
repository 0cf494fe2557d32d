import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serveDocs } from '../tests/e2e/rig/docs-server';
import { ROOT } from './run.mjs';
import { buildExtension } from './builds.mjs';
import { shootFirefox } from './screenshots/firefox';
import { shootPanel } from './screenshots/panel';
import { shootPages } from './screenshots/pages';
import { shootPopover } from './screenshots/popover';
import { type Shoot } from './screenshots/setting';

/**
 * Every surface into `docs/images/`: popover, panel in every state, options, welcome, hand-over; light and dark, 280, 360
 * and 480 px, a long pseudo-locale and a mirrored one. `npm run screenshots -- panel` takes one part only.
 */
const images = join(ROOT, 'docs/images');

const shoot: Shoot = async (page, name) => {
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  await page.screenshot({ path: join(images, `${name}.png`), captureBeyondViewport: false });
  process.stdout.write(`${name}\n`);
};

const only = process.argv[2];
const parts = { popover: shootPopover, panel: shootPanel, pages: shootPages };

await mkdir(images, { recursive: true });
const docs = await serveDocs();
try {
  const plain = await build();
  for (const [name, part] of Object.entries(parts)) {
    if (!only || only === name) await part({ extension: plain, variant: '', docs, shoot });
  }
  if (!only || only === 'firefox') {
    const { firefox } = await buildExtension({ out: '.cache/screenshots-firefox', browsers: ['firefox'] });
    await shootFirefox(firefox, docs, images);
  }
  for (const kind of only === 'firefox' || only === 'popover' ? [] : (['long', 'rtl'] as const)) {
    const extension = await build(kind);
    for (const name of ['panel', 'pages'] as const) {
      if (!only || only === name) await parts[name]({ extension, variant: kind, docs, shoot });
    }
  }
} finally {
  await docs.close();
}

async function build(kind?: 'long' | 'rtl'): Promise<string> {
  process.env.DOCENT_PSEUDO = kind ?? '';
  return (await buildExtension({ out: `.cache/screenshots-${kind ?? 'en'}`, browsers: ['chrome'] })).chrome;
}
