/** The filter and the order of `accessRules`, and the parameters that they become. */

import { InvalidInputError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { direction } from '../../graph/order.ts';
import { numberIn } from '../input-ids.ts';
import { inOneCall } from '../loaders/subject-chunks.ts';
import type { RuleCondition, RuleList, WireRuleField } from '../wire-authorization.ts';
import { canCarry } from '../wire-types.ts';
import { AccessRulePhase } from './access-rule.ts';
import { AccessSubjectType, ScopeType } from './access-subject.ts';

const textOperators = {
  eq: ['==', 'The text equals this.'],
  not: ['!=', 'The text differs from this.'],
  contains: ['=@', 'The text contains this.'],
  notContains: ['!@', 'The text does not contain this.'],
  startsWith: ['=^', 'The text starts with this.'],
  endsWith: ['=$', 'The text ends with this.'],
} as const satisfies Record<string, readonly [RuleCondition['operator'], string]>;

const rule =
  'all given conditions must hold. A value must not be empty or contain a comma or a line break. How letter case counts is up to Run:ai.';

const textConditions = (t: PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>) => ({
  eq: t.string({ description: textOperators.eq[1] }),
  not: t.string({ description: textOperators.not[1] }),
  contains: t.string({ description: textOperators.contains[1] }),
  notContains: t.string({ description: textOperators.notContains[1] }),
  startsWith: t.string({ description: textOperators.startsWith[1] }),
  endsWith: t.string({ description: textOperators.endsWith[1] }),
});

const AccessRuleTextFilter = builder.inputType('AccessRuleTextFilter', {
  description: `Conditions on a text of an access rule: ${rule}`,
  fields: textConditions,
});

const AccessSubjectIdFilter = builder.inputType('AccessSubjectIdFilter', {
  description: `Conditions on the id under which a rule names its holder: ${rule}`,
  fields: (t) => ({
    ...textConditions(t),
    in: t.stringList({
      description:
        'The id equals one of these: usernames of users, names of groups. All of them go into one REST call, whose address has room for a few hundred.',
    }),
  }),
});

const AccessRuleTimeFilter = builder.inputType('AccessRuleTimeFilter', {
  description: 'Conditions on a point in time of an access rule: all given conditions must hold.',
  fields: (t) => ({
    gte: t.field({ type: 'DateTime', description: 'The time is this or later.' }),
    lte: t.field({ type: 'DateTime', description: 'The time is this or earlier.' }),
  }),
});

export const AccessRuleFilter = builder.inputType('AccessRuleFilter', {
  description: 'Conditions on an access rule: all given conditions must hold.',
  fields: (t) => ({
    subjectType: t.field({ type: AccessSubjectType, description: 'The kind of holder.' }),
    subjectId: t.field({ type: AccessSubjectIdFilter, description: 'Conditions on the id of the holder.' }),
    roleId: t.id({ description: 'The role, by its `id` or the id that Run:ai gave it.' }),
    roleName: t.field({ type: AccessRuleTextFilter, description: 'Conditions on the name of the role.' }),
    scopeType: t.field({ type: ScopeType, description: 'The kind of scope in which the role is held.' }),
    scopeId: t.id({
      description:
        'The scope in which the role is held, by the id that Run:ai gave it. Roles in a wider scope apply there too, but by other rules.',
    }),
    scopeName: t.field({ type: AccessRuleTextFilter, description: 'Conditions on the name of the scope.' }),
    clusterId: t.id({ description: 'The cluster that the rule is for, by the id that Run:ai gave it.' }),
    createdBy: t.field({
      type: AccessRuleTextFilter,
      description: 'Conditions on the username of the user who granted the role.',
    }),
    createdAt: t.field({
      type: AccessRuleTimeFilter,
      description: 'Conditions on the time when the role was granted.',
    }),
    deletedAt: t.field({
      type: AccessRuleTimeFilter,
      description: 'Conditions on the time when the role was revoked. Use it with `includeDeleted`.',
    }),
    updatedAt: t.field({
      type: 'DateTime',
      description:
        'A time of the last change, sent to Run:ai as `lastUpdated`. Its documents do not say whether rules that changed later match too. With this condition, a total costs a page of one row.',
    }),
    phase: t.field({ type: AccessRulePhase, description: 'The progress of the rule in its clusters.' }),
  }),
});

const AccessRuleOrderField = builder.enumType('AccessRuleOrderField', {
  description: 'The fields that access rules can be ordered by.',
  values: {
    SUBJECT_ID: { value: 'subjectId', description: 'The id under which the rule names its holder.' },
    SUBJECT_TYPE: { value: 'subjectType', description: 'The kind of holder.' },
    ROLE_NAME: { value: 'roleName', description: 'The name of the role.' },
    SCOPE_TYPE: { value: 'scopeType', description: 'The kind of scope.' },
    SCOPE_NAME: { value: 'scopeName', description: 'The name of the scope.' },
    CREATED_AT: { value: 'createdAt', description: 'The time when the role was granted.' },
    DELETED_AT: { value: 'deletedAt', description: 'The time when the role was revoked.' },
    CREATED_BY: { value: 'createdBy', description: 'The username of the user who granted the role.' },
    PHASE: { value: 'phase', description: 'The progress of the rule in its clusters.' },
  } satisfies Record<string, { value: WireRuleField; description: string }>,
});

export const AccessRuleOrder = builder.inputType('AccessRuleOrder', {
  description: 'An order of access rules. Rules with equal values are in the order of the platform.',
  fields: (t) => ({
    field: t.field({ type: AccessRuleOrderField, required: true, description: 'The field to order by.' }),
    direction: t.field(direction),
  }),
});

/** The arguments of `accessRules` that select the list. */
export interface RuleListArguments {
  readonly search?: string | null;
  readonly filter?: typeof AccessRuleFilter.$inferInput | null;
  readonly includeDeleted?: boolean | null;
  readonly orderBy?: typeof AccessRuleOrder.$inferInput | null;
}

/**
 * Translates the arguments to parameters of the platform.
 * @throws {InvalidInputError} for a value that the platform's syntax cannot express, and for the id of another type
 */
export function ruleList({ search, filter, includeDeleted, orderBy }: RuleListArguments): RuleList {
  const conditions = conditionsOf(filter ?? {});
  const { subjectId, clusterId, updatedAt } = filter ?? {};
  const subjectIds = subjectId?.in?.map((id, index) => carried(id, ['subjectId', 'in', `${index}`]));
  return {
    ...(conditions.length > 0 && { conditions }),
    ...(search && { search }),
    ...(includeDeleted && { includeDeleted }),
    ...(subjectIds && { subjectIds: inOneCall(subjectIds, ['filter', 'subjectId', 'in']) }),
    ...(clusterId != null && { clusterId: String(clusterId) }),
    ...(updatedAt && { lastUpdated: updatedAt }),
    ...(orderBy && { sortBy: orderBy.field, sortOrder: orderBy.direction }),
  };
}

function conditionsOf(filter: typeof AccessRuleFilter.$inferInput): RuleCondition[] {
  const { subjectType, subjectId, roleId, roleName, scopeType, scopeId, scopeName, phase } = filter;
  const role = roleId == null ? roleId : numberIn('RunaiRole', String(roleId), ['filter', 'roleId']);
  return [
    ...equal('subjectType', subjectType),
    ...onText('subjectId', subjectId),
    ...equal('roleId', role),
    ...onText('roleName', roleName),
    ...equal('scopeType', scopeType),
    ...equal('scopeId', scopeId),
    ...onText('scopeName', scopeName),
    ...onText('createdBy', filter.createdBy),
    ...onTime('createdAt', filter.createdAt),
    ...onTime('deletedAt', filter.deletedAt),
    ...equal('phase', phase),
  ];
}

const equal = (field: WireRuleField, value: string | null | undefined): RuleCondition[] =>
  value == null ? [] : [{ field, operator: '==', value: carried(String(value), [field]) }];

function onText(
  field: WireRuleField,
  text: typeof AccessRuleTextFilter.$inferInput | null | undefined,
): RuleCondition[] {
  return (Object.keys(textOperators) as (keyof typeof textOperators)[]).flatMap((name) => {
    const value = text?.[name];
    if (value == null) return [];
    return [{ field, operator: textOperators[name][0], value: carried(value, [field, name]) }];
  });
}

function onTime(
  field: WireRuleField,
  time: typeof AccessRuleTimeFilter.$inferInput | null | undefined,
): RuleCondition[] {
  return [
    ...(time?.gte ? [{ field, operator: '>=', value: time.gte } as const] : []),
    ...(time?.lte ? [{ field, operator: '<=', value: time.lte } as const] : []),
  ];
}

/** @throws {InvalidInputError} for a value that a condition or a list of ids cannot hold */
function carried(value: string, path: readonly string[]): string {
  if (canCarry(value)) return value;
  throw new InvalidInputError(
    'A filter value may not be empty or hold a comma or a line break, which Run:ai cannot carry.',
    [
      {
        path: ['filter', ...path],
        code: value === '' ? 'TOO_SHORT' : 'INVALID_FORMAT',
        message: 'may not be empty or hold a comma or a line break',
      },
    ],
  );
}
