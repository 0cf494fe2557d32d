import { existsSync } from 'node:fs';
import { findBrowser } from './browsers.mjs';
import { hasPasswordlessSudo, lastLines, run, which } from './run.mjs';
import { say, step, Stop } from './steps.mjs';

/** What the real-browser suites need beside Node: two browsers, a screen for headed ones, and real keys for it. */
const needed = [
  { name: 'chromium', present: () => findBrowser('chromium') !== undefined },
  { name: 'chromium-l10n', present: hasChromiumLanguages },
  { name: 'firefox-esr', present: () => findBrowser('firefox') !== undefined },
  { name: 'xvfb', present: () => which('xvfb-run') !== undefined && which('Xvfb') !== undefined },
  { name: 'xauth', present: () => which('xauth') !== undefined },
  { name: 'xdotool', present: () => which('xdotool') !== undefined },
  // What Orcheo keeps everything in. It is started by the tests alone; a person's machine is not given a service of it.
  ...(process.env.CI ? [{ name: 'postgresql', present: hasPostgres }] : []),
];

function hasPostgres() {
  return existsSync('/usr/lib/postgresql') || which('initdb') !== undefined;
}

/** Debian packs Chromium's languages apart; every other Chromium or Chrome brings its own. */
function hasChromiumLanguages() {
  // Asked for together with a browser that is still to come: apt will bring Debian's.
  if (findBrowser('chromium') === undefined) return false;
  const locales = '/usr/lib/chromium/locales';
  return !existsSync(locales) || existsSync(`${locales}/ar.pak`);
}

/** `--no-remove`: on machines with other package sources apt would rather take Node away than say no. */
const installArgs = (names) => ['install', '-y', '--no-install-recommends', '--no-remove', ...names];

const container = 'docker run --rm -v "$PWD":/docent -w /docent node:22-bookworm npm test';

/**
 * Installs the browsers and the virtual screen by apt where that may be done, else says the one command to run.
 *
 * @param {(line: string) => void} [print]
 */
export async function ensureSystemPackages(print = say) {
  const bring = async () => {
    const missing = missingPackages();
    if (missing.length === 0) return 'present';
    const list = missing.join(', ');
    if (!which('apt-get')) {
      throw new Stop(
        `The tests need ${list}, and this system has no apt to get them. Run them in a container: ${container}`,
      );
    }
    const { tried, output } = await aptInstall(missing);
    const left = missingPackages();
    if (left.length === 0) return `installed ${list}`;
    const why = tried ? 'and apt could not install them' : 'and installing them needs an administrator';
    throw new Stop(
      `The tests need ${left.join(', ')}, ${why}. Run: ${aptByHand(left)}${tried ? `\n${lastLines(output)}` : ''}`,
    );
  };
  await step('Browsers and virtual screen', bring, print);
}

export const hasSystemPackages = () => missingPackages().length === 0;

/**
 * Makes sure that `npm start` finds one of these browsers.
 *
 * @param {('chromium' | 'firefox')[]} kinds
 */
export async function ensureStartBrowser(kinds) {
  const isFound = () => kinds.some((kind) => findBrowser(kind) !== undefined);
  if (isFound()) return;
  const name = kinds[0] === 'firefox' ? 'firefox-esr' : 'chromium';
  if (which('apt-get')) {
    await aptInstall([name]);
    if (isFound()) return;
  }
  throw new Stop(`No ${kinds.join(' or ')} browser was found. Install one with: ${browserByHand(name)}`);
}

function browserByHand(name) {
  if (process.platform === 'darwin') return `brew install --cask ${name === 'chromium' ? 'google-chrome' : 'firefox'}`;
  if (process.platform === 'win32')
    return `winget install ${name === 'chromium' ? 'Google.Chrome' : 'Mozilla.Firefox'}`;
  return aptByHand([name]);
}

const aptByHand = (names) => `sudo apt-get update && sudo apt-get ${installArgs(names).join(' ')}`;

/** Installs by apt if no password has to be asked for. @returns whether it could even try, and what apt said */
async function aptInstall(names) {
  const root = process.getuid?.() === 0;
  if (!root && !hasPasswordlessSudo()) return { tried: false, output: '' };
  const apt = (args) => {
    const [command, ...rest] = root ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args];
    return run(command, rest, {
      quiet: true,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      timeoutMs: 8 * 60_000,
    });
  };
  let result = await apt(installArgs(names));
  if (result.code !== 0) {
    // A fresh machine has no package lists yet, or old ones.
    await apt(['update']);
    result = await apt(installArgs(names));
  }
  return { tried: true, output: result.output };
}

function missingPackages() {
  return needed.filter(({ present }) => !present()).map(({ name }) => name);
}

/** True where a window can be shown to a person. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  if (process.env.WAYLAND_DISPLAY) return true;
  const display = process.env.DISPLAY;
  if (!display) return false;
  // A left-over DISPLAY without a server would only end in the browser's own error.
  const local = /^:(\d+)/.exec(display);
  return local ? existsSync(`/tmp/.X11-unix/X${local[1]}`) : true;
}
