import {
  ApiError,
  BadCursorError,
  ConflictError,
  CostLimitError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  UnauthenticatedError,
  UnreachableError,
  UnsupportedError,
} from '../errors.ts';
import { AnswerFault, causes, findingOf } from '../rest/causes.ts';
import type { MadeCall } from './ask.ts';
import type { Finding, Result } from './findings.ts';

/** What an error of a field says about the field. */
export type Verdict = Pick<Finding, 'result' | 'code' | 'reason'>;

/**
 * Judges the error of a field.
 * @param calls those that were made for it
 */
export function verdictOf(error: unknown, calls: readonly MadeCall[]): Verdict {
  if (!(error instanceof ApiError)) {
    return { result: 'broken', code: 'INTERNAL_SERVER_ERROR', reason: 'A fault of users-graph: please report it.' };
  }
  const result = resultOf(error, calls);
  const place = result === 'broken' || result === 'denied' ? placeOf(error, calls) : undefined;
  return { result, code: error.code, reason: place ? `${error.message} ${place}` : error.message };
}

/** Judges a field without an error: where all calls of an operation failed, it is answered in another way. */
export function successOf(calls: readonly MadeCall[]): Verdict {
  const guilty = alwaysFailed(calls);
  if (guilty.length === 0) return { result: 'works' };
  return { result: 'degraded', reason: `It is answered in another way (${listOf(guilty)}).` };
}

/** The calls of operations which all said that the platform does not know what they ask for; none where any failed otherwise. */
export function findNothing(calls: readonly MadeCall[]): readonly MadeCall[] {
  const guilty = alwaysFailed(calls);
  return guilty.every(({ operation, ending }) => ending === 404 && operation.namesObject) ? guilty : [];
}

/** The calls of the operations of which no call succeeded. */
function alwaysFailed(calls: readonly MadeCall[]): readonly MadeCall[] {
  const succeeded = new Set(calls.filter((call) => !isFailure(call)).map(({ operation }) => operation));
  return failed(calls).filter(({ operation }) => !succeeded.has(operation));
}

/** Calls in a report, each kind once. */
export const listOf = (calls: readonly MadeCall[]) => [...new Set(calls.map(textOf))].join(', ');

function resultOf(error: ApiError, calls: readonly MadeCall[]): Result {
  // Without versions, it is not for the version that the server cannot.
  if (error instanceof UnsupportedError) return error.versions.length > 0 ? 'unsupported' : 'broken';
  if (error instanceof ForbiddenError) return 'denied';
  if (unasked.some((kind) => error instanceof kind)) return 'untried';
  // What the facade itself refuses says nothing of the platform: a value that was seen there does not suit.
  const isAboutInput = inputErrors.some((kind) => error instanceof kind);
  return isAboutInput && failed(calls).length === 0 ? 'untried' : 'broken';
}

/** Nothing was asked, or nobody was there to answer. */
const unasked = [UnauthenticatedError, CostLimitError, UnreachableError];

const inputErrors = [InvalidInputError, NotFoundError, ConflictError, BadCursorError];

/** Which answer is to blame, and what is wrong with it: the place in the body, or the status of the call. */
function placeOf(error: ApiError, calls: readonly MadeCall[]): string {
  const { cause } = error;
  if (cause instanceof AnswerFault && cause.departure !== undefined) return `(${cause.departure})`;
  const guilty = listOf(failed(calls));
  const finding = findingOf(error);
  const meaning = finding && finding.cause !== 'OTHER' ? causes[finding.cause] : undefined;
  const parts = [guilty, meaning].filter(Boolean).join('; ');
  return parts && `(${parts})`;
}

const isFailure = ({ ending }: MadeCall) => typeof ending === 'string' || ending >= 300;
const failed = (calls: readonly MadeCall[]) => calls.filter(isFailure);

/** A call in a report: `GET /api/v1/users → 200`. */
export const textOf = ({ operation: { method, template }, ending }: MadeCall) => `${method} ${template} → ${ending}`;
