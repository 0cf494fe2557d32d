import { AppError } from '../errors';
import { followDescriptor, readDescriptor } from './descriptor';
import { fetchJson, type Network } from './fetch-json';
import { listThreads } from './list-threads';
import { hostOf } from './origins';
import { settleSlash } from './plain/slash';
import { keepsConversationsHere } from './plain/subject';
import { type Connection, isWithoutWorkflow } from './schema';

/** The lines of the live test, in order (UI.md 24). */
export const testSteps = ['allowed', 'reachable', 'settings', 'signedIn', 'clock', 'firstWord'] as const;
export type TestStep = (typeof testSteps)[number];

/**
 * `noted`: nothing is wrong, but there is something to say. `failed` carries the fault; later lines then stay `waiting`.
 */
export type TestLine =
  | { step: TestStep; state: 'waiting' | 'running' }
  | { step: TestStep; state: 'passed' | 'noted'; remark?: TestRemark }
  | { step: TestStep; state: 'failed'; fault: AppError; unconfirmed?: string[] };

/** What a line adds to its name; each is a sentence of the catalogue. */
export type TestRemark =
  | {
      kind:
        'byHand' | 'noSignIn' | 'noExpiry' | 'clockUnknown' | 'leftBehind' | 'otherSlash' | 'noWorkflow' | 'viewOnly';
    }
  | { kind: 'lasts' | 'clockDiffers'; minutes: number };

export interface TestDependencies extends Network {
  allowed: (origin: string) => Promise<boolean>;
  /** Null when the connection needs no token; `expiresAt` in milliseconds of this computer's clock. */
  signIn: (connection: Connection) => Promise<{ expiresAt?: number } | null>;
  /** The descriptor says something new within the confirmed origins: signing in and asking go by it. */
  follow: (connection: Connection) => Promise<void>;
  firstWord: (connection: Connection) => Promise<{ cleanUp: Promise<boolean> }>;
  now: () => number;
  signal?: AbortSignal;
}

export interface TestResult {
  passed: boolean;
  /** The connection as its descriptor says it now. */
  connection: Connection;
}

/** Servers and computers set by network time agree within this. */
export const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Runs the lines one after another and reports the whole list after each change. Only the last asks a question (of our
 * own), and only it makes a conversation, which is deleted again. Never throws an `AppError`; stops at the first fault.
 */
export async function testConnection(
  connection: Connection,
  dependencies: TestDependencies,
  onLines: (lines: TestLine[]) => void,
): Promise<TestResult> {
  const lines: TestLine[] = testSteps.map((step) => ({ step, state: 'waiting' }));
  const report = (line: TestLine) => {
    lines[testSteps.indexOf(line.step)] = line;
    onLines([...lines]);
  };
  const run = { connection, serverTime: undefined as number | undefined };
  for (const step of testSteps) {
    report({ step, state: 'running' });
    try {
      const { state = 'passed', ...rest } = await steps[step](run, dependencies);
      report({ step, state, ...rest });
    } catch (error) {
      dependencies.signal?.throwIfAborted();
      const fault = error instanceof AppError ? error : new AppError('UNEXPECTED', {}, { cause: error });
      report({
        step,
        state: 'failed',
        fault,
        ...(error instanceof UnconfirmedOrigins && { unconfirmed: error.origins }),
      });
      return { passed: false, connection: run.connection };
    }
  }
  return { passed: true, connection: run.connection };
}

/** The descriptor names an origin that the reader has not confirmed. */
class UnconfirmedOrigins extends AppError {
  constructor(readonly origins: string[]) {
    super('NEEDS_PERMISSION', { host: hostOf(origins[0] ?? ''), reason: 'newOrigins' });
  }
}

interface Run {
  connection: Connection;
  serverTime: number | undefined;
}
type Outcome = { state?: 'passed' | 'noted'; remark?: TestRemark };

