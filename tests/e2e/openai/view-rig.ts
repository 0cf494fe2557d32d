import { type Frame, type Page } from 'puppeteer-core';
import { hasControl, pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { visibleText } from '../../../scripts/lib/in-page';
import { type Chromium } from '../../../scripts/lib/chromium';
import { type Surface, until } from '../../../scripts/lib/surface';

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

/** A workflow that OpenAI hosts, as its docs team hands it out. */
interface HostedWorkflow {
  address: string;
  /** Page that holds OpenAI's window. */
  frame: string;
  /** Where the address does not name it. */
  workflow?: string;
  name?: string;
}

/** Pastes it into the settings, fills in what is missing, and waits until it answers. */
export async function connectHosted(options: Surface, { address, ...filled }: HostedWorkflow): Promise<void> {
  await pressControl(options, 'textbox', 'Address or share link');
  await options.type(address);
  await options.press('Enter');
  const fields = { name: 'Name', workflow: 'Workflow id (wf_…)', frame: "Page for OpenAI's window" } as const;
  for (const key of ['name', 'workflow', 'frame'] as const) {
    const text = filled[key];
    if (text === undefined) continue;
    await pressControl(options, 'textbox', fields[key]);
    await options.press('a', { hold: ['Control'] });
    await options.type(text);
  }
  await options.press('Enter');
  await until(`${address} to be connected`, async () => {
    if (await hasControl(options, 'button', 'Allow and connect')) await pressButton(options, 'Allow and connect');
    return (await options.run(visibleText)).includes('is connected and answers');
  });
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
  await until("Send, which waits for OpenAI's window", () =>
    panel.run(() => document.querySelector<HTMLButtonElement>('.own-composer button[type=submit]')?.disabled === false),
  );
  await panel.press('Enter');
}

/** Asks in OpenAI's own composer, once the answer before has ended. */
export async function askInFrame(frame: Frame, question: string): Promise<void> {
  await frame.type('#text', question);
  await frame.waitForSelector('#composer button:enabled');
  await frame.click('button');
}

/**
 * Frames the page and answers its hello with a port, as the panel would, twice: by the second answer the page has long
 * had the first. Gives what it made of them.
 */
export async function offerPortTwice(tab: Page, address: string): Promise<{ hellos: number; joined: string | null }> {
  await tab.evaluate(`(() => {
    globalThis.hellos = [];
    const frame = document.createElement('iframe');
    globalThis.offer = (frameNonce) => {
      const { port2 } = new MessageChannel();
      const answer = { docentFrame: 'port', version: 1, frameNonce, panelNonce: crypto.randomUUID() };
      frame.contentWindow.postMessage(answer, { targetOrigin: '*', transfer: [port2] });
    };
    addEventListener('message', ({ data }) => {
      if (data?.docentFrame !== 'hello') return;
      hellos.push(data.frameNonce);
      offer(data.frameNonce);
    });
    frame.src = ${JSON.stringify(address)};
    document.body.append(frame);
  })()`);
  await until('the hello', async () => (await tab.evaluate(`hellos.length`)) === 1);
  const inner = await until('the frame', () =>
    Promise.resolve(tab.frames().find((frame) => frame.url().startsWith(address))),
  );
  await inner.evaluate(`void (globalThis.second = new Promise((heard) => addEventListener('message', heard)))`);
  await tab.evaluate(`offer(hellos[0])`);
  await inner.evaluate(`second.then(() => undefined)`);
  return {
    hellos: (await tab.evaluate(`hellos.length`)) as number,
    joined: (await inner.evaluate(`document.documentElement.dataset.joined ?? null`)) as string | null,
  };
}
