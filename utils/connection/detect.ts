import * as z from 'zod';
import { AppError, type ErrorCode } from '../errors';
import { type ConnectionDraft, descriptorUrlBelow, readDescriptor } from './descriptor';
import { fetchJson, type Network } from './fetch-json';
import { hostOf } from './origins';

export interface DetectionContext extends Network {
  /** Whether the browser lets us reach an origin. */
  allowed: (origin: string) => Promise<boolean>;
  signal?: AbortSignal;
}

/** What was found at an address. `form`: somebody answers, but does not say what it is; the reader fills in the rest. */
export type Detection =
  { outcome: 'found'; draft: ConnectionDraft } | { outcome: 'form'; reason: ErrorCode; draft: ConnectionDraft };

/** One way of recognising a back end. Null or a thrown `AppError`: not this one. Never creates anything there. */
export type DetectionStep = (address: string, context: DetectionContext) => Promise<ConnectionDraft | null>;

const atAddress: DetectionStep = (address, context) => readDescriptorAt(descriptorUrlBelow(address), context);

const atOrigin: DetectionStep = (address, context) => {
  const url = descriptorUrlBelow(new URL(address).origin);
  return url === descriptorUrlBelow(address) ? Promise.resolve(null) : readDescriptorAt(url, context);
};

/** A ChatKit server without a descriptor answers a list of conversations (reference/chatkit.md 4.2). */
const plainChatKit: DetectionStep = async (address, context) => {
  const { body } = await listThreads(address, {}, context);
  return isThreadPage(body) ? bareConnection(address) : null;
};

/** In this order: the most telling first. Further kinds of back ends are further steps. */
export const detectionSteps: readonly DetectionStep[] = [atAddress, atOrigin, plainChatKit];

/** Ends the search: the next step would fare no better, and the reader has to act first. */
const decisive: ReadonlySet<ErrorCode> = new Set(['OFFLINE', 'UNREACHABLE', 'NEEDS_PERMISSION', 'TOO_MANY']);
/** Somebody answers there: the short form can still make a connection of it. */
const answered: ReadonlySet<ErrorCode> = new Set(['NOT_FOUND', 'SIGN_IN', 'FORBIDDEN', 'BAD_REQUEST', 'BAD_ANSWER']);

/**
 * Finds out what answers at an address (as `parseAddress` gives it, without a key). Throws the `AppError` that says
 * best why nothing was found.
 */
export async function detect(
  address: string,
  context: DetectionContext,
  steps: readonly DetectionStep[] = detectionSteps,
): Promise<Detection> {
  const host = hostOf(address);
  if (!(await context.allowed(new URL(address).origin))) throw new AppError('NEEDS_PERMISSION', { host });
  const faults: AppError[] = [];
  for (const step of steps) {
    try {
      const draft = await step(address, context);
      if (draft) return { outcome: 'found', draft };
    } catch (error) {
      if (!(error instanceof AppError) || decisive.has(error.code)) throw error;
      faults.push(error);
    }
  }
  const fault = mostTelling(faults) ?? new AppError('BAD_ANSWER', { host });
  if (!answered.has(fault.code) || fault.details.reason !== undefined) throw fault;
  const auth = fault.code === 'SIGN_IN' ? 'key' : 'none';
  return { outcome: 'form', reason: fault.code, draft: { ...bareConnection(address), auth } };
}

/** A descriptor that is there but wrong says more than the chat probe; otherwise the last step knows best. */
function mostTelling(faults: AppError[]): AppError | undefined {
  return faults.find(({ details }) => details.reason !== undefined) ?? faults.at(-1);
}

async function readDescriptorAt(url: string, context: DetectionContext): Promise<ConnectionDraft> {
  const { body } = await fetchJson(url, { headers: { accept: 'application/json' }, signal: context.signal }, context);
  return readDescriptor(body, url);
}

/** Asks for one conversation's entry in the list: harmless, and every ChatKit server answers it. */
export function listThreads(
  apiUrl: string,
  headers: Record<string, string>,
  network: Network & { signal?: AbortSignal },
): ReturnType<typeof fetchJson> {
  return fetchJson(
    apiUrl,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ type: 'threads.list', params: { limit: 1, order: 'desc' } }),
      signal: network.signal,
    },
    network,
  );
}

export function isThreadPage(body: unknown): boolean {
  return z.object({ data: z.array(z.unknown()), has_more: z.boolean() }).safeParse(body).success;
}

/** What an address alone gives: a ChatKit server named after its host, open to everybody. */
function bareConnection(address: string): ConnectionDraft {
  const { origin, host } = new URL(address);
  return {
    name: host.slice(0, 60),
    kind: 'chatkit',
    apiUrl: address,
    origins: [origin],
    auth: 'none',
    view: 'packaged',
    sites: [],
    presentation: {},
  };
}
