import { hash } from 'node:crypto';
import {
  ApiError,
  BadResponseError,
  CostLimitError,
  type Outcome,
  RefusedError,
  SuspendedError,
  TimeoutError,
  UnavailableError,
  UnreachableError,
} from '../errors.ts';
import type { Operation } from './contract.ts';

/** A write that was sent, for the audit log: never a credential, header or body. */
export interface WriteRecord {
  /** Whose credentials, as a short hash that is the same for the same ones. */
  readonly who: string;
  readonly platform: string;
  /** The operation of the contract. */
  readonly operation: string;
  /** The objects by the names of the path's parameters, and as `created` the one that the answer names. */
  ids: Readonly<Record<string, string>>;
  /** `OK`, an error's code, or `UNKNOWN` while or when it is not known whether it took effect. */
  outcome: string;
}

/** Records a write from its being sent to its end. */
export async function recorded(
  records: WriteRecord[],
  { who, platform, operation, ids }: Pick<WriteRecord, 'who' | 'platform' | 'ids'> & { operation: Operation },
  sent: Promise<unknown>,
): Promise<unknown> {
  const record: WriteRecord = { who, platform, operation: operation.id, ids, outcome: 'UNKNOWN' };
  records.push(record);
  try {
    const answer = await sent;
    record.ids = { ...ids, ...createdId(answer) };
    record.outcome = 'OK';
    return answer;
  } catch (error) {
    if (error instanceof ApiError && fateOf(error) !== 'UNKNOWN') record.outcome = error.code;
    throw error;
  }
}

/**
 * A short hash that tells callers apart. Of Basic credentials it is made of the user's name alone: a password that
 * somebody chose could be found by trying.
 */
export function callerOf(authorization: string): string {
  const [, basic] = /^basic +(.+)$/i.exec(authorization) ?? [];
  const [identity = ''] = basic ? Buffer.from(basic, 'base64').toString().split(':') : [authorization];
  return hash('sha256', identity).slice(0, 12);
}

/** Says of a failed write whether it can have happened, in its outcome and to its reader. */
export function withOutcome(error: ApiError): ApiError {
  return told(error, fateOf(error));
}

/** The same of what goes wrong after a write that the platform answered as done: it may well have happened. */
export function afterWrite(error: BadResponseError): BadResponseError {
  return told(error, 'UNKNOWN');
}

function told<Failure extends ApiError>(error: Failure, outcome: Outcome | undefined): Failure {
  error.outcome = outcome;
  if (error.outcome === 'UNKNOWN') {
    error.message += ' Whether the change took effect is unknown: look before you try again.';
  } else if (error.outcome === 'REFUSED') {
    error.message += ' Nothing was changed.';
  }
  return error;
}

/**
 * A refusal means no; so does a connection that never came to be, or a call that was not. Late, cut, 5xx and unreadable
 * answers leave it open (RFC 9110 §9.2.2: such a request must not be repeated blindly).
 */
function fateOf(error: ApiError): Outcome | undefined {
  const unsent = [UnreachableError, SuspendedError, CostLimitError].some((kind) => error instanceof kind);
  if (unsent || (error instanceof TimeoutError && !error.sent)) return 'NOT_SENT';
  if (error instanceof RefusedError) return 'REFUSED';
  const open = error instanceof TimeoutError || error instanceof UnavailableError || error instanceof BadResponseError;
  return open ? 'UNKNOWN' : undefined;
}

/** The id of the object that an answer is, if it is one. */
function createdId(answer: unknown): { created?: string } {
  const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : undefined;
  return typeof id === 'string' ? { created: id } : {};
}
