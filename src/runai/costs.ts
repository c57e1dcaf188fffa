import { valuesIn } from '../batching/chosen.ts';
import { assumedTotal, mostCalls } from '../batching/plan.ts';
import type { CostedList } from '../cost/cost-estimate.ts';
import {
  type CostContext,
  type CostEnvironment,
  type CostExtensions,
  type FieldCost,
  objectOf,
  planConnection,
  type RawArgs,
} from '../cost/field-cost.ts';
import type { Context } from '../graph/context.ts';
import { offsetCalls } from '../paging/offset-list.ts';
import type { PageCap } from '../paging/page-cap.ts';
import { groupsTotalHint } from './loaders/access.ts';
import { usersTotalHint } from './loaders/all-users.ts';
import { subjectsPerCall } from './loaders/subject-chunks.ts';
import { lookUpFields } from './loaders/user-look-up.ts';
import { accessListFields } from './types/users-by-access.ts';
import { features, newestVersion } from './versions.ts';
import { keysPerLookUp, pageCap } from './wire-types.ts';

/*
 * What the fields of Run:ai cost, beyond the defaults (`cost/field-cost.ts`). Next to none costs a call for each object:
 * keys are read a batch at a time, and the whole list serves all who need it.
 */

/** What the costs depend on. */
export interface Costed extends CostEnvironment {
  readonly runai: Pick<Context['runai'], 'features' | 'maxPageSize' | 'pageCap'>;
}

export type Cost = FieldCost<Costed>;
export type Field = CostContext<Costed>;

const usersOf = ({ runai }: Costed): CostedList => ({
  name: 'users',
  hint: usersTotalHint,
  cap: runai.maxPageSize,
  tellsTotal: !runai.features.paging,
});
const usersWithAccess: CostedList = {
  name: 'users with access',
  hint: usersTotalHint,
  cap: Infinity,
  tellsTotal: true,
};
const groupsWithAccess: CostedList = {
  name: 'groups with access',
  hint: groupsTotalHint,
  cap: Infinity,
  tellsTotal: true,
};

/**
 * A user by a name: as it is written, and where there is none, in any case: by a search, or the whole list where more
 * than a page is found.
 */
export const byName: Cost = (field) => {
  lookUps(field);
  field.estimate.searches(usersOf(field.context), 2 * field.times);
};

/** A user by an id, which a page may hide. */
export const byId: Cost = ({ estimate, context, times }) => estimate.misses(usersOf(context), times);

/** Look-ups of many users at once, which may find none of them or be refused. */
function lookUps({ estimate, context, times }: Field): void {
  if (context.runai.features.names) estimate.calls(Math.ceil(times / keysPerLookUp));
}

/** Whether a list may be looked up, as nothing but names is selected of its users. */
function needsNamesOnly(field: Field): boolean {
  return [...field.selected('nodes'), ...field.selected('edges', 'node')].every((name) => lookUpFields.has(name));
}

/** All users, whom a request reads once. */
export const everyUser: Cost = ({ estimate, context }) => estimate.whole(usersOf(context));

/** Nothing is asked of a version without access. */
const access =
  (list: CostedList): Cost =>
  ({ estimate, context, times }) => {
    if (context.runai.features.access) estimate.keys(list, times);
  };

/** A group is one that holds access, one that a user is in, or else one that an access rule names. */
const group: Cost = (field) => {
  access(groupsWithAccess)(field);
  everyUser(field);
  if (field.context.runai.features.rules) field.estimate.calls(Math.ceil(field.times / subjectsPerCall));
};

/** A list that is read whole for itself: what a search or another condition finds, which may be everyone. */
const everyRow = ({ estimate, context }: Field) => {
  const total = context.rowsOf(usersTotalHint);
  estimate.calls(mostCalls({ ...usersOf(context), keys: 0, misses: 0, whole: true, total }));
};

