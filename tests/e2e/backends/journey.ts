import { ask } from '../rig/ask';
import { hasControl, pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type Chromium } from '../../../scripts/lib/chromium';
import { type BackEnd, connectBackEnd } from '../../../scripts/lib/first-run';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';

/** A page of the docs with a passage on it. */
interface PassageOnPage {
  path: string;
  passage: Parameters<typeof selectWithMouse>[1];
}

/** Pastes an address into the settings and waits until the back end answers. */
export async function connectInOptions(chromium: Chromium, backEnd: BackEnd): Promise<void> {
  const { page, surface } = await chromium.openTab(`chrome-extension://${chromium.extensionId}/options.html#backends`);
  await connectBackEnd(surface, backEnd);
  await page.close();
}

/** The quick switch in the bar. */
export async function switchTo(panel: Surface, name: string): Promise<void> {
  await pressButton(panel, 'Who answers*');
  await pressControl(panel, 'menuitem', `${name}*`);
  // The composer is another one then.
  await until(`${name} to answer`, () => hasControl(panel, 'button', `Who answers: ${name}*`));
}

/** Selects the passage on its page and stages it. */
export async function stage(chromium: Chromium, origin: string, { path, passage }: PassageOnPage): Promise<Surface> {
  const { page, surface } = await chromium.openTab(origin + path);
  await selectWithMouse(surface, passage);
  await chromium.pressPopover(page);
  return (await chromium.panel()).surface;
}

/** Asks, and asks a follow-up about the pinned passage. */
export async function askTwice(panel: Surface): Promise<{ first: string; followUp: string }> {
  const first = await ask(panel, 'What is this about?');
  await seeText(panel, 'Still about this passage');
  const followUp = await ask(panel, 'And then?');
  return { first: first.text, followUp: followUp.text };
}
