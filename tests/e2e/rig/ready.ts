import { type Chromium, type ChromiumOptions, launchChromium } from './chromium';
import { type Firefox, type FirefoxOptions, launchFirefox } from './firefox';
import { chooseDevice, chooseEverySite, connectInWelcome, giveConsent } from './first-run';
import { type Surface } from './surface';

/** Who answers: this device, or the back end at an address. */
export type Answers = 'device' | { address: string };

async function goThrough(welcome: Surface, answers: Answers): Promise<void> {
  await giveConsent(welcome);
  await chooseEverySite(welcome);
  if (answers === 'device') await chooseDevice(welcome);
  else await connectInWelcome(welcome, answers.address);
}

/** Chromium in which a reader has gone through the welcome page: agreed, every site, somebody answers. */
export async function readyChromium(options: ChromiumOptions, answers: Answers): Promise<Chromium> {
  const chromium = await launchChromium(options);
  try {
    await chromium.grantHosts();
    await goThrough((await chromium.ownPage('/welcome.html')).surface, answers);
    return chromium;
  } catch (error) {
    await chromium.close();
    throw error;
  }
}

/** The same in Firefox. */
export async function readyFirefox(options: FirefoxOptions, answers: Answers): Promise<Firefox> {
  const firefox = await launchFirefox(options);
  try {
    const { page, surface } = await firefox.openOwnPage('/welcome.html');
    await goThrough(surface, answers);
    await page.close();
    return firefox;
  } catch (error) {
    await firefox.close();
    throw error;
  }
}
