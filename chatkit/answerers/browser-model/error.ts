import * as z from 'zod';
import { ModelError, type ModelErrorCode } from '../model/model';

/** Errors of the API by their names. `NotAllowedError` also comes from a policy of the browser's own. */
const CODES: Readonly<Record<string, ModelErrorCode>> = {
  NotAllowedError: 'no_model',
  NotSupportedError: 'no_model',
  QuotaExceededError: 'overflow',
  NetworkError: 'unreachable',
  InvalidStateError: 'broken',
  NotReadableError: 'refused',
  UnknownError: 'broken',
  OperationError: 'broken',
};

const sizes = z.object({
  name: z.string(),
  requested: z.number().optional().catch(undefined),
  contextWindow: z.number().optional().catch(undefined),
  quota: z.number().optional().catch(undefined),
});

/**
 * @param measured whether what was sent had been measured: a refusal then says that the measure is off, and its numbers
 *   would only repeat it
 */
export function browserModelError(error: unknown, measured: boolean): ModelError {
  if (error instanceof ModelError) return error;
  const { name = '', requested, contextWindow, quota } = sizes.safeParse(error).data ?? {};
  const code = CODES[name] ?? 'problem';
  const told = code === 'overflow' && !measured ? { asked: requested, window: contextWindow ?? quota } : {};
  return new ModelError(code, { cause: error, ...told });
}

export const isDestroyed = (error: unknown): boolean => nameOf(error) === 'InvalidStateError';

/** Name of what was thrown; errors of another realm are no `Error` here. */
export const nameOf = (error: unknown): string => z.object({ name: z.string() }).safeParse(error).data?.name ?? '';
