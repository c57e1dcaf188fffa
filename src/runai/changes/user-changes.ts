import { connectionNeeds } from '../../paging/connection-needs.ts';
import { readSlice } from '../../paging/read-slice.ts';
import { textOf } from '../../rest/contract-breaches.ts';
import type { WireUser } from '../wire-types.ts';
import { type ChangeState, type Changes, markOf, type Scan } from './change-cursor.ts';
import { changedAt, changesFrom, countUsers, createdAt, isDated, newestChange, type Source } from './change-reads.ts';
import { Tally } from './tally.ts';

/**
 * How long a change may take to show after the time that the platform gave it, in milliseconds: what was written first need
 * not be seen first. What is younger is read again.
 */
export const settlingMs = 10_000;

/** A part of what changed in the list of users. */
export interface UserChanges {
  readonly users: readonly WireUser[];
  /** Where they are part of a scan of all users: whether they are its first ones, and its last ones. */
  readonly scan: { readonly isFirst: boolean; readonly isLast: boolean } | null;
  /** What has to be known to go on. */
  readonly next: ChangeState;
  /** Whether there is more to read at once. */
  readonly hasMore: boolean;
}

export interface ReadOptions {
  /** The most users of a part, above 0. */
  readonly size: number;
  /** The facade's clock, in epoch milliseconds. */
  readonly now: () => number;
}

/**
 * How many users a part has: as many as are asked for, but no more than one call reads beside the one that the part before
 * ended with.
 * @param first what is asked for, if anything
 * @param most that may be asked for
 * @param cap the most users that one call gives
 */
export function partSize(first: number | null | undefined, most: number, cap: number): number {
  return Math.max(1, Math.min(first ?? most, most, cap - 1));
}

/** What a scan needs of a part of the list. */
const rowsOnly = connectionNeeds(() => ['nodes']);

/**
 * Reads what changed in the list of users since a state, or all users where there is none. The platform's `lastUpdated` tells
 * who was created or changed. Nothing tells who is gone but the number of users: where it is not what it has to be, all users are
 * gone through. A part is one call, or two where more than a part were changed at one time; the last part of the changes counts, too, by one call,
 * or by two where there are users without times. Of those it is not seen when one is gone while another came.
 * @throws {BadResponseError} if the platform does not keep to the order that was asked for
 */
export function readUserChanges(
  users: Source,
  at: ChangeState | undefined,
  options: ReadOptions,
): Promise<UserChanges> {
  return at?.phase === 'changes' ? readChanges(users, at, options) : readScan(users, at, options);
}

async function readScan(users: Source, begun: Scan | undefined, options: ReadOptions): Promise<UserChanges> {
  const { size } = options;
  const since = begun?.since ?? Math.max(0, (await newestChange(users, options.now)) - settlingMs);
  const range = { first: size, ...(begun && { after: begun.after }) };
  const { rows, offset, moved } = await readSlice(users.list({}), range, rowsOnly);
  // With the place where the part before ended, it is lost which users stand before it.
  if (moved.after === null) return readScan(users, undefined, options);
  const dated = rows.filter(isDated);
  const young = dated.filter((row) => createdAt(row) > since);
  const sums = {
    since,
    known: (begun?.known ?? 0) + dated.length - young.length,
    told: [...(begun?.told ?? []), ...young.map(({ id }) => markOf(textOf(id)))],
    undated: (begun?.undated ?? 0) + rows.length - dated.length,
  };
  const last = rows.at(-1);
  const isLast = rows.length < size || !last;
  return {
    users: rows,
    scan: { isFirst: !begun, isLast },
    next: isLast
      ? { phase: 'changes', ...sums, seen: null, part: null }
      : { phase: 'scan', ...sums, after: { offset: offset + rows.length - 1, id: textOf(last.id) } },
    hasMore: !isLast,
  };
}

async function readChanges(users: Source, at: Changes, options: ReadOptions): Promise<UserChanges> {
  const { size, now } = options;
  const { since, known, seen } = at;
  // Before what was the newest change so long ago, none comes to light any more.
  const isSettled = seen !== null && now() - seen.readAt >= settlingMs;
  const part = at.part ?? { ...nothingRead, until: isSettled ? seen.at : since, from: since, unmet: at.told };
  const { rows, rest } = await changesFrom(users, part, size);
  const tally = new Tally(at, part);
  tally.add(rows);
  if (rest) {
    const next = { ...at, part: { ...part, ...rest, ...tally.sums } };
    return { users: tally.tellable, scan: null, next, hasMore: true };
  }
  const { dated, undated } = await countUsers(users, at.undated > 0);
  const isWhole = tally.isComplete && dated === known + tally.fresh && undated === at.undated;
  if (!isWhole) return readScan(users, undefined, options);
  const clock = now();
  const newest = Math.max(part.until, ...[part.from, ...rows.map(changedAt)].filter((time) => time <= clock));
  const next: Changes = {
    phase: 'changes',
    since: part.until,
    known: known + tally.settled,
    told: tally.sums.told,
    undated,
    // The first one that is not settled stays: were each newest change waited for, none would ever settle.
    seen: seen && part.until < seen.at ? seen : newest > part.until ? { at: newest, readAt: clock } : null,
    part: null,
  };
  return { users: tally.tellable, scan: null, next, hasMore: false };
}

const nothingRead = { skip: 0, id: '', fresh: 0, settled: 0, told: [] };
