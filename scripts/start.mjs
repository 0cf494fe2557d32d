/**
 * `npm start`: Docent in a browser of this machine, connected to a back end of its own, on the page given or on our own
 * guide. Without a display the same journey is made headless, and shown in words and pictures.
 *
 * npm start -- [https://…] [--firefox | --chromium] [--headless]
 */
import { buildExtension } from './builds.mjs';
import { findBrowser } from './browsers.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { say, sentenceFor, step, Stop } from './steps.mjs';
import { ensureStartBrowser, hasDisplay } from './system-packages.mjs';

function readArguments(args) {
  const flags = args.filter((arg) => arg.startsWith('--'));
  const [address, ...more] = args.filter((arg) => !arg.startsWith('--'));
  const unknown = flags.filter((flag) => !['--firefox', '--chromium', '--headless'].includes(flag));
  if (unknown.length > 0 || more.length > 0) {
    throw new Stop(
      `npm start does not know ${[...unknown, ...more].join(' ')}. Use: npm start -- https://docs.example.com`,
    );
  }
  if (address !== undefined && !(URL.canParse(address) && /^https?:$/.test(new URL(address).protocol))) {
    const example = URL.canParse(`https://${address}`) && address.includes('.') ? address : 'docs.example.com';
    throw new Stop(`${address} is not the address of a page. Use: npm start -- https://${example}`);
  }
  const wanted = flags.includes('--firefox') ? ['firefox'] : flags.includes('--chromium') ? ['chromium'] : undefined;
  return { address, kinds: wanted ?? ['chromium', 'firefox'], headless: flags.includes('--headless') || !hasDisplay() };
}

try {
  const { address, kinds, headless } = readArguments(process.argv.slice(2));
  await ensureDependencies();
  const kind = await step('Browser', async () => {
    await ensureStartBrowser(kinds);
    return kinds.find((each) => findBrowser(each) !== undefined);
  });
  const builds = await step('Production build', () =>
    buildExtension({ browsers: [kind === 'firefox' ? 'firefox' : 'chrome'] }),
  );
  // From here on TypeScript: the packages are installed. The repository's tsconfig extends a generated file.
  const tsx = await import('tsx/esm/api');
  tsx.register({ tsconfig: false });
  const { startJourney } = await import('./start-journey.ts');
  await startJourney({ kind, extension: kind === 'firefox' ? builds.firefox : builds.chrome, address, headless });
} catch (error) {
  say(`\n${sentenceFor(error, 'Docent could not be started')}`);
  process.exitCode = 1;
}
