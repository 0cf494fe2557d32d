import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { orcheoPython } from './install';
import { startPostgres } from './postgres';

const python = new URL('../python/', import.meta.url).pathname;
const WORKFLOW = join(python, 'orcheo_workflow.py');
const OWNER_TOKEN = 'owner-canary-Zq8Lm2Rt6Vb0Xc4NpWy1';
const SCOPES = [
  ...['admin:tokens:read', 'admin:tokens:write', 'admin:workspaces', 'platform:admin', 'chatkit:session'],
  ...['workflows:read', 'workflows:write', 'workflows:execute', 'vault:read', 'vault:write'],
];

/** The real Orcheo, which its own command line has given workflows. */
export interface RealOrcheo {
  url: string;
  workspace: string;
  /** What the servers said last: for the message of a failure. */
  said(): string;
  /** Runs one command of its command line as the owner. @returns the JSON it printed. @throws Error when it fails */
  cli(...words: string[]): Promise<unknown>;
  /** Its API as the owner. */
  api(method: string, path: string, body?: unknown): Promise<Response>;
  stop(): Promise<void>;
}

export interface RealOptions {
  /** Settings beside those of every server here, by their names in Orcheo's documentation. */
  env?: Record<string, string>;
}

/**
 * Starts PostgreSQL, orcheo-backend and its command line side by side. No Redis: the backend goes on without one, and
 * what needs it (listeners, workers) is not asked for.
 *
 * @throws PythonMissingError, PostgresMissingError with the one command that helps
 */
export async function startRealOrcheo({ env = {} }: RealOptions = {}): Promise<RealOrcheo> {
  const interpreter = orcheoPython();
  const home = mkdtempSync(join(tmpdir(), 'docent-orcheo-'));
  const postgres = await startPostgres();
  const environment = environmentOf({ home, dsn: postgres.dsn, env });
  let said = '';
  const start = (script: string) => {
    const child = spawn(interpreter, [join(python, script)], { stdio: ['pipe', 'pipe', 'pipe'], env: environment });
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-20_000)));
    return { child, lines: linesOf(child) };
  };
  const server = start('orcheo_server.py');
  const line = start('orcheo_cli.py');
  const stop = async () => {
    await Promise.all([end(server.child), end(line.child)]);
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const workspace = await server.lines.after('WORKSPACE ');
    const url = `http://127.0.0.1:${await server.lines.after('PORT ')}`;
    void server.child.stdout.resume();
    await line.lines.after('READY');
    return {
      url,
      workspace,
      said: () => said,
      async cli(...words) {
        const asOwner = { ORCHEO_API_URL: url, ORCHEO_SERVICE_TOKEN: OWNER_TOKEN, ORCHEO_WORKSPACE: 'acme' };
        line.child.stdin.write(`${JSON.stringify({ words, env: asOwner })}\n`);
        const answer = commandSchema.parse(JSON.parse(await line.lines.next()));
        if (answer.code !== 0) throw new Error(`orcheo ${words.join(' ')} failed: ${answer.said}`);
        // Some say something before.
        const json = answer.said.slice(answer.said.search(/^[{[]/m));
        return JSON.parse(json) as unknown;
      },
      api: (method, path, body) =>
        fetch(`${url}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${OWNER_TOKEN}`,
            'x-orcheo-workspace': 'acme',
            ...(body !== undefined && { 'content-type': 'application/json' }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      stop,
    };
  } catch (cause) {
    await stop();
    throw new Error(`Orcheo did not come up: ${said}`, { cause });
  }
}

const commandSchema = z.object({ code: z.number(), said: z.string() });
const workflowSchema = z.object({ id: z.string() });

/** Uploads the workflow under a name, and publishes it unless it stays private. @returns its id */
export async function addWorkflow(
  { cli }: Pick<RealOrcheo, 'cli'>,
  name: string,
  published: 'open' | 'with login' | 'private',
): Promise<string> {
  const { id } = workflowSchema.parse(await cli('workflow', 'upload', WORKFLOW, '--name', name));
  if (published !== 'private') {
    await cli('workflow', 'publish', id, '--force', published === 'open' ? '--no-require-login' : '--require-login');
  }
  return id;
}

const tokenSchema = z.object({ identifier: z.string(), secret: z.string() });

/** A service token as an owner makes one for a token proxy. */
export const addServiceToken = async ({ cli }: Pick<RealOrcheo, 'cli'>, scope = 'chatkit:session') =>
  tokenSchema.parse(await cli('token', 'create', '--scope', scope));

function environmentOf({ home, dsn, env }: { home: string; dsn: string; env: Record<string, string> }) {
  const { PYTHONDONTWRITEBYTECODE: _, ...inherited } = process.env;
  return {
    ...inherited,
    HOME: home,
    ORCHEO_CONFIG_DIR: home,
    ORCHEO_CACHE_DIR: home,
    WORKSPACE_OWNER: 'bootstrap',
    ORCHEO_POSTGRES_DSN: dsn,
    ORCHEO_VAULT_ENCRYPTION_KEY: 'vault-canary-0123456789abcdef0123456789',
    // Nobody is there; it is asked for quotas alone, which are then counted in memory.
    ORCHEO_REDIS_URL: 'redis://127.0.0.1:9/0',
    REDIS_URL: 'redis://127.0.0.1:9/0',
    ORCHEO_AUTH_MODE: 'required',
    ORCHEO_AUTH_BOOTSTRAP_SERVICE_TOKEN: OWNER_TOKEN,
    ORCHEO_AUTH_BOOTSTRAP_TOKEN_SCOPES: JSON.stringify(SCOPES),
    ORCHEO_CHATKIT_TOKEN_SIGNING_KEY: 'signing-canary-0123456789abcdef01234567',
    ORCHEO_CHATKIT_TOKEN_TTL_SECONDS: '60',
    ORCHEO_AUTH_DEV_LOGIN_ENABLED: 'true',
    ORCHEO_AUTH_TRUSTED_PROXY_SECRET: PROXY_SECRET,
    ORCHEO_WORKFLOW_TRUST_MODE: 'allow_client_uploads',
    // Every request here comes from one address.
    ORCHEO_CHATKIT_RATE_LIMIT_IP_LIMIT: '100000',
    ...env,
  };
}
/** What a trusted proxy in front of Orcheo proves itself with. */
export const PROXY_SECRET = 'trusted-canary-0123456789abcdef';

/** Lines of what it prints, one after the other. */
function linesOf(child: ChildProcess) {
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { done, value } = await lines.next();
    if (done) throw new Error('It ended.');
    return value;
  };
  return {
    next,
    async after(start: string): Promise<string> {
      for (;;) {
        const line = await next();
        if (line.startsWith(start)) return line.slice(start.length);
      }
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
