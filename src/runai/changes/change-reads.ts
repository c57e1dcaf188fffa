import { BadResponseError } from '../../errors.ts';
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
  const newest = await newestOf(users, [from('lastUpdated', 1)]);
  const limit = now();
  if (newest <= limit) return newest;
  const past = await newestOf(users, [from('lastUpdated', 1), { ...from('lastUpdated', limit), operator: '<=' }]);
  return past <= limit ? past : 0;
}

async function newestOf(users: Source, conditions: readonly Condition[]): Promise<number> {
  const list = users.list({ conditions, sortBy: 'lastUpdated', sortOrder: 'desc' });
  const { rows } = await list.read({ offset: 0, limit: 1 });
  return Math.max(0, ...rows.map(changedAt));
}

/**
 * Users who were changed at a time or later, in that order.
 * @returns fewer than `size` only where there are no more; and how many of that time were passed over
 * @throws {BadResponseError} where they do not come in that order
 */
export async function changesFrom(
  users: Source,
  { from: time, skip, id }: Pick<Part, 'from' | 'skip' | 'id'>,
  size: number,
): Promise<{ readonly rows: readonly WireUser[]; readonly skipped: number }> {
  const list = users.list({ conditions: [from('lastUpdated', time)], sortBy: 'lastUpdated', sortOrder: 'asc' });
  if (skip === 0) return { rows: inOrder((await list.read({ offset: 0, limit: size })).rows, time), skipped: 0 };
  const { rows } = await list.read({ offset: skip - 1, limit: size + 1 });
  // Where one of those that are passed over was changed again, others have taken their places.
  if (rows[0]?.id !== id) return changesFrom(users, { from: time, skip: 0, id: '' }, size);
  return { rows: inOrder(rows.slice(1), time), skipped: skip };
}

/** Whether the platform tells when a user was created and when last changed. */
export const isDated = (row: WireUser): boolean => createdAt(row) > 0;

/**
 * How many users there are who are dated (`isDated`), and how many who are not.
 * @param mayBeUndated whether any are not; else all are taken to be
 */
export async function countUsers(users: Source, mayBeUndated: boolean) {
  const dated = { conditions: [from('creationTime', 1), from('lastUpdated', 1)] };
  const [total, datedTotal] = await Promise.all([
    users.list({}).count(),
    mayBeUndated ? users.list(dated).count() : undefined,
  ]);
  return { dated: datedTotal ?? total, undated: total - (datedTotal ?? total) };
}

const from = (field: Condition['field'], time: number): Condition => ({
  field,
  operator: '>=',
  value: new Date(time).toISOString(),
});

function inOrder(rows: readonly WireUser[], time: number): readonly WireUser[] {
  let before = time;
  for (const row of rows) {
    const at = changedAt(row);
    if (at < before) throw new BadResponseError('Run:ai sent changed users in another order than requested.');
    before = at;
  }
  return rows;
}
