import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/run.mjs';
import { type Built, buildInFolder, inShell, linkProductionPackages } from './dockerfile';
import { pythonEnvironment } from './python-env';
import { environmentOf, freePort, removeScaffolds, scaffold } from './scaffolded';
import { type ServerProcess, startServer } from './server-process';

const PUBLIC = ['--backend-url', 'https://chat.example.com', '--site', 'docs.example.com'];

describe('the recipes of docs/deploy.md, gone through in a folder', () => {
  const servers: ServerProcess[] = [];
  const folders: string[] = [];
  afterEach(async () => {
    for (const { stop } of servers.splice(0)) await stop();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
    removeScaffolds();
  });
  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'docent-image-'));
    folders.push(folder);
    return folder;
  };

  /**
   * Starts a command as the image would, with the lines of `.env` as its variables, until it answers; but on this machine
   * alone, where an image listens to all.
   */
  async function start(command: string[], cwd: string, env: Record<string, string>, health: string) {
    const here = command.map((part) => part.replaceAll('0.0.0.0', '127.0.0.1'));
    servers.push(await startServer(here, { cwd, env, health }));
  }

  it('the proxy’s image holds what it starts, passes its health check on the host’s port, and serves the frame page', async () => {
    const out = scaffold('--kind', 'proxy', ...PUBLIC, '--domain-key', 'domain_pk_68a1');
    const image = newFolder();
    const built: Built = buildInFolder(join(out, 'Dockerfile'), ROOT, image, (line, cwd) => {
      if (line === 'npm ci --ignore-scripts --omit=dev') linkProductionPackages(cwd);
      else inShell()(line, cwd);
    });
    expect(built.user).toBe('node');
    // From elsewhere: a container's own loopback reaches nobody.
    expect(built.env.HOST).toBe('0.0.0.0');
    expect(existsSync(join(built.workdir, 'node_modules/vitest'))).toBe(false);
    expect(readdirSync(built.workdir)).not.toContain('tests');

    const port = String(await freePort());
    const address = `http://127.0.0.1:${port}`;
    // Railway and Render choose the port.
    const env = { PATH: dirname(process.execPath), ...built.env, ...environmentOf(out), PORT: port, HOST: '127.0.0.1' };
    await start(built.command, built.workdir, env, `${address}/healthz`);
    const [program = '', ...args] = built.healthCheck ?? [];
    expect(spawnSync(program, args, { env }).status).toBe(0);
    expect(spawnSync(program, args, { env: { ...env, PORT: String(await freePort()) } }).status).toBe(1);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${address}/.well-known/docent.json`)).json()).toMatchObject({ auth: 'key' });
    expect((await fetch(`${address}/frame/`)).status).toBe(200);
    // The volume of the recipe holds everything that is kept.
    expect(readdirSync(join(built.workdir, 'data')).join()).toContain('docent.db');
  });

  it('docent.py’s image installs what it starts, and the start commands of Railway, Render and Vercel answer', async () => {
    const out = scaffold('--kind', 'chat-json', ...PUBLIC);
    const bin = dirname(pythonEnvironment());
    const path = { PATH: `${bin}:${process.env.PATH ?? ''}` };
    const image = newFolder();
    const built = buildInFolder(join(out, 'Dockerfile'), out, image, inShell(path));
    const env = { ...built.env, ...environmentOf(out), ...path };
    const commands: [string[], string][] = [
      [built.command, built.workdir],
      // Railway, Render
      [['sh', '-c', 'uvicorn docent:app --host 0.0.0.0 --port $PORT'], built.workdir],
    ];
    // Vercel
    mkdirSync(join(built.workdir, 'api'));
    writeFileSync(join(built.workdir, 'api/index.py'), 'from docent import app\n');
    commands.push([['sh', '-c', 'PYTHONPATH=. uvicorn index:app --app-dir api --port $PORT'], built.workdir]);
    for (const [command, cwd] of commands) {
      const port = String(await freePort());
      const at = command.map((part, index) => (command[index - 1] === '--port' ? port : part));
      await start(at, cwd, { ...env, PORT: port }, `http://127.0.0.1:${port}/health`);
      const answer = await fetch(`http://127.0.0.1:${port}/.well-known/docent.json`);
      expect(await answer.json()).toMatchObject({ auth: 'key', kind: 'chat-json' });
    }
  });

  it('behind nginx docent.py counts the caller whom nginx names, and only nginx may name one', async () => {
    const text = readFileSync(join(ROOT, 'docs/deploy.md'), 'utf8');
    const options = /`uvicorn … (--proxy-headers --forwarded-allow-ips [\d.]+)`/.exec(text)?.[1] ?? '';
    const out = scaffold('--kind', 'chat-json', ...PUBLIC);
    const path = { PATH: `${dirname(pythonEnvironment())}:${process.env.PATH ?? ''}` };
    const env: Record<string, string> = { ...environmentOf(out), ...path, DOCENT_PER_MINUTE: '1' };
    /** Statuses of token requests, each of the address that stands before it. */
    const statuses = async (trusted: string, addresses: string[]) => {
      const port = String(await freePort());
      const command = `uvicorn docent:app --port ${port} ${options.replace(/[\d.]+$/, trusted)}`;
      await start(['sh', '-c', `exec ${command}`], out, env, `http://127.0.0.1:${port}/health`);
      const seen: number[] = [];
      for (const address of addresses) {
        const headers = {
          authorization: `Bearer ${env.DOCENT_KEY}`,
          'content-type': 'application/json',
          'x-forwarded-for': address,
        };
        seen.push((await fetch(`http://127.0.0.1:${port}/token`, { method: 'POST', headers, body: '{}' })).status);
      }
      return seen;
    };
    expect(options).toContain('127.0.0.1');
    const addresses = ['203.0.113.7', '203.0.113.7', '203.0.113.8'];
    expect(await statuses('127.0.0.1', addresses)).toEqual([200, 429, 200]);
    expect(await statuses('198.51.100.1', addresses)).toEqual([200, 429, 429]);
  });
});
