import { pressButton, pressControl, seeText } from './controls';
import { type Surface } from './surface';

/** The steps of the welcome page, each pressed as a new reader would. */

/** Step 1: what leaves the browser. */
export async function giveConsent(welcome: Surface): Promise<void> {
  await pressButton(welcome, 'Agree and continue');
  await seeText(welcome, 'You agreed');
}

/** Step 2: the browser must already be told to say yes (`grantHosts`, or Firefox's preference). */
export async function chooseEverySite(welcome: Surface): Promise<void> {
  await pressButton(welcome, 'On every site*');
  await seeText(welcome, 'On every site.');
}

/** Step 3, first choice. */
export async function chooseDevice(welcome: Surface): Promise<void> {
  await pressButton(welcome, 'Try it on this device*');
  await seeText(welcome, 'This device answers');
}

/**
 * Connects a back end where the address field is (welcome step 3 or the options page): address, allow, wait for the
 * test list to pass.
 */
export async function connectBackEnd(page: Surface, address: string): Promise<void> {
  await pressControl(page, 'textbox', 'Address or share link');
  await page.type(address);
  await pressButton(page, 'Connect');
  await pressButton(page, 'Allow and connect');
  await seeText(page, 'is connected and answers', 30_000);
}