/** Users whose id, name or creator is one of several, or who meet conditions that the facade checks. */
const chosenUsers: Cost = (field) => {
  const { estimate, context, args } = field;
  const filter = objectOf(args.filter);
  const list = usersOf(context);
  const [ids, names = 1, creators = 0] = [filter.userId, filter.username, filter.createdBy].map(valuesIn);
  if (args.search != null || !isOfSeveral(filter)) (context.runai.features.paging ? everyRow : everyUser)(field);
  else if (ids !== undefined) {
    if (needsNamesOnly(field)) lookUps({ ...field, times: ids });
    byId({ ...field, times: ids });
  } else if (names !== 1) {
    if (needsNamesOnly(field)) lookUps({ ...field, times: names });
    estimate.keys(list, names);
  } else {
    estimate.keys(list, creators);
    // Whether the users of a creator are more than a page holds is seen by another, and there may be as many as in the list.
    estimate.calls(creators + Math.floor((context.rowsOf(usersTotalHint) ?? assumedTotal) / list.cap));
  }
};

/** One name or creator is a condition that the platform takes. */
function isOfSeveral({ userId, username, createdBy }: RawArgs): boolean {
  return valuesIn(userId) !== undefined || [username, createdBy].some((field) => (valuesIn(field) ?? 1) !== 1);
}

/** Whether a filter has conditions that no platform takes. */
function isChecked(filter: RawArgs): boolean {
  return Object.values(filter)
    .map(objectOf)
    .some(({ startsWith, endsWith, not, isNull }) => (startsWith ?? endsWith ?? not) != null || isNull === true);
}

const users: Cost = (field) => {
  const { runai, rowsOf } = field.context;
  const filter = objectOf(field.args.filter);
  if (isOfSeveral(filter) || isChecked(filter)) return chosenUsers(field);
  if (!runai.features.paging) return everyUser(field);
  const { plan, needs } = planConnection(field);
  const isWhole = field.args.search == null && field.args.filter == null;
  const isLengthKnown = rowsOf(usersTotalHint) !== undefined && isWhole;
  const limits = { cap: runai.maxPageSize, pageCap: runai.pageCap, isLengthKnown };
  field.estimate.calls(offsetCalls(plan, needs.total, limits) * field.times);
};

const usersByAccess: Cost = (field) => {
  field.estimate.calls(field.times);
  const names = [...field.selected('nodes'), ...field.selected('edges', 'node')];
  if (names.every((name) => accessListFields.has(name))) return;
  const rows = planConnection(field).plan.windows.reduce((sum, { through }) => sum + through, 0);
  byId({ ...field, times: rows });
};

const groups: Cost = (field) => {
  if (field.context.runai.features.access) field.estimate.calls(field.times);
  else everyUser(field);
};

const creatorOfGroup: Cost = (field) => {
  access(groupsWithAccess)(field);
  if (field.context.runai.features.access) byId(field);
};

export const costs = {
  users: { cost: users },
  usersByAccess: { cost: usersByAccess },
  groups: { cost: groups },
  members: { cost: everyUser },
  accessOfUser: { cost: access(usersWithAccess) },
  accessOfGroup: { cost: access(groupsWithAccess) },
  creatorOfGroup: { cost: creatorOfGroup },
  /** Of a user whose name is known: a creator, or the counterpart of an account on another platform. */
  byName: { cost: byName },
} as const satisfies Readonly<Record<string, CostExtensions<Costed>>>;

/** What finding objects of a type by a key costs. */
export const lookupCosts = {
  user: {
    lookupCost: (field: Field, { id, userId, username }) => {
      const isByName = id == null && userId == null && typeof username === 'string';
      if (isByName) return byName(field);
      lookUps(field);
      byId(field);
    },
  },
  group: { lookupCost: group },
} as const satisfies Readonly<Record<string, CostExtensions<Costed>>>;

/** Of all versions: the newest has lists that come by pages, the others have access. */
export const typicalCosts = (cap: PageCap): Costed['runai'] => ({
  features: { ...features[newestVersion], access: true },
  maxPageSize: pageCap,
  pageCap: cap,
});
