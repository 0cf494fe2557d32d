import { AppError, type ErrorCode } from '../shared/errors';
import { followDescriptor, readDescriptor } from './descriptor';
import { fetchJson, type Network, serverTimeOf } from './fetch-json';
import { asPublished } from './kinds/orcheo-workflow';
import { asksJson, knock } from './knock';
import { hostOf } from '../connection/origins';
import type { FirstWord, TestEnd } from './first-word';
import { settleSlash } from './plain/slash';
import { isPlainChat } from './plain/subject';
import { passageWayOf } from '../connection/passage-way';
import { type Connection, isWithoutWorkflow } from '../connection/schema';

/** The lines of the live test, in order (docs/interface.md 24). */
export const testSteps = ['allowed', 'reachable', 'settings', 'signedIn', 'clock', 'firstWord', 'passage'] as const;
export type TestStep = (typeof testSteps)[number];

/** A model has no descriptor and no tokens with an end, and its passage goes into a prompt of ours. */
const modelSteps: readonly TestStep[] = ['allowed', 'reachable', 'signedIn', 'firstWord'];
const stepsFor = ({ kind }: Pick<Connection, 'kind'>) => (kind === 'model' ? modelSteps : testSteps);

/**
 * `noted`: nothing is wrong, but there is something to say. `failed` carries the error; later lines then stay `waiting`.
 */
export type TestLine =
  | { step: TestStep; state: 'waiting' }
  | { step: TestStep; state: 'running' | 'passed' | 'noted'; remark?: TestRemark }
  | { step: TestStep; state: 'failed'; error: AppError; unconfirmed?: string[] };

/** What a line adds to its name; each is a sentence of the catalogue. */
export type TestRemark =
  | {
      kind:
        | 'byHand'
        | 'assumed'
        | 'noSignIn'
        | 'signInUnknown'
        | 'bySession'
        | 'noExpiry'
        | 'clockUnknown'
        | 'leftBehind'
        | 'mayBeKept'
        | 'otherSlash'
        | 'noWorkflow'
        | 'viewOnly'
        | 'slow'
        | 'notAwaited'
        | PassageRemark;
    }
  | { kind: 'lasts' | 'clockDiffers'; minutes: number };

/**
 * `passageFound`: it does not arrive beside the message but inside it, and goes there from now on. `passageLost`: the
 * same, where the switch is the reader's or a policy's. `passageUnclear`: no answer showed whether it arrives.
 */
export type PassageRemark = 'passageInMessage' | 'passageFound' | 'passageLost' | 'passageUnclear' | 'passageUntried';
/** After these *Put the passage into the message* is offered. */
export const passageDoubts: ReadonlySet<string> = new Set<PassageRemark>([
  'passageFound',
  'passageLost',
  'passageUnclear',
]);

export interface TestDependencies extends Network {
  allowed: (origin: string) => Promise<boolean>;
  /** Null when the connection needs no token; `expiresAt` in milliseconds of this computer's clock. */
  signIn: (connection: Connection) => Promise<{ expiresAt?: number } | null>;
  /** Asks for the conversations as the panel does, by this `fetch`. Throws the `AppError` that refuses it. */
  list: (connection: Connection, fetch: TestDependencies['fetch']) => Promise<void>;
  /** The descriptor says something new within the confirmed origins: signing in and asking go by it. */
  follow: (connection: Connection) => Promise<void>;
  /** Of kind `model`: with the model that answers; throws the `AppError` where its server does not have it. */
  chooseModel: (connection: Connection, fetch: TestDependencies['fetch']) => Promise<Connection>;
  /** Asks one question about the test's own passage. Waits until the signal aborts. */
  firstWord: (connection: Connection, signal: AbortSignal) => Promise<FirstWord>;
  /** Aborts when the reader stops waiting for the first word, which is no error of the back end. */
  enough?: AbortSignal;
  slowAfterMs?: number;
  now: () => number;
  signal?: AbortSignal;
}

export interface TestResult {
  passed: boolean;
  /** The connection as its descriptor says it now. */
  connection: Connection;
}

/** When the line of the first word says that the model may be slow, and the reader need not wait. */
export const SLOW_AFTER_MS = 10_000;

/** Servers and computers set by network time agree within this. */
export const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Runs the lines one after another and reports the whole list after each change. Only the last two ask a question of our
 * own, the second only where the first did not show that the passage arrives. Their conversations are deleted again
 * where the back end can. Never throws an `AppError`; stops at the first error.
 */
