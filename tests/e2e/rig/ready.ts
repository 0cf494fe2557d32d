import { type Chromium, type ChromiumOptions, launchChromium } from '../../../scripts/lib/chromium';
import { type Firefox, type FirefoxOptions, launchFirefox } from '../../../scripts/lib/firefox';
import {
  type BackEnd,
  chooseDevice,
  chooseEverySite,
  connectInWelcome,
  giveConsent,
} from '../../../scripts/lib/first-run';
import { type Surface } from '../../../scripts/lib/surface';

/** Who answers: this device, or the back end at an address. */
export type Answers = 'device' | BackEnd;

/** `everySite: false`: the second step is left alone, no host is ever granted, and activeTab is all there is. */
interface Access {
  everySite?: boolean;
}

async function goThrough(welcome: Surface, answers: Answers, { everySite = true }: Access): Promise<void> {
  await giveConsent(welcome);
  if (everySite) await chooseEverySite(welcome);
  if (answers === 'device') await chooseDevice(welcome);
  else await connectInWelcome(welcome, answers);
}

/** Chromium in which a reader has gone through the welcome page: agreed, every site, somebody answers. */
export async function readyChromium(
  options: ChromiumOptions,
  answers: Answers,
  access: Access = {},
): Promise<Chromium> {
  const chromium = await launchChromium(options);
  try {
    if (access.everySite !== false) await chromium.grantHosts();
    await goThrough((await chromium.ownPage('/welcome.html')).surface, answers, access);
    return chromium;
  } catch (error) {
    await chromium.close();
    throw error;
  }
}

/** The same in Firefox. */
export async function readyFirefox(options: FirefoxOptions, answers: Answers, access: Access = {}): Promise<Firefox> {
  const firefox = await launchFirefox(options);
  try {
    const { page, surface } = await firefox.openOwnPage('/welcome.html');
    await goThrough(surface, answers, access);
    await page.close();
    return firefox;
  } catch (error) {
    await firefox.close();
    throw error;
  }
}
