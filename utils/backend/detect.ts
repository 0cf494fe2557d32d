import { AppError, type ErrorCode, TOKEN_IN_ADDRESS } from '../shared/errors';
import { bareConnection, type Detection, type DetectionContext, type DetectionStep } from './detection/step';
import { detectionSteps } from './detection/steps';
import { hostOf } from '../connection/origins';
import { wantsUser } from './plain/call';

/** Errors that end the search: no later step can succeed before the reader acts. */
const decisive: ReadonlySet<ErrorCode> = new Set(['OFFLINE', 'UNREACHABLE', 'NEEDS_PERMISSION', 'TOO_MANY']);
/** A chat was found, and it is one that cannot be used. */
const isDecisive = ({ code, details }: AppError) => decisive.has(code) || details.reason === TOKEN_IN_ADDRESS;
/** Errors that prove a server is there: the short form can still connect it. */
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
  const search: DetectionContext = { ...context, documents: new Map() };
  const errors: AppError[] = [];
  for (const step of steps) {
    try {
      const detection = await step(address, search);
      if (detection) return detection;
    } catch (error) {
      if (!(error instanceof AppError) || isDecisive(error)) throw error;
      errors.push(error);
    }
  }
  const error = mostTelling(errors) ?? new AppError('BAD_ANSWER', { host });
  if (!answered.has(error.code) || isAboutDescriptor(error)) throw error;
  const auth = error.code === 'SIGN_IN' ? 'key' : 'none';
  // Only a chat of this kind has a place for the reader's id in its address.
  const plain = wantsUser(address) && ({ kind: 'chat-sse', chat: { dialect: 'text' } } as const);
  return { outcome: 'form', reason: error.code, draft: { ...bareConnection(address), ...plain, auth } };
}

/** A descriptor that is there but wrong says more than the chat probe; otherwise the last step knows best. */
function mostTelling(errors: AppError[]): AppError | undefined {
  return errors.find(isAboutDescriptor) ?? errors.at(-1);
}

/** A body that is too long may be anything; the other reasons are given by a descriptor that was read. */
const isAboutDescriptor = ({ details: { reason } }: AppError) => reason !== undefined && reason !== 'tooLong';
