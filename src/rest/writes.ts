import { hash } from 'node:crypto';
import {
  type ApiError,
  BadResponseError,
  CostLimitError,
  type Outcome,
  RefusedError,
  SuspendedError,
  TimeoutError,
  UnavailableError,
  UnreachableError,
} from '../errors.ts';
import type { Call } from './call.ts';
import { NoTokenError } from './token-failures.ts';

/** A write that was sent, for the audit log: never a credential, header or body. */
export interface WriteRecord {
  /** Whose credentials, as a short hash that is the same for the same ones. */
  readonly who: string;
  readonly platform: string;
  /** The operation of the contract. */
  readonly operation: string;
  /** The objects by the names of the path's parameters, and as `created` the one that the call created. */
  ids: Readonly<Record<string, string>>;
  /** Whether the answer can name a new object. It is not logged. */
  readonly isPost: boolean;
  /** `OK`, an error's code, `NOT_DONE`, or `UNKNOWN` while or when it is not known whether it took effect. */
  outcome: string;
}

/** Records a write that is sent. @param ids by the names of the path's parameters */
export function recordWrite(
  records: WriteRecord[],
  { operation, sender }: Call,
  platform: string,
  ids: Readonly<Record<string, string>> = {},
): WriteRecord {
  const who = callerOf(sender.authorization);
  const isPost = operation.method === 'POST';
  const record: WriteRecord = { who, platform, operation: operation.id, ids, isPost, outcome: 'UNKNOWN' };
  records.push(record);
  return record;
}

/** Adds to a record that the platform confirmed the write. */
export function confirm(record: WriteRecord, answer: unknown): void {
  record.ids = { ...record.ids, ...(record.isPost && createdId(answer, record.ids)) };
  record.outcome = 'OK';
}

/**
 * A short hash that tells callers apart. For Basic credentials it covers the user name only: a password that a person
 * chose could be guessed from its hash.
 */
function callerOf(authorization: string): string {
  const [, basic] = /^basic +(.+)$/i.exec(authorization) ?? [];
  const [identity = ''] = basic ? Buffer.from(basic, 'base64').toString().split(':') : [authorization];
  return hash('sha256', identity).slice(0, 12);
}

/**
 * Adds to the error of a failed write whether it can have taken effect: as its `outcome`, and in its message.
 * @param record of the write, where it was sent
 * @param outcome as `outcomeOf` tells it, or as it was found out
 */
export function withOutcome(
  error: ApiError,
  record: WriteRecord | undefined,
  outcome: Outcome | undefined = outcomeOf(error),
): ApiError {
  if (record && outcome !== 'UNKNOWN') record.outcome = outcome === 'NOT_DONE' ? outcome : error.code;
  return setOutcome(error, outcome);
}

/** Does the same for an error after the platform confirmed the write: it may have taken effect. */
export function afterWrite(error: BadResponseError): BadResponseError {
  return setOutcome(error, 'UNKNOWN');
}

/** Does the same for the error of a write that was not sent, or that the platform refused. */
export function withoutEffect<Failure extends ApiError>(error: Failure, outcome: 'NOT_SENT' | 'REFUSED'): Failure {
  return setOutcome(error, outcome);
}

function setOutcome<Failure extends ApiError>(error: Failure, outcome: Outcome | undefined): Failure {
  error.outcome = outcome;
  if (error.outcome === 'UNKNOWN') {
    error.message += ' Whether the change took effect is unknown: look before you try again.';
  } else if (error.outcome === 'REFUSED') {
    error.message += ' Nothing was changed.';
  } else if (error.outcome === 'NOT_DONE') {
    error.message += ' The change did not take effect: the platform was asked afterwards.';
  }
  return error;
}

/**
 * A write did not take effect if the platform refused it, no connection was made, or no call was sent. Late, cut, 5xx and
 * unreadable answers leave it open (RFC 9110 §9.2.2: such a request must not be repeated blindly).
 */
export function outcomeOf(error: ApiError): Outcome | undefined {
  const unsent = [UnreachableError, SuspendedError, NoTokenError, CostLimitError].some((kind) => error instanceof kind);
  if (unsent || (error instanceof TimeoutError && !error.sent)) return 'NOT_SENT';
  if (error instanceof RefusedError) return 'REFUSED';
  const open = error instanceof TimeoutError || error instanceof UnavailableError || error instanceof BadResponseError;
  return open ? 'UNKNOWN' : undefined;
}

/** The id of the object that the answer to a POST holds, if it holds one that the path did not name. */
function createdId(answer: unknown, named: WriteRecord['ids']): { created?: string } {
  const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : undefined;
  return typeof id === 'string' && !Object.values(named).includes(id) ? { created: id } : {};
}
