import type { BilledList } from '../cost/call-count.ts';
import {
  type Asking,
  costs,
  lengthOf,
  objectOf,
  offsetConnectionCalls,
  pageOf,
  priced,
  sliceOf,
} from '../cost/field-cost.ts';
import { foundBy } from '../cost/key-cost.ts';
import type { Context } from '../graph/context.ts';
import { everyGroup } from './loaders/access.ts';
import { everyone } from './loaders/all-users.ts';
import { told } from './types/users-by-access.ts';

/*
 * What the fields of Run:ai cost, next to none of which costs a call for each object: keys are read a batch at a time,
 * and the whole list serves all who need it. Each price stands beside the resolver whose calls it foretells.
 */

const listOfUsers = ({ runai }: Context): BilledList => ({
  name: 'users',
  hint: everyone,
  cap: runai.maxPageSize,
  tellsItsLength: !runai.features.paging,
});
const usersWithAccess: BilledList = { name: 'users with access', hint: everyone, cap: Infinity, tellsItsLength: true };
const groupsWithAccess: BilledList = {
  name: 'groups with access',
  hint: everyGroup,
  cap: Infinity,
  tellsItsLength: true,
};

/** A user by its id: a page may hide it. */
function byId({ bill, context }: Asking, times: number): void {
  bill.strays(listOfUsers(context), times);
}

/**
 * A user by a name: as it is written, and where there is none, in any case: by a search, or the whole list where more
 * than a page is found.
 */
function byName({ bill, context }: Asking, times: number): void {
  bill.searches(listOfUsers(context), 2 * times);
}

function everyUser({ bill, context }: Asking): void {
  bill.whole(listOfUsers(context));
}

/** Nothing is asked of a version without access. */
function accessOf({ bill, context, times }: Asking, list: BilledList): void {
  if (context.runai.features.access) bill.keys(list, times);
}

/** A group is one that holds access, or one that a user is in. */
function group(asking: Asking): void {
  accessOf(asking, groupsWithAccess);
  everyUser(asking);
}

export const prices = {
  user: costs((asking) => {
    const { username } = objectOf(asking.args.by);
    (username == null ? byId : byName)(asking, asking.times);
  }),
  users: priced((asking) => {
    const { runai, rowsOf } = asking.context;
    // Where it is known how long the list was, an end that comes sooner is looked at twice.
    const wasSeen = rowsOf(everyone) !== undefined && asking.args.search == null && asking.args.filter == null;
    if (runai.features.paging) asking.bill.calls(offsetConnectionCalls(asking, runai, wasSeen) * asking.times);
    else everyUser(asking);
    return pageOf(asking);
  }),
  group: costs((asking) => {
    group(asking);
  }),
  groups: priced((asking) => {
    if (asking.context.runai.features.access) asking.bill.calls(asking.times);
    else everyUser(asking);
    return pageOf(asking);
  }),
  usersByAccess: priced((asking) => {
    asking.bill.calls(asking.times);
    const isMore = (name: string) => !told.has(name);
    const needsUsers = asking.selects(isMore, 'nodes') || asking.selects(isMore, 'edges', 'node');
    if (needsUsers)
      byId(
        asking,
        sliceOf(asking).lengths.reduce((sum, length) => sum + length, 0),
      );
    return pageOf(asking);
  }),
  accessOfUser: costs((asking) => {
    accessOf(asking, usersWithAccess);
  }),
  accessOfGroup: costs((asking) => {
    accessOf(asking, groupsWithAccess);
  }),
  creatorOfGroup: costs((asking) => {
    accessOf(asking, groupsWithAccess);
    if (asking.context.runai.features.access) byId(asking, asking.times);
  }),
  members: priced((asking) => {
    everyUser(asking);
    return pageOf(asking);
  }),
  /** Of a user whose name is known: a creator, or the counterpart of an account on another platform. */
  byName: costs((asking) => {
    byName(asking, asking.times);
  }),
  /** Of a user whose id a change tells. */
  readBack: costs((asking) => {
    byId(asking, asking.times);
  }),
  /** Of a mutation that does one thing for each item of a list in its input. */
  eachOf: (list: string) =>
    priced(({ args, bill }) => {
      const items = lengthOf(objectOf(args.input)[list]);
      bill.calls(items);
      return items;
    }),
} as const;

/** What finding them by a key costs. */
export const found = {
  user: foundBy((asking, { id, userId, username }) => {
    if (id !== undefined || userId !== undefined || typeof username !== 'string') return byId(asking, 1);
    byName(asking, 1);
  }),
  group: foundBy((asking) => group({ ...asking, times: 1 })),
} as const;
