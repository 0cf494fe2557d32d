import type { ErrorCode } from './errors';

/** Reasons that an answer's error gives for which we offer the reader an action, not only the sentence it brings. */
const codes: Readonly<Record<string, ErrorCode>> = {
  too_long: 'CONTEXT_FULL',
  not_begun: 'NOT_BEGUN',
  // Of a model that the extension asks itself (`utils/backend/model/`): a proxy's key and model are its owner's.
  model_refused_key: 'SIGN_IN',
  model_no_model: 'MODEL_MISSING',
  model_unreachable: 'MODEL_GONE',
};

/** The error that a reason stands for, if it is one of ours. */
export const codeOfReason = (reason: unknown): ErrorCode | undefined =>
  typeof reason === 'string' && Object.hasOwn(codes, reason) ? codes[reason] : undefined;
