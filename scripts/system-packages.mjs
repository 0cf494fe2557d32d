import { existsSync } from 'node:fs';
import { findBrowser } from './browsers.mjs';
import { hasPasswordlessSudo, lastLines, run, which } from './run.mjs';
import { step, Stop } from './steps.mjs';

/** What the real-browser suites need beside Node: two browsers, a screen for headed ones, and real keys for it. */
const needed = [
  { name: 'chromium', present: () => findBrowser('chromium') !== undefined },
  { name: 'firefox-esr', present: () => findBrowser('firefox') !== undefined },
  { name: 'xvfb', present: () => which('xvfb-run') !== undefined && which('Xvfb') !== undefined },
  { name: 'xauth', present: () => which('xauth') !== undefined },
  { name: 'xdotool', present: () => which('xdotool') !== undefined },
];

/** `--no-remove`: on machines with other package sources apt would rather take Node away than say no. */
const installArgs = (names) => ['install', '-y', '--no-install-recommends', '--no-remove', ...names];

const container = 'docker run --rm -v "$PWD":/docent -w /docent node:22-bookworm npm test';

/** Installs the browsers and the virtual screen by apt where that may be done, else says the one command to run. */
export async function ensureSystemPackages() {
  await step('Browsers and virtual screen', async () => {
    const missing = missingPackages();
    if (missing.length === 0) return 'present';
    const list = missing.join(', ');
    if (!which('apt-get')) {
      throw new Stop(
        `The tests need ${list}, and this system has no apt to get them. Run them in a container: ${container}`,
      );
    }
    const byHand = `sudo apt-get update && sudo apt-get ${installArgs(missing).join(' ')}`;
    const root = process.getuid?.() === 0;
    if (!root && !hasPasswordlessSudo()) throw new Stop(`The tests need ${list}. Install them with: ${byHand}`);

    const apt = (args) => {
      const [command, ...rest] = root ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args];
      return run(command, rest, { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs: 8 * 60_000 });
    };
    let result = await apt(installArgs(missing));
    if (result.code !== 0) {
      // A fresh machine has no package lists yet, or old ones.
      await apt(['update']);
      result = await apt(installArgs(missing));
    }
    const stillMissing = missingPackages();
    if (stillMissing.length > 0) {
      throw new Stop(
        `The tests need ${stillMissing.join(', ')}, and apt could not install them. Run: ${byHand}\n${lastLines(result.output)}`,
      );
    }
    return `installed ${list}`;
  });
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
