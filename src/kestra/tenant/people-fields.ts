/** What a tenant tells of its members, groups and roles. */

import { callsEach } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import { arrayConnection, connection } from '../../graph/connection.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { pageArgs } from '../../graph/page-cursors.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { arrayList } from '../../paging/array-list.ts';
import { memberIdIn, ownIdIn } from '../input-ids.ts';
import { listed } from '../loaders/groups.ts';
import { KestraGroup, KestraTenant } from '../types/refs.ts';
import { tenantCosts } from './costs.ts';
import { own, searchByName, since } from './descriptions.ts';
import { KestraGroupBy, KestraRoleBy, KestraTenantMemberBy } from './keys.ts';
import { memberAlone } from './member.ts';
import { KestraGroupOrder, KestraRoleOrder, sortOf } from './orders.ts';
import { KestraRole, KestraTenantMember } from './refs.ts';
import { roleAlone } from './role.ts';

const KestraMemberType = builder.enumType('KestraMemberType', {
  description: 'The kind of account of a member of a tenant of Kestra.',
  values: {
    STANDARD: { description: 'The account of a person.' },
    SERVICE_ACCOUNT: { description: 'The account of a program.' },
  },
});

const GroupConnection = builder.connectionObject(
  { type: KestraGroup, name: 'KestraGroupConnection' },
  { name: 'KestraGroupEdge' },
);
const RoleConnection = builder.connectionObject(
  { type: KestraRole, name: 'KestraRoleConnection' },
  { name: 'KestraRoleEdge' },
);

builder.objectFields(KestraTenant, (t) => ({
  members: t.connection(
    {
      ...nullOnError,
      type: KestraTenantMember,
      description: `Everyone who has access to the tenant, people and service accounts, in the order of the platform. ${own} ${since}`,
      args: {
        ...pageArgs,
        search: t.arg.string({ description: 'Text that the platform searches for in the names of the members.' }),
        username: t.arg.string({ description: 'The full name that the member signs in with.' }),
        type: t.arg({ type: KestraMemberType, description: 'The kind of account.' }),
      },
      extensions: tenantCosts.list,
      resolve: ({ id }, { search, username, type, ...args }, context, info) => {
        const list = context.kestra.directory.members(id, omitNulls({ search: search || null, username, type }));
        return connection(list, args, context, info);
      },
    },
    { name: 'KestraTenantMemberConnection' },
    { name: 'KestraTenantMemberEdge' },
  ),
  member: t.field({
    type: KestraTenantMember,
    nullable: true,
    description: `A member of the tenant, with roles; null when the account has no access to the tenant. Costs one REST call. ${since}`,
    args: { by: t.arg({ type: KestraTenantMemberBy, required: true, description: 'The key of the member.' }) },
    extensions: callsEach(1),
    resolve: ({ id: tenantId }, { by }, context) =>
      memberAlone({ tenantId, id: memberIdIn(by.userId ?? '', ['by', 'userId'], tenantId) }, context),
  }),
  groups: t.connection(
    {
      ...nullOnError,
      type: KestraGroup,
      description: `The groups of the tenant, in the order of their names unless \`orderBy\` is given. ${own} ${since}`,
      args: {
        ...pageArgs,
        search: t.arg.string(searchByName),
        orderBy: t.arg({ type: KestraGroupOrder, description: 'The order of the list.' }),
      },
      extensions: tenantCosts.list,
      resolve: ({ id }, { search, orderBy, ...args }, context, info) => {
        const list = context.kestra.directory.groupsOf(
          id,
          omitNulls({ search: search || null, sort: sortOf(orderBy) }),
        );
        return connection(list, args, context, info);
      },
    },
    GroupConnection,
  ),
  group: t.field({
    type: KestraGroup,
    nullable: true,
    description: `A group of the tenant; null when it does not exist. Several groups of one tenant cost one REST call together. ${since}`,
    args: { by: t.arg({ type: KestraGroupBy, required: true, description: 'The key of the group.' }) },
    extensions: tenantCosts.group,
    resolve: async ({ id: tenantId }, { by }, { kestra }) => {
      const id = ownIdIn('KestraGroup', by.groupId ?? '', ['by', 'groupId'], [tenantId]);
      const group = await kestra.directory.groups.load({ tenantId, id });
      return group && listed(tenantId, group);
    },
  }),
  groupSuggestions: t.connection(
    {
      ...nullOnError,
      type: KestraGroup,
      description: `Groups of the tenant, for a field that completes names. Costs one REST call. ${since}`,
      args: { ...pageArgs, search: t.arg.string(searchByName) },
      extensions: callsEach(1),
      resolve: async ({ id: tenantId }, { search, ...args }, context, info) => {
        const found = await context.kestra.directory.groupSuggestions(tenantId, search || undefined);
        const rows = found.map((group) => listed(tenantId, group));
        const list = arrayList(`kestra.tenant ${tenantId} group suggestions ${search ?? ''}`, rows, ({ id }) => id);
        return arrayConnection(list, args, context, info);
      },
    },
    GroupConnection,
  ),
  roles: t.connection(
    {
      ...nullOnError,
      type: KestraRole,
      description: `The roles of the tenant, in the order of their names unless \`orderBy\` is given. ${own} ${since}`,
      args: {
        ...pageArgs,
        search: t.arg.string(searchByName),
        orderBy: t.arg({ type: KestraRoleOrder, description: 'The order of the list.' }),
      },
      extensions: tenantCosts.list,
      resolve: ({ id }, { search, orderBy, ...args }, context, info) => {
        const list = context.kestra.directory.rolesOf(id, omitNulls({ search: search || null, sort: sortOf(orderBy) }));
        return connection(list, args, context, info);
      },
    },
    RoleConnection,
  ),
  role: t.field({
    type: KestraRole,
    nullable: true,
    description: `A role of the tenant, with what it allows; null when it does not exist. Several roles of one tenant cost one REST call together. ${since}`,
    args: { by: t.arg({ type: KestraRoleBy, required: true, description: 'The key of the role.' }) },
    extensions: tenantCosts.role,
    resolve: ({ id: tenantId }, { by }, context) =>
      roleAlone({ tenantId, id: ownIdIn('KestraRole', by.roleId ?? '', ['by', 'roleId'], [tenantId]) }, context),
  }),
  roleSuggestions: t.connection(
    {
      ...nullOnError,
      type: KestraRole,
      description: `Roles of the tenant, for a field that completes names. Costs one REST call. ${since}`,
      args: { ...pageArgs, search: t.arg.string(searchByName) },
      extensions: callsEach(1),
      resolve: async ({ id: tenantId }, { search, ...args }, context, info) => {
        const found = await context.kestra.directory.roleSuggestions(tenantId, search || undefined);
        const rows = found.map((role) => ({ ...role, tenantId }));
        const list = arrayList(`kestra.tenant ${tenantId} role suggestions ${search ?? ''}`, rows, ({ id }) => id);
        return arrayConnection(list, args, context, info);
      },
    },
    RoleConnection,
  ),
}));
