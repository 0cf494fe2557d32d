import { mkdir } from 'node:fs/promises';
import { serveDocs } from './lib/docs-server';
import { buildExtension } from './builds.mjs';
import { shootElement } from './screenshots/element';
import { shootFirefox } from './screenshots/firefox';
import { shootHero } from './screenshots/hero';
import { shootPanel } from './screenshots/panel';
import { shootPages } from './screenshots/pages';
import { shootPopover } from './screenshots/popover';
import { shootPopoverSites } from './screenshots/popover-sites';
import { SHEETS, writeIndex } from './screenshots/sheet';

/**
 * Every surface into `artifacts/screenshots/`, a sheet per state, with one page that shows all of them: the chat
 * element's threads, popover, panel in every state, options, welcome, hand-over; light and dark, narrow and wide, a long
 * pseudo-locale and a mirrored one. `npm run screenshots -- panel` takes one part only. `hero` is the README's picture
 * and goes into `docs/images/`.
 */

const only = process.argv[2];
const parts = {
  hero: shootHero,
  element: shootElement,
  popover: shootPopover,
  sites: shootPopoverSites,
  panel: shootPanel,
  pages: shootPages,
};

await mkdir(SHEETS, { recursive: true });
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
  process.stdout.write(`All side by side: ${await writeIndex()}\n`);
} finally {
  await docs.close();
}

async function build(kind?: 'long' | 'rtl'): Promise<string> {
  process.env.DOCENT_PSEUDO = kind ?? '';
  return (await buildExtension({ out: `.cache/screenshots-${kind ?? 'en'}`, browsers: ['chrome'] })).chrome;
}
