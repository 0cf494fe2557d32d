import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';

/** PostgreSQL cannot be had here. */
export class PostgresMissingError extends Error {
  override name = 'PostgresMissingError';
  constructor() {
    super('PostgreSQL is missing: run "apt-get install -y postgresql".');
  }
}

export interface Postgres {
  dsn: string;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of its own in a folder of its own, reached by a socket there: no port that another could have.
 *
 * @throws PostgresMissingError with the one command that helps
 */
export async function startPostgres(): Promise<Postgres> {
  const programs = findPrograms();
  if (programs === undefined) throw new PostgresMissingError();
  const owner = otherUser();
  // Root's folder for temporary files may be closed to others.
  const folder = mkdtempSync(join(owner ? '/var/tmp' : tmpdir(), 'docent-postgres-'));
  chmodSync(folder, 0o700);
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const as = { cwd: folder, ...owner };
  let server: ChildProcess | undefined;
  const stop = async () => {
    if (server?.exitCode === null && server.signalCode === null) {
      const gone = new Promise((resolve) => server!.once('exit', resolve));
      // At once, but with its shared memory given back.
      server.kill('SIGQUIT');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'orcheo', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
      ...as,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off', 'full_page_writes=off'];
    server = spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      ...as,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { dsn: `postgresql://orcheo@/postgres?host=${encodeURIComponent(folder)}`, stop };
}

/** The folder of the newest version. */
function findPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((one, other) => Number(other) - Number(one)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env.PATH ?? '').split(':')];
  return folders.find((folder) => folder !== '' && existsSync(join(folder, 'initdb')));
}

/** PostgreSQL refuses to be run by root. */
function otherUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with code ${code}: ${said}`)));
    server.stderr!.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      if (said.includes('ready to accept connections')) resolve();
    });
  });
}
