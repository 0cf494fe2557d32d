/** A request that can never succeed as it is; answered with 400 and its code. */
export class BadRequestError extends Error {
  override name = 'BadRequestError';
  constructor(
    readonly code: 'invalid_request' | 'attachments_unsupported',
    message: string,
  ) {
    super(message);
  }
}
