import { z } from 'zod';
import { BadCursorError } from '../../errors.ts';
import { digestOf } from '../../paging/cursor.ts';

/*
 * What the facade has to know to go on, as it keeps nothing itself. Times are the platform's own, in epoch milliseconds,
 * unless they are said to be the facade's.
 */

/** Up to the year 9999, which RFC 3339 can write. */
const time = z.int().min(0).max(253_402_300_799_998);
/** More than any platform has, and still a number that can be counted on from. */
const count = z.int().min(0).max(1_000_000_000);
const anchor = z.object({ offset: count, id: z.string() });

/** Short digests of the ids of users. */
const marks = z.array(z.string().length(8));

/** All users are gone through, up to the row `after`. */
const scan = z.object({
  phase: z.literal('scan'),
  after: anchor,
  /** Every change until then showed before the scan began. */
  since: time,
  /** Users of the copy who were created until `since`. */
  known: count,
  /** Those who were created later. */
  told: marks,
  /** Users for whom the platform has no time of creation or change. */
  undated: count,
});

/** Where changes are read on that one answer does not hold. */
const part = z.object({
  /** Every change until then showed before the first part was read. */
  until: time,
  /** The time of the changes that come next. */
  from: time,
  /** Users in the list of those of just that time that were read, the last of them the user `id`; 0 where that list is not needed. */
  skip: count,
  id: z.string(),
  /** Users so far who were created after `since`; `settled` of them until `until`. */
  fresh: count,
  settled: count,
  /** Of the users of the copy who were created after `since`, those who were not met again. */
  unmet: marks,
  /** Users of the copy who were created after `until`, among those who were met. */
  told: marks,
});

/** The copy has what changed until `since`, and some of what changed later. */
const changes = z.object({
  phase: z.literal('changes'),
  since: time,
  /** Users of the copy who were created until `since`. */
  known: count,
  /** Those who were created later. */
  told: marks,
  /** Users for whom the platform has no time of creation or change. */
  undated: count,
  /** The time of a change that was the newest one when it was read, and when that was by the clock of the facade. */
  seen: z.object({ at: time, readAt: time }).nullable(),
  part: part.nullable(),
});

const state = z.discriminatedUnion('phase', [scan, changes]);

export type Scan = z.infer<typeof scan>;
export type Part = z.infer<typeof part>;
export type Changes = z.infer<typeof changes>;
export type ChangeState = Scan | Changes;

/** The state as a text that tells when it was damaged. */
export function encodeChangeCursor(at: ChangeState): string {
  const text = JSON.stringify(at);
  return Buffer.from(`1:${digest(text)}:${text}`).toString('base64url');
}

/**
 * Reads a state back.
 * @throws {BadCursorError} for anything but what `encodeChangeCursor` made
 */
export function decodeChangeCursor(cursor: string): ChangeState {
  const [, sent, text = ''] = /^1:([\w-]{8}):(.*)$/s.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  const { data } = state.safeParse(sent === digest(text) ? jsonIn(text) : undefined);
  if (data) return data;
  throw new BadCursorError('"since" is not a cursor of `userChanges`. Leave it out to begin with all users.');
}

/** Anybody can compute the digest, of anything. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A user as the state remembers it. */
export const markOf = (id: string): string => digest(id);

const digest = (text: string): string => digestOf(`userChanges\n${text}`);
