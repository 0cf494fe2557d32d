import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serveDocs } from '../tests/e2e/rig/docs-server';
import { ROOT } from './run.mjs';
import { buildExtension } from './builds.mjs';
import { shootElement } from './screenshots/element';
import { shootFirefox } from './screenshots/firefox';
import { shootHero } from './screenshots/hero';
import { shootPanel } from './screenshots/panel';
import { shootPages } from './screenshots/pages';
import { shootPopover } from './screenshots/popover';
import { shootPopoverSites } from './screenshots/popover-sites';

/**
 * Every surface into `docs/images/`, a sheet per state: the chat element's threads, popover, panel in every state, options, welcome, hand-over;
 * light and dark, narrow and wide, a long pseudo-locale and a mirrored one. `npm run screenshots -- panel` takes one part
 * only.
 */
const images = join(ROOT, 'docs/images');

const only = process.argv[2];
const parts = {
  hero: shootHero,
  element: shootElement,
  popover: shootPopover,
  sites: shootPopoverSites,
  panel: shootPanel,
  pages: shootPages,
};

await mkdir(images, { recursive: true });
const docs = await serveDocs();
try {
  const plain = await build();
  for (const [name, part] of Object.entries(parts)) {
    if (!only || only === name) await part({ extension: plain, variant: '', docs });
  }
  if (!only || only === 'firefox') {
    const { firefox } = await buildExtension({ out: '.cache/screenshots-firefox', browsers: ['firefox'] });
    await shootFirefox(firefox, docs);
  }
  for (const kind of !only || only === 'panel' || only === 'pages' ? (['long', 'rtl'] as const) : []) {
    const extension = await build(kind);
    for (const name of ['panel', 'pages'] as const) {
      if (!only || only === name) await parts[name]({ extension, variant: kind, docs });
    }
  }
} finally {
  await docs.close();
}

async function build(kind?: 'long' | 'rtl'): Promise<string> {
  process.env.DOCENT_PSEUDO = kind ?? '';
  return (await buildExtension({ out: `.cache/screenshots-${kind ?? 'en'}`, browsers: ['chrome'] })).chrome;
}
