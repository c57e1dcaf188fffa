import { BadResponseError } from '../../errors.ts';
import { textOf } from '../../rest/contract-breaches.ts';
import { instant } from '../loaders/local-list.ts';
import type { Users } from '../loaders/users.ts';
import type { Condition, WireUser } from '../wire-types.ts';
import type { Part } from './change-cursor.ts';

/** Where users are read. */
export type Source = Pick<Users, 'list'>;

/** When a user was last changed, in epoch milliseconds; 0 where that is not known. */
export const changedAt = (row: WireUser): number => instant(row.updatedAt) ?? 0;

/** When a user was created; 0 where that is not known. Nobody was changed before that: of times that say so, the earlier counts. */
export const createdAt = (row: WireUser): number => Math.min(instant(row.createdAt) ?? 0, changedAt(row));

/**
 * The time of the newest change until now that any user has; 0 where none has one. A time that is yet to come, which a clock
 * gave that was wrong, does not count: as a place to go on from, it would hide all that changes until then.
 */
export async function newestChange(users: Source, now: () => number): Promise<number> {
  const newest = await newestOf(users, [since(1)]);
  const limit = now();
  if (newest <= limit) return newest;
  const past = await newestOf(users, [since(1), until(limit)]);
  return past <= limit ? past : 0;
}

async function newestOf(users: Source, conditions: readonly Condition[]): Promise<number> {
  const list = users.list({ conditions, sortBy: 'lastUpdated', sortOrder: 'desc' });
  const { rows } = await list.read({ offset: 0, limit: 1 });
  return Math.max(0, ...rows.map(changedAt));
}

/** Where changes are read on. */
export type Place = Pick<Part, 'from' | 'skip' | 'id'>;

/** The place before all users who were changed at a time or later. */
export const placeOf = (from: number): Place => ({ from, skip: 0, id: '' });

/** Some of the users who were changed, and where the others are read; undefined if there are none. */
export interface ChangedUsers {
  readonly rows: readonly WireUser[];
  readonly rest: Place | undefined;
}

/**
 * Users who were changed since a place, the first ones by the time of that.
 * @param size how many are read, at most
 * @throws {BadResponseError} if they do not come in that order
 */
export async function changesFrom(users: Source, place: Place, size: number): Promise<ChangedUsers> {
  const { from: time, skip } = place;
  if (skip > 0) return changesAt(users, place, size);
  const list = users.list({ conditions: [since(time)], sortBy: 'lastUpdated', sortOrder: 'asc' });
  const rows = inOrder((await list.read({ offset: 0, limit: size })).rows, time);
  const last = rows.at(-1);
  if (!last || rows.length < size) return { rows, rest: undefined };
  const end = changedAt(last);
  const before = rows.filter((row) => changedAt(row) < end);
  // Others of the last time may follow, in any order: all of them come next, unless there are none but these.
  return before.length > 0 ? { rows: before, rest: placeOf(end) } : changesAt(users, placeOf(end), size);
}

/**
 * Users of one time, more than are read at once, by username: the order of their times tells them apart no more, so that each
 * call may have them in another one. Those of the next millisecond are passed over: the platform may know times more exactly.
 */
async function changesAt(users: Source, { from: time, skip, id }: Place, size: number): Promise<ChangedUsers> {
  const list = users.list({ conditions: [since(time), until(time + 1)], sortBy: 'username', sortOrder: 'asc' });
  const window = skip === 0 ? { offset: 0, limit: size } : { offset: skip - 1, limit: size + 1 };
  const { rows: read } = await list.read(window);
  // Where one of those who were read was changed again, others have taken their places.
  if (skip > 0 && read[0]?.id !== id) return changesAt(users, placeOf(time), size);
  const rows = skip === 0 ? read : read.slice(1);
  const last = rows.at(-1);
  return {
    rows: rows.filter((row) => changedAt(row) === time),
    rest:
      last && rows.length >= size ? { from: time, skip: skip + rows.length, id: textOf(last.id) } : placeOf(time + 1),
  };
}

/** Whether the platform tells when a user was created and when last changed. */
export const isDated = (row: WireUser): boolean => createdAt(row) > 0;

/**
 * How many users there are who are dated (`isDated`), and how many who are not.
 * @param mayBeUndated whether any are not; else all are taken to be
 */
export async function countUsers(users: Source, mayBeUndated: boolean) {
  const dated = { conditions: [{ ...since(1), field: 'creationTime' as const }, since(1)] };
  const [total, datedTotal] = await Promise.all([
    users.list({}).count(),
    mayBeUndated ? users.list(dated).count() : undefined,
  ]);
  return { dated: datedTotal ?? total, undated: total - (datedTotal ?? total) };
}

const isoOf = (time: number) => new Date(time).toISOString();
const since = (time: number): Condition => ({ field: 'lastUpdated', operator: '>=', value: isoOf(time) });
const until = (time: number): Condition => ({ field: 'lastUpdated', operator: '<=', value: isoOf(time) });

function inOrder(rows: readonly WireUser[], time: number): readonly WireUser[] {
  let before = time;
  for (const row of rows) {
    const at = changedAt(row);
    if (at < before) throw new BadResponseError('Run:ai sent changed users in another order than requested.');
    before = at;
  }
  return rows;
}
