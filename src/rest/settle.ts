import { setTimeout as pause } from 'node:timers/promises';
import { ApiError, ClientGoneError, TimeoutError, UnavailableError } from '../errors.ts';
import { AnswerFault } from './causes.ts';
import type { RequestTime } from './request-time.ts';
import { confirm, outcomeOf, type WriteRecord, withOutcome } from './writes.ts';

/*
 * Where the answer to a write does not tell whether it took effect, the platform is asked for what the write should have
 * changed. The write itself is never sent again.
 */

/** What a platform, asked afterwards, shows of a write. */
export type Finding<Result> =
  /** It has what the write asked for. */
  | { readonly is: 'DONE'; readonly result: Result }
  /** It does not have it. */
  | { readonly is: 'NOT_DONE' }
  /** It cannot have done it, for a reason that the client can act on. */
  | { readonly is: 'FAILED'; readonly error: ApiError }
  /** What it shows leaves both open. */
  | { readonly is: 'UNKNOWN' };

/** An answer, and its time by the clock of the platform in epoch milliseconds; undefined where it does not tell that. */
export interface Shown<Body> {
  readonly body: Body;
  readonly at: number | undefined;
}

/** When the platform is asked what became of a write. */
export interface Look {
  /** What left it open. */
  readonly error: ApiError;
  /** Milliseconds since the write began. */
  readonly sinceMs: number;
  /** Whether the platform was asked a moment before, and did not have what the write asks for. */
  readonly isSecond: boolean;
}

/** Asks a platform what became of a write, by one call. What it throws leaves that open. */
export type Proof<Result> = (look: Look) => Promise<Finding<Result>>;

/** How a write ends. */
export interface Fate<Result, Answer = unknown> {
  /** Takes the answer. @throws {BadResponseError} for one that lacks what the write is for */
  readonly accept: (answer: Answer) => Result;
  /** Absent where nothing that can be read tells. */
  readonly proof?: Proof<Result> | undefined;
}

/** The fate of a write whose answer is its result. */
export const whole = <Answer>(proof?: Proof<Answer>): Fate<Answer, Answer> => ({ accept: (answer) => answer, proof });

/** The fate of a write whose answer has no use. */
export const dropped = (proof?: Proof<void>): Fate<void> => ({ accept: () => undefined, proof });

/** The same where what proves it has no use, either. */
export const noted = (proof: Proof<unknown>): Fate<unknown> => ({ accept: () => undefined, proof });

/** What it takes to find out what became of a write. */
export interface Asking<Result> {
  /** Of the write, where it was sent. */
  readonly record: WriteRecord | undefined;
  readonly proof: Proof<Result> | undefined;
  readonly time: RequestTime;
  /** In milliseconds of `performance.now()`. */
  readonly beganAt: number | undefined;
}

/** How long after the first look the second one comes. */
const momentMs = 500;

/** The error of a write that another process sent, and did not tell what became of it. */
export const notTold = (platform: string) =>
  new UnavailableError(
    `The first request with this idempotency key did not report whether its write to ${platform} took effect.`,
  );

/**
 * Ends a write that failed: with its result, where the platform has what it asked for.
 * @throws {ApiError} otherwise, with the outcome as far as it could be found out
 */
export async function settled<Result>(error: ApiError, asking: Asking<Result>): Promise<Result> {
  const { record, proof } = asking;
  const outcome = outcomeOf(error);
  const isOpen = outcome === 'UNKNOWN' && record && proof;
  const finding = isOpen ? await findOut(error, proof, asking) : undefined;
  if (record && finding?.is === 'DONE') {
    confirm(record, finding.result);
    return finding.result;
  }
  if (finding?.is === 'FAILED') throw withOutcome(finding.error, record);
  throw withOutcome(error, record, finding?.is === 'NOT_DONE' ? finding.is : outcome);
}

/**
 * Asks once; and where the platform does not have what the write asks for and may still be at work on it, again a moment
 * later.
 */
async function findOut<Result>(
  error: ApiError,
  proof: Proof<Result>,
  { time, beganAt = performance.now() }: Asking<Result>,
): Promise<Finding<Result>> {
  const look = (isSecond: boolean) => proof({ error, isSecond, sinceMs: performance.now() - beganAt });
  try {
    const first = await look(false);
    if (first.is !== 'NOT_DONE' || !mayBeAtWork(error)) return first;
    if (time.leftMs <= momentMs) return { is: 'UNKNOWN' };
    await pause(momentMs);
    return await look(true);
  } catch (failure) {
    if (failure instanceof ApiError || failure instanceof ClientGoneError) return { is: 'UNKNOWN' };
    throw failure;
  }
}

/** Statuses of gateways that gave up, and of servers that promise to act later. */
const promised = /^(202|408|502|503|504)\b/;

/** Whether the platform may not have ended its work: the connection broke, time ran out, or something else gave up waiting. */
function mayBeAtWork(error: ApiError): boolean {
  const { cause } = error;
  if (cause instanceof AnswerFault) return promised.test(cause.detail ?? '') || cause.code === 'FOREIGN_ANSWER';
  return error instanceof TimeoutError || error instanceof UnavailableError;
}
