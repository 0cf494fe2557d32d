import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ask } from '../rig/ask';
import { type Chromium } from '../../../scripts/lib/chromium';
import { seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { withoutNativeBrowser } from '../rig/no-native-browser';
import { pythonPage } from '../rig/pages';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';

let docs: DocsServer;
let chromium: Chromium;
let build: string;
const python = pythonPage();

beforeAll(async () => {
  docs = await serveDocs();
  await docs.plant(python.path, python.after, python.sentence);
  build = await withoutNativeBrowser(inject('builds').chrome);
  chromium = await readyChromium({ extension: build }, 'device');
});
afterAll(async () => {
  await chromium?.close();
  await docs?.close();
  rmSync(build, { recursive: true, force: true });
});

test('a question is answered where the browser has no `browser` object of its own (Chrome 140 to 147)', async () => {
  const { page, surface } = await chromium.openTab(docs.origin + python.path);
  await selectWithMouse(surface, python.passage);
  await chromium.pressPopover(page);
  const panel = await chromium.panel();
  expect(await panel.page.evaluate('Object.getOwnPropertyDescriptor(globalThis, "browser")?.get === undefined')).toBe(
    true,
  );
  await seeText(panel.surface, 'Be cautious when parsing JSON data');
  expect((await ask(panel.surface, python.question)).text).toContain(python.fact);
});