export async function testConnection(
  connection: Connection,
  dependencies: TestDependencies,
  onLines: (lines: TestLine[]) => void,
): Promise<TestResult> {
  const order = stepsFor(connection);
  const lines: TestLine[] = order.map((step) => ({ step, state: 'waiting' }));
  const report = (line: TestLine) => {
    lines[order.indexOf(line.step)] = line;
    onLines([...lines]);
  };
  const run: Run = { connection, apart: undefined, end: undefined };
  const noting = { ...dependencies, fetch: notingTime(run, dependencies) };
  for (const step of order) {
    report({ step, state: 'running' });
    try {
      const { state = 'passed', ...rest } = await steps[step](run, noting, (remark) =>
        report({ step, state: 'running', remark }),
      );
      report({ step, state, ...rest });
    } catch (caught) {
      dependencies.signal?.throwIfAborted();
      report({
        step,
        state: 'failed',
        error: caught instanceof AppError ? caught : new AppError('UNEXPECTED', {}, { cause: caught }),
        ...(caught instanceof UnconfirmedOrigins && { unconfirmed: caught.origins }),
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
  /** Milliseconds this computer's clock is ahead of the server's, by its last answer; undefined when it does not say. */
  apart: number | undefined;
  /** Of the first question, where one was asked and awaited. */
  end: TestEnd | undefined;
}

/** Every answer tells the time, a refusal too; it is compared on arrival, since signing in may take minutes. */
function notingTime(run: Run, { fetch, now }: TestDependencies): TestDependencies['fetch'] {
  return async (input, init) => {
    const answer = await fetch(input, init);
    const serverTime = serverTimeOf(answer);
    if (serverTime !== undefined) run.apart = now() - serverTime;
    return answer;
  };
}
type Outcome = { state?: 'passed' | 'noted'; remark?: TestRemark };

/** @param tell says something of the line while it runs */
type Step = (run: Run, dependencies: TestDependencies, tell: (remark: TestRemark) => void) => Promise<Outcome>;

const steps: Record<TestStep, Step> = {
  async allowed({ connection }, { allowed }) {
    for (const origin of connection.origins) {
      if (!(await allowed(origin))) throw new AppError('NEEDS_PERMISSION', { host: hostOf(origin) });
    }
    return {};
  },

  async reachable(run, dependencies) {
    if (isPlainChat(run.connection) && run.connection.descriptorUrl === undefined) {
      const apiUrl = await settleSlash(run.connection.apiUrl, dependencies);
      if (apiUrl === run.connection.apiUrl) return {};
      run.connection = { ...run.connection, apiUrl };
      await dependencies.follow(run.connection);
      return { remark: { kind: 'otherSlash' } };
    }
    try {
      await knock(run.connection, dependencies);
    } catch (error) {
      if (!(error instanceof AppError) || silent.has(error.code)) throw error;
    }
    return {};
  },

  async settings(run, dependencies) {
    const { descriptorUrl } = run.connection;
    if (descriptorUrl === undefined) {
      const { byHand } = run.connection;
      if (byHand !== undefined) return { remark: { kind: byHand ? 'byHand' : 'assumed' } };
      const followed = await asPublished(run.connection, dependencies);
      if (followed.auth !== run.connection.auth) await dependencies.follow(followed);
      run.connection = followed;
      return {};
    }
    const { body } = await readDescriptorOf(descriptorUrl, dependencies);
    const { followed, unconfirmed } = followDescriptor(run.connection, readDescriptor(body, descriptorUrl));
    if (followed === null) throw new UnconfirmedOrigins(unconfirmed);
    if (JSON.stringify(followed) !== JSON.stringify(run.connection)) await dependencies.follow(followed);
    run.connection = followed;
    return {};
  },

  async signedIn(run, { signIn, list, now, fetch, chooseModel, follow }) {
    const { connection } = run;
    const token = await signIn(connection);
    if (connection.kind === 'model') {
      const chosen = await chooseModel(connection, fetch);
      if (chosen !== connection) await follow(chosen);
      run.connection = chosen;
      return token === null ? { remark: { kind: 'noSignIn' } } : {};
    }
    if (token === null) {
      const shown = hasThreads(connection) && (await isListed(() => list(connection, fetch)));
      if (!shown) return { state: 'noted', remark: { kind: 'signInUnknown' } };
      return { remark: { kind: connection.auth === 'cookie' ? 'bySession' : 'noSignIn' } };
    }
    if (token.expiresAt === undefined) return { remark: { kind: 'noExpiry' } };
    return { remark: { kind: 'lasts', minutes: Math.max(1, Math.round((token.expiresAt - now()) / 60_000)) } };
  },

  clock({ apart }) {
    if (apart === undefined) return Promise.resolve({ state: 'noted', remark: { kind: 'clockUnknown' } });
    if (Math.abs(apart) <= CLOCK_TOLERANCE_MS) return Promise.resolve({});
    const minutes = Math.max(1, Math.round(Math.abs(apart) / 60_000));
    return Promise.resolve({ state: 'noted', remark: { kind: 'clockDiffers', minutes } });
  },

  async firstWord(run, dependencies, tell) {
    const { connection } = run;
    if (isWithoutWorkflow(connection)) return { state: 'noted', remark: { kind: 'noWorkflow' } };
    // Only OpenAI's own page can ask, and it stands in the panel alone.
    if (connection.kind === 'openai-hosted') return { state: 'noted', remark: { kind: 'viewOnly' } };
    run.end = await ask(connection, dependencies, tell);
    if (run.end === undefined) return { state: 'noted', remark: { kind: 'notAwaited' } };
    if (!run.end.deleted) return { state: 'noted', remark: { kind: 'leftBehind' } };
    // What is deleted is our own copy: these chats have no way to delete a conversation.
    return isPlainChat(connection) ? { state: 'noted', remark: { kind: 'mayBeKept' } } : {};
  },

  async passage(run, dependencies, tell) {
    const { connection, end } = run;
    if (end === undefined) return { state: 'noted', remark: { kind: 'passageUntried' } };
    const way = passageWayOf(connection);
    if (end.arrived) return way === 'message' ? { remark: { kind: 'passageInMessage' } } : {};
    const unclear = { state: 'noted', remark: { kind: 'passageUnclear' } } as const;
    if (way !== 'quote') return unclear;
    const inMessage: Connection = { ...connection, passageInMessage: true };
    // A model that answers something else every time proves nothing; a error of a second question is none of this line's.
    const other = end.ignoresQuotes
      ? undefined
      : await ask(inMessage, dependencies, tell).catch(unlessOver(dependencies));
    if (!end.ignoresQuotes && !other?.arrived) return unclear;
    if (connection.managed || connection.passageInMessage !== undefined)
      return { state: 'noted', remark: { kind: 'passageLost' } };
    run.connection = inMessage;
    await dependencies.follow(inMessage);
    return { state: 'noted', remark: { kind: 'passageFound' } };
  },
};

/** One question to its end; undefined when the reader does not wait for it. */
async function ask(
  connection: Connection,
  { firstWord, enough, slowAfterMs = SLOW_AFTER_MS, signal }: TestDependencies,
  tell: (remark: TestRemark) => void,
): Promise<TestEnd | undefined> {
  const slow = setTimeout(() => tell({ kind: 'slow' }), slowAfterMs);
  try {
    const waiting = AbortSignal.any([enough, signal].filter((one) => one !== undefined));
    const { end } = await firstWord(connection, waiting);
    clearTimeout(slow);
    return await end;
  } catch (error) {
    if (!enough?.aborted || signal?.aborted) throw error;
    return undefined;
  } finally {
    clearTimeout(slow);
  }
}

const unlessOver =
  ({ signal }: TestDependencies) =>
  (error: unknown): undefined => {
    if (signal?.aborted || !(error instanceof AppError)) throw error;
  };

/** Whether conversations were listed. Throws the errors that a sign-in, or its absence, can be to blame for. */
async function isListed(list: () => Promise<void>): Promise<boolean> {
  try {
    await list();
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || refusals.has(error.code)) throw error;
    return false;
  }
}

/** No server answered; every other error is a server's answer. */
const silent: ReadonlySet<string> = new Set(['OFFLINE', 'UNREACHABLE']);

/** These are asked for conversations without a token, which shows whether they want one. */
const hasThreads = (connection: Connection) =>
  (connection.kind === 'chatkit' || connection.kind === 'orcheo') && !isWithoutWorkflow(connection);
/** Errors that a wrong or missing sign-in can cause; the question finds all others. */
const refusals: ReadonlySet<ErrorCode> = new Set(['SIGN_IN', 'FORBIDDEN', 'TOO_MANY', 'OFFLINE', 'NEEDS_PERMISSION']);

function readDescriptorOf(url: string, { signal, ...network }: TestDependencies) {
  return fetchJson(url, { ...asksJson, ...(signal && { signal }) }, network);
}
