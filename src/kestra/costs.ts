import { valuesIn } from '../batching/chosen.ts';
import { mostCalls } from '../batching/plan.ts';
import type { CostedList } from '../cost/cost-estimate.ts';
import {
  type CostContext,
  type CostEnvironment,
  type CostExtensions,
  callsEach,
  type FieldCost,
  objectOf,
  planConnection,
} from '../cost/field-cost.ts';
import type { Context } from '../graph/context.ts';
import { pagedCalls } from '../paging/paged-list.ts';
import { usersTotalHint } from './loaders/users.ts';

/*
 * What the fields of Kestra cost, beyond the defaults (`cost/field-cost.ts`). Lists hold summaries: a whole user is a
 * call each.
 */

/** What the costs depend on. */
interface Costed extends CostEnvironment {
  readonly kestra: Pick<Context['kestra'], 'maxPageSize' | 'pageCap' | 'ignoresSearch'>;
}

type Cost = FieldCost<Costed>;

const usersOf = ({ kestra }: Costed): CostedList => ({
  name: 'users of Kestra',
  hint: usersTotalHint,
  cap: kestra.maxPageSize,
  tellsTotal: true,
});

/** Tenants that users are taken to be in: groups tell their names a tenant at a time. */
const assumedTenants = 10;

/** A user by a name in any case: a search, or the whole list where more than a page is found. */
const byName: Cost = ({ estimate, context, times }) => estimate.searches(usersOf(context), times);

/** The fields of a user that lists do not hold. */
export const detailFields: ReadonlySet<string> = new Set(['email', 'firstName', 'lastName', 'isRestricted', 'groups']);

const user: Cost = (field) => {
  const { estimate, context, args, times } = field;
  if (objectOf(args.by).username != null) byName(field);
  // Where a detail is asked for, that is what the whole user is paid for by.
  else if (!field.selected().some((name) => detailFields.has(name))) estimate.misses(usersOf(context), times);
};

/** Users whose id or name is one of several: keys of a list, or what a search finds, and whole users to order them by. */
const chosenUsers: Cost = (field) => {
  const { estimate, context, args } = field;
  const { userId, username } = objectOf(args.filter);
  const [ids, names = 0] = [userId, username].map(valuesIn);
  const list = usersOf(context);
  // What a search finds, which may be everyone, is read for itself, and a call shows that the server does not ignore it.
  const total = context.rowsOf(usersTotalHint);
  if (args.search != null) estimate.calls(1 + mostCalls({ ...list, keys: 0, misses: 0, whole: true, total }));
  else if (ids !== undefined) estimate.misses(list, ids);
  else estimate.searches(list, names);
  // An enum's value in a variable is the platform's word for it.
  if (/^(first|last)_?name$/i.test(String(objectOf(args.orderBy).field))) estimate.calls(ids ?? names);
};

const users: Cost = (field) => {
  const { estimate, context, args, times } = field;
  const { userId, username } = objectOf(args.filter);
  if (valuesIn(userId) !== undefined || valuesIn(username) !== undefined) return chosenUsers(field);
  const { pageCap, maxPageSize: cap, ignoresSearch } = context.kestra;
  if (args.search && ignoresSearch) {
    const { name, ...list } = usersOf(context);
    // Each order is a list of its own.
    estimate.whole({ ...list, name: args.orderBy ? `${name} by ${JSON.stringify(args.orderBy)}` : name });
    return;
  }
  const { plan, needs } = planConnection(field);
  // A search may take a call to show that the server does not ignore it.
  const calls = pagedCalls(plan, needs.total, { cap, pageCap }) + Number(Boolean(args.search));
  estimate.calls(calls * times);
};

const nameOfGroup: Cost = ({ estimate, times }) => estimate.calls(Math.min(times, assumedTenants));

/** A new account: where the platform does not answer with it, it is searched for and read. */
const createUser: Cost = (field) => {
  field.estimate.calls(2);
  byName(field);
};

/** Who the caller is, which a request asks once. */
const viewer: Cost = ({ estimate }) => estimate.once('the caller of Kestra');

export const costs = {
  user: { cost: user },
  users: { cost: users },
  /** Of any field that a summary lacks: one call tells them all. */
  detail: callsEach(1, 'whole user'),
  nameOfGroup: { cost: nameOfGroup, costGroup: 'name of group' },
  /** Of the counterpart on another platform, which is looked for by its name. */
  byName: { cost: byName },
  createUser: { cost: createUser },
  viewer: { cost: viewer },
} as const satisfies Readonly<Record<string, CostExtensions<Costed>>>;

/** An object that its owner lists: an owner that is not found in all tenants is looked for in one. */
const ofOwner = {
  lookupCost: ({ estimate, times }: CostContext) => estimate.calls(2 * times),
};

/** What finding objects by a key costs. */
export const lookupCosts = {
  authMethod: { lookupCost: ({ estimate, times }) => estimate.calls(times) },
  /** Where the call for many groups finds none for lack of one, each is asked for singly. */
  group: { lookupCost: ({ estimate, times }) => estimate.calls(2 * times) },
  serviceAccount: ofOwner,
  tenant: {
    lookupCost: ({ estimate, times }) => {
      estimate.once('the caller of Kestra');
      estimate.calls(times);
    },
  },
  /** The tokens of a user whom the caller may not ask about are looked for among the caller's own. */
  token: {
    lookupCost: (field: CostContext) => {
      ofOwner.lookupCost(field);
      field.estimate.once('the caller of Kestra');
    },
  },
  user: {
    lookupCost: (field: CostContext<Costed>, { id, userId, username }) => {
      if (id != null || userId != null || typeof username !== 'string') field.estimate.calls(field.times);
      else byName(field);
    },
  },
} as const satisfies Readonly<Record<string, CostExtensions<Costed>>>;
