import type { BilledList } from '../cost/call-count.ts';
import { type Asking, callsEach, costs, objectOf, pageConnectionCalls, pageOf, priced } from '../cost/field-cost.ts';
import { foundBy } from '../cost/key-cost.ts';
import type { Context } from '../graph/context.ts';
import { everyone } from './loaders/users.ts';

/*
 * What the fields of Kestra cost. Lists hold summaries: a whole user is a call each. Each price stands beside the
 * resolver whose calls it foretells.
 */

const listOfUsers = ({ kestra }: Context): BilledList => ({
  name: 'users of Kestra',
  hint: everyone,
  cap: kestra.maxPageSize,
  tellsItsLength: true,
});

/** Tenants that users are taken to be in: groups tell their names a tenant at a time. */
const assumedTenants = 10;

/** A user by a name in any case: a search, or the whole list where more than a page is found. */
const byName = costs(({ bill, context, times }) => bill.searches(listOfUsers(context), times));

/** The fields of a user that lists do not hold. */
export const detailFields: ReadonlySet<string> = new Set(['email', 'firstName', 'lastName', 'restricted', 'groups']);
const isDetail = (name: string) => detailFields.has(name);

export const prices = {
  user: costs((asking) => {
    const { username } = objectOf(asking.args.by);
    if (username != null) byName.price(asking);
    // Where a detail is asked for, it is what the whole user is paid for by.
    else if (!asking.selects(isDetail)) asking.bill.strays(listOfUsers(asking.context), asking.times);
  }),
  users: priced((asking) => {
    asking.bill.calls(pageConnectionCalls(asking, asking.context.kestra) * asking.times);
    return pageOf(asking);
  }),
  suggestions: priced((asking) => {
    asking.bill.calls(asking.times);
    return pageOf(asking);
  }),
  /** Of any field that a summary lacks: one call tells them all. */
  detail: callsEach(1, 'whole user'),
  nameOfGroup: costs(({ bill, times }) => bill.calls(Math.min(times, assumedTenants)), 'name of group'),
  tokens: priced((asking) => {
    asking.bill.calls(asking.times);
    return pageOf(asking);
  }),
  /** Of the counterpart on another platform, which is looked for by its name. */
  counterpart: byName,
  /** Of a new account: where the platform does not answer with it, it is searched for and read. */
  create: costs((asking) => {
    asking.bill.calls(2);
    byName.price(asking);
  }),
} as const;

/** What finding them by a key costs. */
export const found = {
  user: foundBy((asking: Asking, { id, userId, username }) => {
    if (id !== undefined || userId !== undefined || typeof username !== 'string') asking.bill.calls(1);
    else byName.price({ ...asking, times: 1 });
  }),
} as const;
