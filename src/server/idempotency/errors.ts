import { ApiError, type ErrorCode } from '../../errors.ts';

/** Why an idempotency key is of no use for a request: nothing was changed by it. */
export class IdempotencyError extends ApiError {
  override readonly name = 'IdempotencyError';
  override readonly code: ErrorCode;

  constructor(code: Extract<ErrorCode, `IDEMPOTENCY_${string}`>, message: string) {
    super(message);
    this.code = code;
  }
}

/** An error of an answer that was kept, as the client got it the first time. */
export class ReplayedError extends ApiError {
  override readonly name = 'ReplayedError';
  override readonly code: ErrorCode;
  readonly #extensions: ApiError['extensions'];

  constructor(message: string, extensions: ApiError['extensions']) {
    super(message);
    this.code = extensions.code;
    this.#extensions = extensions;
  }

  override get extensions() {
    return this.#extensions;
  }
}