const steps: Record<TestStep, (run: Run, dependencies: TestDependencies) => Promise<Outcome>> = {
  async allowed({ connection }, { allowed }) {
    for (const origin of connection.origins) {
      if (!(await allowed(origin))) throw new AppError('NEEDS_PERMISSION', { host: hostOf(origin) });
    }
    return {};
  },

  async reachable(run, dependencies) {
    if (keepsConversationsHere(run.connection) && run.connection.descriptorUrl === undefined) {
      const apiUrl = await settleSlash(run.connection.apiUrl, dependencies);
      if (apiUrl === run.connection.apiUrl) return {};
      run.connection = { ...run.connection, apiUrl };
      await dependencies.follow(run.connection);
      return { remark: { kind: 'otherSlash' } };
    }
    try {
      const { serverTime } = await knock(run.connection, dependencies);
      run.serverTime = serverTime;
    } catch (error) {
      if (!(error instanceof AppError) || silent.has(error.code)) throw error;
    }
    return {};
  },

  async settings(run, dependencies) {
    const { descriptorUrl } = run.connection;
    if (descriptorUrl === undefined) return { remark: { kind: 'byHand' } };
    const { body, serverTime } = await readDescriptorOf(descriptorUrl, dependencies);
    run.serverTime = serverTime ?? run.serverTime;
    const { followed, unconfirmed } = followDescriptor(run.connection, readDescriptor(body, descriptorUrl));
    if (followed === null) throw new UnconfirmedOrigins(unconfirmed);
    if (JSON.stringify(followed) !== JSON.stringify(run.connection)) await dependencies.follow(followed);
    run.connection = followed;
    return {};
  },

  async signedIn({ connection }, { signIn, now }) {
    const token = await signIn(connection);
    if (token === null) return { remark: { kind: 'noSignIn' } };
    if (token.expiresAt === undefined) return { remark: { kind: 'noExpiry' } };
    return { remark: { kind: 'lasts', minutes: Math.max(1, Math.round((token.expiresAt - now()) / 60_000)) } };
  },

  clock({ serverTime }, { now }) {
    if (serverTime === undefined) return Promise.resolve({ state: 'noted', remark: { kind: 'clockUnknown' } });
    const apart = Math.abs(now() - serverTime);
    if (apart <= CLOCK_TOLERANCE_MS) return Promise.resolve({});
    return Promise.resolve({
      state: 'noted',
      remark: { kind: 'clockDiffers', minutes: Math.max(1, Math.round(apart / 60_000)) },
    });
  },

  async firstWord({ connection }, { firstWord }) {
    if (isWithoutWorkflow(connection)) return { state: 'noted', remark: { kind: 'noWorkflow' } };
    // Only OpenAI's own page can ask, and it stands in the panel alone.
    if (connection.kind === 'openai-hosted') return { state: 'noted', remark: { kind: 'viewOnly' } };
    const { cleanUp } = await firstWord(connection);
    return (await cleanUp) ? {} : { state: 'noted', remark: { kind: 'leftBehind' } };
  },
};

/** Nobody answered; every other fault is somebody's answer. */
const silent: ReadonlySet<string> = new Set(['OFFLINE', 'UNREACHABLE']);

/** Any answer will do: the descriptor's address where there is one, else a list of conversations without a token. */
function knock({ kind, apiUrl, workflow, descriptorUrl }: Connection, dependencies: TestDependencies) {
  // A POST would make a session.
  if (kind === 'openai-hosted' && descriptorUrl === undefined) return readDescriptorOf(apiUrl, dependencies);
  return descriptorUrl === undefined
    ? listThreads(
        apiUrl,
        {},
        dependencies,
        kind === 'orcheo' && workflow !== undefined ? { workflow_id: workflow } : {},
      )
    : readDescriptorOf(descriptorUrl, dependencies);
}

function readDescriptorOf(url: string, { signal, ...network }: TestDependencies) {
  return fetchJson(url, { headers: { accept: 'application/json' }, ...(signal && { signal }) }, network);
}
