/** Why a request can never succeed as it is. */
export type BadRequestCode =
  | 'invalid_request'
  | 'attachments_unsupported'
  | 'attachment_too_large'
  | 'attachment_type'
  | 'attachment_missing'
  | 'attachments_full'
  | 'action_unsupported'
  | 'transcription_unsupported'
  | 'thread_closed';

/** A request that can never succeed as it is; answered with 400 and its code. */
export class BadRequestError extends Error {
  override name = 'BadRequestError';
  constructor(
    readonly code: BadRequestCode,
    message: string,
  ) {
    super(message);
  }
}
