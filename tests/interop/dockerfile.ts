import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../scripts/run.mjs';

/** What a Dockerfile makes, as far as a folder can stand for an image. */
export interface Built {
  workdir: string;
  env: Record<string, string>;
  user: string | undefined;
  command: string[];
  healthCheck: string[] | undefined;
}

/**
 * Goes through a Dockerfile line by line in a folder, for a machine without containers: what it copies must be there, and
 * what it starts must start from nothing else. Users and their rights are left out. An instruction this does not know
 * throws, so that a recipe cannot outgrow its test.
 *
 * @param context the folder that `docker build` is called with
 * @param root stands for the image's `/`
 * @param shell runs a `RUN` line that is not one of the above, in the folder
 */
export function buildInFolder(
  dockerfile: string,
  context: string,
  root: string,
  shell: (line: string, cwd: string) => void,
): Built {
  const inside = (path: string) => (path.startsWith('/') ? join(root, path) : join(built.workdir, path));
  const built: Built = { workdir: root, env: {}, user: undefined, command: [], healthCheck: undefined };
  const lines = readFileSync(dockerfile, 'utf8').replaceAll('\\\n', ' ').split('\n');
  for (const line of lines.filter((each) => each.trim() !== '' && !each.startsWith('#'))) {
    const [, instruction = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    switch (instruction) {
      case 'FROM':
      case 'VOLUME':
      case 'EXPOSE':
        break;
      case 'ENV':
        for (const pair of rest.split(/\s+/)) {
          const [name = '', value = ''] = pair.split(/=(.*)/s);
          built.env[name] = value.startsWith('/') ? join(root, value) : value;
        }
        break;
      case 'WORKDIR':
        built.workdir = inside(rest);
        mkdirSync(built.workdir, { recursive: true });
        break;
      case 'COPY': {
        const paths = rest.split(/\s+/);
        const target = inside(paths.pop() ?? '');
        for (const path of paths) {
          const from = join(context, path);
          if (!existsSync(from)) throw new Error(`COPY ${path}: it is not there.`);
          const intoFolder = paths.length > 1 || target.endsWith('/') || existsSync(target);
          cpSync(from, intoFolder ? join(target, path) : target, { recursive: true });
        }
        break;
      }
      case 'RUN':
        for (const step of rest.split('&&').map((each) => each.trim())) {
          // These need root, or another system's users.
          if (/^(?:useradd|chown)\b/.test(step)) continue;
          shell(step.replace(/ \/(?=\w)/g, ` ${root}/`), built.workdir);
        }
        break;
      case 'USER':
        built.user = rest;
        break;
      case 'HEALTHCHECK':
        built.healthCheck = JSON.parse(rest.replace(/^CMD\s+/, '')) as string[];
        break;
      case 'CMD':
        built.command = JSON.parse(rest) as string[];
        break;
      default:
        throw new Error(`Not known here: ${line}`);
    }
  }
  return built;
}

/** A `RUN` line as a shell runs it. */
export const inShell =
  (env: Record<string, string | undefined> = {}) =>
  (line: string, cwd: string): void =>
    void execFileSync('sh', ['-c', line], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });

/**
 * What `npm ci --omit=dev` would install, linked from here: the same packages of the same lock file, without a download.
 * Our code then finds no package that is only for development.
 */
export function linkProductionPackages(folder: string): void {
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; optional?: boolean }>;
  };
  for (const [path, { dev = false }] of Object.entries(lock.packages)) {
    const isTop = /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path);
    // Builds for other systems are optional and not installed.
    if (!isTop || dev || !existsSync(join(ROOT, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(folder, path));
  }
}
