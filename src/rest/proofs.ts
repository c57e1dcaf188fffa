import { ApiError, ConflictError, NotFoundError } from '../errors.ts';
import { intact } from './contract-breaches.ts';
import type { Finding, Look, Proof, Shown } from './settle.ts';
import { nullIfZero } from './zero-time.ts';

/* What proves that a write took effect: the kinds of proofs that platforms share. */

/** A write took effect, and its answer, which held a secret that is shown once, was lost. Stands in the place of the secret. */
export class SecretLostError extends ApiError {
  override readonly name = 'SecretLostError';
  override readonly code = 'SECRET_LOST';
}

/** A secret that an answer held. @throws {SecretLostError} where that answer was lost */
export function secretOf(sent: string | SecretLostError): string {
  if (sent instanceof SecretLostError) throw sent;
  return sent;
}

/** By how much the time of an answer and that of a row may differ: both come from the platform, but not from one clock. */
const toleranceMs = 2000;

/** The proof of a write after which an object must not be there: the platform knows it no more. */
export function isGone(read: () => Promise<unknown>): Proof<void> {
  return async () => {
    try {
      await read();
      return { is: 'NOT_DONE' };
    } catch (error) {
      if (error instanceof NotFoundError) return { is: 'DONE', result: undefined };
      throw error;
    }
  };
}

/**
 * The proof of a write that sets what an object has. An object that is not there cannot be changed.
 * @param holds whether the object is as the write wants it
 */
export function isSet<Row>(read: () => Promise<Shown<Row>>, holds: (row: Row) => boolean): Proof<Row> {
  return async () => {
    try {
      const { body } = await read();
      return holds(body) ? { is: 'DONE', result: body } : { is: 'NOT_DONE' };
    } catch (error) {
      if (error instanceof NotFoundError) return { is: 'FAILED', error };
      throw error;
    }
  };
}

/**
 * Whether an object was made since the write began, by the platform's own clocks; undefined where nothing tells. One that the
 * first look did not show was.
 * @param madeAt as the platform sends it
 */
export function isNew(madeAt: string | null | undefined, at: number | undefined, look: Look): boolean | undefined {
  if (look.isSecond) return true;
  const time = Date.parse(nullIfZero(intact(madeAt)) ?? '');
  if (Number.isNaN(time) || at === undefined) return undefined;
  return time >= at - look.sinceMs - toleranceMs;
}

/**
 * Whether a row has all that was asked for, each by its name. Lists may come in any order; what a row leaves out is false,
 * or empty.
 */
export function hasAll(row: object, asked: object): boolean {
  return Object.entries(asked).every(([name, value]) => {
    if (value === undefined) return true;
    const present: unknown = intact((row as Readonly<Record<string, unknown>>)[name]);
    if (Array.isArray(value)) return isSame(Array.isArray(present) ? present : [], value);
    return (present ?? (typeof value === 'boolean' ? false : '')) === value;
  });
}

/** Whether two lists have the same items, in any order. */
export function isSame(present: readonly unknown[], wanted: readonly unknown[]): boolean {
  const items = new Set(wanted.map(textOfItem));
  const found = new Set(present.map(textOfItem));
  return items.size === found.size && [...items].every((item) => found.has(item));
}

const textOfItem = (item: unknown) => (typeof item === 'object' ? JSON.stringify(intact(item)) : String(item));

/** The finding where what a write was to make was there before. */
export function wasThere(platform: string): Finding<never> {
  return { is: 'FAILED', error: new ConflictError(`${platform} already has such an object.`) };
}

/** What an object of a name that is unique shows of the write that was to make it, by the time of its creation. */
export function madeFinding<Result>(platform: string, { madeAt, at, look, result }: Made<Result>): Finding<Result> {
  const isOurs = isNew(madeAt, at, look);
  if (isOurs === undefined) return { is: 'UNKNOWN' };
  return isOurs ? { is: 'DONE', result } : wasThere(platform);
}

interface Made<Result> {
  /** As the platform sends it. */
  readonly madeAt: string | null | undefined;
  /** The time of the answer that shows the object. */
  readonly at: number | undefined;
  readonly look: Look;
  readonly result: Result;
}
