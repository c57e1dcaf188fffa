import type { CostedList } from '../cost/cost-estimate.ts';
import { type CostExtensions, callsEach, type FieldCost, objectOf, planConnection } from '../cost/field-cost.ts';
import { totalledCalls } from '../paging/totalled-list.ts';
import { byId, byName, type Costed } from './costs.ts';
import { rulesTotalHint } from './loaders/access-rules.ts';
import { assumedRoles, rolesTotalHint } from './loaders/roles.ts';
import { subjectsPerCall } from './loaders/subject-chunks.ts';
import { authorizationPageCap } from './wire-authorization.ts';

/* What access rules, roles and permissions cost, beyond the defaults. A version without them is asked for nothing. */

type Cost = FieldCost<Costed>;

const whereSupported =
  (cost: Cost): Cost =>
  (field) => {
    if (field.context.runai.features.rules) cost(field);
  };

const roles: CostedList = {
  name: 'roles',
  hint: rolesTotalHint,
  cap: authorizationPageCap,
  tellsTotal: true,
  assumedTotal: assumedRoles,
};

const role: Cost = whereSupported(({ estimate, times }) => estimate.keys(roles, times));

/** Only the list of roles contains their names. */
const roleByKey: NonNullable<CostExtensions<Costed>['lookupCost']> = (field, { name }) => {
  if (name == null) role(field);
  else if (field.context.runai.features.rules) field.estimate.whole(roles);
};

const accessRules: Cost = whereSupported((field) => {
  const { plan, needs } = planConnection(field);
  if (isOfNone(field.args.filter)) return;
  field.estimate.calls(totalledCalls(plan, needs.total, { cap: authorizationPageCap }) * field.times);
});

/** Nothing is asked where the subject is to be one of none. */
function isOfNone(filter: unknown): boolean {
  const { in: ids } = objectOf(objectOf(filter).subjectId);
  return Array.isArray(ids) && ids.length === 0;
}

/**
 * The rules of subjects, many at a call. Holds for ids that come to 75 octets a subject at most: longer ones fill the path
 * of a call sooner.
 */
const ofSubjects: Cost = whereSupported(({ estimate, context, times }) => {
  const rows = context.rowsOf(rulesTotalHint) ?? 0;
  estimate.calls(Math.ceil(times / subjectsPerCall) + Math.floor(rows / authorizationPageCap));
});

const each: Cost = whereSupported(({ estimate, times }) => estimate.calls(times));

/** Permission sets that there are taken to be, and that a role is taken to be made of: Run:ai has one or two for each kind of thing. */
const assumedSets = 30;

/** Permission sets of roles, each of which a request reads once, however many roles are made of it. */
const setsOfRoles: Cost = whereSupported(({ estimate, times }) => estimate.calls(Math.min(times, assumedSets)));

/** What the fields cost. */
export const ruleCosts = {
  accessRules: { cost: accessRules },
  ofSubjects: { cost: ofSubjects },
  /** Of a name in any letter case: those of all that contain it. */
  ofName: { cost: ofSubjects },
  /** The user that a rule names: by the username, or else by the id. */
  subject: {
    cost: (field) => {
      byName(field);
      byId(field);
    },
  },
  creator: { cost: byName },
  scopePath: { cost: each },
  role: { cost: role, costGroup: 'role' },
  roles: { cost: whereSupported(({ estimate }) => estimate.whole(roles)) },
  permissionSets: { cost: role, costGroup: 'role', items: assumedSets },
  permissionSet: { cost: setsOfRoles, costGroup: 'permission set' },
  /** What the caller may do, which a request asks once. */
  permissions: { cost: whereSupported(({ estimate }) => estimate.once('the permissions of the caller of Run:ai')) },
  once: { cost: whereSupported((field) => callsEach(1).cost?.(field)) },
} as const satisfies Readonly<Record<string, CostExtensions<Costed>>>;

/** What finding objects of a type by a key costs. */
export const ruleLookupCosts = {
  accessRule: { lookupCost: each },
  role: { lookupCost: roleByKey },
  permissionSet: { lookupCost: each },
} as const satisfies Readonly<Record<string, CostExtensions<Costed>>>;
