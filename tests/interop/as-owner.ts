import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../scripts/run.mjs';
import { shellBlocks } from './pages/blocks';
import { pythonEnvironment } from './python-env';
import { type ServerProcess, startServer } from './server-process';

/**
 * Commands of our pages as an owner types them into a terminal. What is changed for a test is changed here and nowhere
 * else, so that everything else in them is shown to work as it stands.
 */

/** Ports that our pages name; two tests, or a test and a person's own server, would meet there. */
export const PORTS = { uvicorn: 8000, proxy: 8787 } as const;

/**
 * @param port stands for the port that the page names
 * @param secret path of a file that stands for one below `/run/secrets/`
 */
export function asTypedHere(commands: string, port: number, secret = ''): string {
  const venv = dirname(dirname(pythonEnvironment()));
  return (
    commands
      // A virtual environment that holds the packages already: pip finds them in place of fetching them.
      .replaceAll('python3 -m venv .venv', `ln -sfn '${venv}' .venv`)
      // Nobody is there, and no name is looked up to find that out: a port that no fetch goes to.
      .replaceAll('https://orcheo.example', 'http://127.0.0.1:9')
      .replaceAll(/\/run\/secrets\/\w+/g, secret)
      .replaceAll(new RegExp(`\\b(?:${Object.values(PORTS).join('|')})\\b`, 'g'), String(port))
  );
}

/** The environment of a person's terminal: nothing of the npm and the Vitest that run the tests, and no key of ours. */
export function terminalEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const ours =
    /^(?:npm_(?!config_(?:cache|registry|userconfig)$)|VITEST|INIT_CWD$|NODE_ENV$|NODE_OPTIONS$|OPENAI_|PORT$|CI$)/i;
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return {
    ...Object.fromEntries(kept),
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    npm_config_prefer_offline: 'true',
    ...more,
  };
}

/**
 * Types the lines, the last of which is a server, and waits until it answers.
 *
 * @param commands as `asTypedHere` gives them
 */
export function startAsTyped(
  commands: string,
  options: { cwd: string; env?: NodeJS.ProcessEnv; health: string },
): Promise<ServerProcess> {
  const { cwd, env, health } = options;
  return startServer(['sh', '-e', '-c', commands], { cwd, env: terminalEnvironment(env), health });
}

/** What the first command of the owners' guide gives to `npm run scaffold`. */
export function argumentsOfGuide(): string[] {
  const [command = ''] = shellBlocks(readFileSync(join(ROOT, 'docs/owners.md'), 'utf8'));
  const words = [...command.trim().matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
  if (words.slice(0, 4).join(' ') !== 'npm run scaffold --') throw new Error(`The guide begins otherwise: ${command}`);
  return words.slice(4);
}
