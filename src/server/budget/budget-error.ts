import { ApiError } from '../../errors.ts';

/** How many calls some credentials may still cause at one platform. */
export interface BudgetLeft {
  /** Calls that may be made now. */
  readonly left: number;
  readonly perMinute: number;
  /** Seconds until the budget is full. */
  readonly fullInS: number;
}

/** Refuses an operation that may make more calls than its caller has left. It was not executed. */
export class BudgetExceededError extends ApiError {
  override readonly name = 'BudgetExceededError';
  override readonly code = 'BUDGET_EXCEEDED';
  readonly #facts: { readonly asked?: number; readonly left: number; readonly perMinute: number };
  /** Milliseconds until enough is left; undefined if the whole budget is too small. */
  readonly waitMs: number | undefined;

  /**
   * @param asked the calls that the operation may make; undefined if the request was not read
   * @param waitMs see the property
   */
  constructor(asked: number | undefined, { left, perMinute }: BudgetLeft, waitMs: number | undefined) {
    const may = asked === undefined ? '' : `The operation may need ${asked} REST calls, but `;
    super(
      waitMs === undefined
        ? `${may}${perMinute} per minute are allowed. Ask for smaller pages, or for fewer items at once.`
        : `${may}${left} of ${perMinute}${may ? '' : ' REST calls'} per minute are left. Try again later.`,
    );
    this.#facts = { ...(asked !== undefined && { asked }), left, perMinute };
    this.waitMs = waitMs;
  }

  /** Yoga takes the status and the headers of the answer from `http`, which no client sees (RFC 6585 §4). */
  override get extensions() {
    const { waitMs } = this;
    return {
      ...super.extensions,
      ...this.#facts,
      ...(waitMs !== undefined && { retryAfterMs: waitMs }),
      http: {
        status: 429,
        ...(waitMs !== undefined && { headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) } }),
      },
    };
  }
}
