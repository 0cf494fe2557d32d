import { hasControl, pressButton, pressControl, seeText } from './controls';
import { visibleText } from './in-page';
import { type Surface, until } from './surface';

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

/** A back end as its docs team hands it out. */
export interface BackEnd {
  address: string;
  /** Shared key, where it wants one. */
  key?: string;
  /** Kept on this device; else until the browser closes. */
  remember?: boolean;
}

/** Step 3, second choice. */
export async function connectInWelcome(welcome: Surface, backEnd: BackEnd): Promise<void> {
  await pressButton(welcome, 'Add an answerer');
  await connectBackEnd(welcome, backEnd);
}

/**
 * Connects a back end where the address field is (welcome step 3, or the options page): address, the second press if an
 * origin is not allowed yet or a key is wanted, and the test list to its end.
 */
export async function connectBackEnd(page: Surface, { address, key, remember = false }: BackEnd): Promise<void> {
  await pressControl(page, 'textbox', 'Address or share link');
  await page.type(address);
  await pressButton(page, 'Connect');
  if (key !== undefined) {
    await pressControl(page, 'textbox', 'Key');
    await page.type(key);
    await pressControl(page, 'radio', remember ? 'Remember on this device' : 'Until I close the browser');
  }
  await until(
    `the back end at ${address} to be connected`,
    async () => {
      if (await hasControl(page, 'button', 'Allow and connect')) await pressButton(page, 'Allow and connect');
      const text = await page.run(visibleText);
      if (/Address or share link/.test(text) && /failed/.test(text)) throw new Error(text);
      // The options page says it under the test list, the welcome page in the folded step.
      return /is connected and answers|\S answers\.\s/.test(text);
    },
    30_000,
  );
}
