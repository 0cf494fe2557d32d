import { type Frame, type Page } from 'puppeteer-core';
import { pressButton, pressControl, seeText } from '../rig/controls';
import { type Chromium } from '../rig/chromium';
import { pageSurface, type Surface, until } from '../rig/surface';

/** Opens the options and gives a back end OpenAI's view, as a reader does. */
export async function chooseOpenAiView(chromium: Chromium, name: string): Promise<Surface> {
  const { page, surface } = await chromium.openTab(`chrome-extension://${chromium.extensionId}/options.html`);
  await pressButton(surface, `More for ${name}`);
  await pressControl(surface, 'menuitem', 'Chat window');
  await pressControl(surface, 'radio', "OpenAI's view");
  await seeText(surface, 'OpenAI receives your network address');
  await pressButton(surface, 'Save');
  await page.close();
  return surface;
}

/** OpenAI's own frame within our frame page, once its chat is up. */
export async function openAiFrame(panel: Page, withinMs?: number): Promise<Frame> {
  return until(
    "OpenAI's chat to be up",
    async () => {
      const frame = panel.frames().find((candidate) => candidate.url().includes('/frame.html'));
      return frame && (await frame.evaluate(`document.body?.dataset.up === ''`)) ? frame : undefined;
    },
    withinMs,
  );
}

/** The page of the back end's origin that holds it. */
export const framePage = (panel: Page): Frame | undefined =>
  panel.frames().find((candidate) => new URL(candidate.url()).pathname === '/frame/');

export async function answers(frame: Frame): Promise<string[]> {
  return (await frame.evaluate(
    `[...document.querySelectorAll('[data-from=answer]')].map((item) => item.textContent)`,
  )) as string[];
}

/** Asks in the panel's own composer. */
export async function askInPanel(panel: Surface, question: string): Promise<void> {
  await pressControl(panel, 'textbox', 'Your question');
  await panel.type(question);
  await panel.press('Enter');
}

/** Asks in OpenAI's own composer. */
export async function askInFrame(frame: Frame, question: string): Promise<void> {
  await frame.type('#text', question);
  await frame.click('button');
}

export const surfaceOf = (page: Page) => pageSurface(page);
