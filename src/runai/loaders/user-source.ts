import { joined } from '../../paging/join-pages.ts';
import { OffsetPages } from '../../paging/offset-pages.ts';
import type { PageCap } from '../../paging/page-cap.ts';
import type { Source } from '../../paging/read-slice.ts';
import { pageCap as mostRows, type RunaiApi, type UserList, type WireUser } from '../api.ts';
import { type AllUsers, idOf } from './all-users.ts';
import { selectUsers } from './local-list.ts';

const reason = 'Rows of the list that was asked for.';

/** What it takes to read a list by pages. */
export interface Reading {
  readonly api: RunaiApi;
  readonly pageCap: PageCap;
  /** The list of all users, where the list is that. */
  readonly everyone: AllUsers | undefined;
  count(): Promise<number>;
}

/** A list that the platform gives by offset and limit, as a source of windows. */
export function pagedUsers(list: UserList, { api, pageCap, everyone, count }: Reading): Source<WireUser> {
  let total: Promise<number> | undefined;
  const pages = new OffsetPages({
    cap: mostRows,
    pageCap,
    read: (window) => api.listUsers({ ...list, ...window }, reason),
    firstOf: ([row]) => row?.id,
    counted: () => total,
    expected: () => everyone?.total,
  });
  return {
    read: async (window) => {
      const parts = await pages.read(window);
      // A platform that does not heed the limit gives rows beyond the window.
      const rows = joined(
        parts.map(({ page, limit }) => (page.length > limit ? page.slice(0, limit) : page)),
        idOf,
      );
      // Fewer rows than asked for: the list ends here, and its length is known at no cost.
      const isEnd = rows.length < window.limit && (rows.length > 0 || window.offset === 0);
      if (isEnd) everyone?.learn(window.offset + rows.length);
      return rows;
    },
    count: () => {
      total ??= count();
      return total;
    },
    idOf,
  };
}

/** A list of the version that only gives all users at once, as a source of windows. */
export function wholeUsers(list: UserList, everyone: AllUsers, count: () => Promise<number>): Source<WireUser> {
  return {
    read: async ({ offset, limit }) => selectUsers(await everyone.rows(reason), list).slice(offset, offset + limit),
    count,
    idOf,
  };
}
