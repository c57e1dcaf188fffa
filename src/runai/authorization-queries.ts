/** The fields that read who may do what on Run:ai: access rules and roles. */

import { builder } from '../graph/builder.ts';
import { arrayConnection, connection } from '../graph/connection.ts';
import { pageArgs } from '../graph/page-cursors.ts';
import { nullOnError } from '../graph/semantic-non-null.ts';
import { arrayList } from '../paging/array-list.ts';
import { intact } from '../rest/contract-breaches.ts';
import { ruleCosts } from './authorization-costs.ts';
import { numberIn } from './input-ids.ts';
import { AccessRuleFilter, AccessRuleOrder, ruleList } from './types/access-rule-filter.ts';
import {
  AccessRule,
  AccessRuleConnection,
  RunaiRole,
  RunaiRoleConnection,
  wholeRole,
} from './types/authorization-refs.ts';
import { Group, User } from './types/refs.ts';

const since = 'From Run:ai 2.24 on; null with `UNSUPPORTED_BY_VERSION` before.';

const AccessRuleBy = builder.inputType('AccessRuleBy', {
  description: 'The key of an access rule.',
  isOneOf: true,
  fields: (t) => ({ ruleId: t.id({ description: 'The `id` or the `ruleId` of the rule.' }) }),
});

const RunaiRoleBy = builder.inputType('RunaiRoleBy', {
  description: 'The key of a role of Run:ai: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    roleId: t.id({ description: 'The `id` or the `roleId` of the role.' }),
    name: t.string({ description: 'The name of the role, in the same letter case. Costs the list of roles.' }),
  }),
});

builder.queryFields((t) => ({
  accessRules: t.connection(
    {
      ...nullOnError,
      type: AccessRule,
      description: `The access rules of Run:ai: who holds which role in which scope, the oldest first unless \`orderBy\` is given. Each page contains the total. ${since}`,
      args: {
        ...pageArgs,
        search: t.arg.string({
          description: 'Text that the platform searches for in access rules: holders, roles and scopes.',
        }),
        filter: t.arg({ type: AccessRuleFilter, description: 'Conditions that every rule of the list meets.' }),
        includeDeleted: t.arg.boolean({ description: 'True adds the rules that were revoked.' }),
        orderBy: t.arg({ type: AccessRuleOrder, description: 'The order of the list.' }),
      },
      extensions: ruleCosts.accessRules,
      resolve: (_, args, context, info) => {
        context.runai.api.require('rules');
        return connection(context.runai.accessRules.list(ruleList(args)), args, context, info);
      },
    },
    AccessRuleConnection,
  ),
  accessRule: t.field({
    type: AccessRule,
    nullable: true,
    description: `An access rule of Run:ai; null when it does not exist. ${since}`,
    args: { by: t.arg({ type: AccessRuleBy, required: true, description: 'The key of the rule.' }) },
    extensions: ruleCosts.once,
    resolve: (_, { by }, { runai }) =>
      runai.accessRules.byId.load(numberIn('AccessRule', String(by.ruleId), ['by', 'ruleId'])),
  }),
  runaiRoles: t.connection(
    {
      ...nullOnError,
      type: RunaiRole,
      description: `The roles of Run:ai that access rules give, including those that the tenant created, in the order of the platform. ${since}`,
      args: pageArgs,
      extensions: ruleCosts.roles,
      resolve: async (_, args, context, info) => {
        const roles = (await context.runai.roles.all('The requested roles.')).map(wholeRole);
        return arrayConnection(
          arrayList('runai.roles', roles, ({ id }) => String(id)),
          args,
          context,
          info,
        );
      },
    },
    RunaiRoleConnection,
  ),
  runaiRole: t.field({
    type: RunaiRole,
    nullable: true,
    description: `A role of Run:ai; null when it does not exist. ${since}`,
    args: { by: t.arg({ type: RunaiRoleBy, required: true, description: 'The key of the role.' }) },
    resolve: async (_, { by }, { runai: { roles } }) => {
      const role =
        by.name == null
          ? await roles.byId.load(numberIn('RunaiRole', String(by.roleId), ['by', 'roleId']))
          : await roles.named(by.name);
      return role && wholeRole(role);
    },
  }),
}));

builder.objectField(User, 'accessRules', (t) =>
  t.connection(
    {
      ...nullOnError,
      type: AccessRule,
      description: `The access rules that name the user, the oldest first; those of the user's groups are at \`groups\`, and those for everyone in \`Query.accessRules\`. One REST call reads the rules of up to 100 users. ${since}`,
      args: pageArgs,
      extensions: ruleCosts.ofSubjects,
      resolve: async ({ id, username }, args, context, info) => {
        const holder = { id: intact(id), username: intact(username) };
        const rules = await context.runai.accessRules.ofSubjects.byUser.load(holder);
        const list = arrayList(`runai.user.${id}.accessRules`, rules, idOf);
        return arrayConnection(list, args, context, info);
      },
    },
    AccessRuleConnection,
  ),
);

builder.objectField(Group, 'accessRules', (t) =>
  t.connection(
    {
      ...nullOnError,
      type: AccessRule,
      description: `The access rules that name the group, and so apply to its members, the oldest first. One REST call reads the rules of up to 100 groups. ${since}`,
      args: pageArgs,
      extensions: ruleCosts.ofSubjects,
      resolve: async ({ name }, args, context, info) => {
        const rules = await context.runai.accessRules.ofSubjects.byGroup.load(intact(name));
        const list = arrayList(`runai.group.${name}.accessRules`, rules, idOf);
        return arrayConnection(list, args, context, info);
      },
    },
    AccessRuleConnection,
  ),
);

const idOf = ({ id }: { readonly id: number }) => String(id);
