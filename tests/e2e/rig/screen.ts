import { spawn } from 'node:child_process';
import { run } from '../../../scripts/run.mjs';
import { type Point } from '../../../scripts/lib/surface';

/** A virtual screen with a real keyboard and mouse: shortcuts, native menus and prompts exist only in headed browsers. */
export interface Screen {
  /** For the environment of a browser: `{ DISPLAY }`. */
  env: { DISPLAY: string };
  /** Presses keys as the keyboard does, in xdotool's words: `alt+shift+d`, `Return`. */
  key(...keys: string[]): Promise<void>;
  /** Clicks at a point of the screen. */
  click(at: Point, button?: 'left' | 'right'): Promise<void>;
  /** How many windows are to be seen: an open menu of Chromium's own is one more. */
  windows(): Promise<number>;
  /** Gives a browser's window the keyboard; there is no window manager to do it. */
  focus(windowClass: string): Promise<void>;
  close(): Promise<void>;
}

/** @throws Error when Xvfb or xdotool is missing or does not start */
export async function openScreen(): Promise<Screen> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', () => reject(new Error('Xvfb ended at once.')));
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  const env = { DISPLAY: `:${number}` };
  const xdotool = async (...args: string[]) => {
    const { code, output } = await run('xdotool', args, { quiet: true, env, timeoutMs: 10_000 });
    if (code !== 0) throw new Error(`xdotool ${args.join(' ')}: ${output}`);
    return output;
  };
  return {
    env,
    async key(...keys) {
      await xdotool('key', '--clearmodifiers', '--delay', '60', ...keys);
    },
    async click({ x, y }, button = 'left') {
      await xdotool('mousemove', String(Math.round(x)), String(Math.round(y)));
      await xdotool('click', button === 'right' ? '3' : '1');
    },
    windows: async () => (await xdotool('search', '--onlyvisible', '--class', '')).match(/^\d+$/gm)?.length ?? 0,
    async focus(windowClass) {
      const ids = (await xdotool('search', '--onlyvisible', '--class', windowClass)).trim().split('\n');
      await xdotool('windowfocus', '--sync', ids.at(-1) ?? '');
    },
    close: () =>
      new Promise((resolve) => {
        server.removeAllListeners('exit');
        server.once('exit', () => resolve());
        server.kill();
      }),
  };
}
