/** `KestraTenantMember`: somebody with access to a tenant, and the roles that they hold there. */

import { free } from '../../cost/field-cost.ts';
import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import type { Context } from '../../graph/context.ts';
import { itemsNullOnError, nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { joinId, partsOf } from '../composite-id.ts';
import { listed } from '../loaders/groups.ts';
import { KestraGroupMembership } from '../types/group-membership.ts';
import { KestraGroup, KestraTenant, KestraUser } from '../types/refs.ts';
import { KestraSuggestedAuthMethod } from '../types/suggestion.ts';
import { tenantCosts } from './costs.ts';
import type { WireAccess } from './reads.ts';
import { KestraHeldRole, KestraPermission, KestraRole, KestraTenantMember, type Member } from './refs.ts';

const alone = 'Lists do not contain it: it costs one REST call for each member, which serves all such fields.';

builder.node(KestraTenantMember, {
  description:
    'Somebody with access to a tenant of Kestra: a person, or a service account. Reading one needs no super-admin rights, only a role in the tenant.',
  id: { resolve: ({ tenantId, id }) => joinId(tenantId, intact(id)) },
  loadOne: async (id, context) => {
    const key = partsOf(id);
    return key && memberAlone(key, context);
  },
  fields: (t) => ({
    userId: t.exposeID('id', { description: 'The id that Kestra gave the user or the service account.' }),
    tenant: t.field({
      type: KestraTenant,
      description: 'The tenant that the access is to.',
      extensions: free,
      resolve: ({ tenantId }) => ({ id: tenantId }),
    }),
    username: t.exposeString('username', {
      nullable: true,
      description: 'The name that the user signs in with, or the name of the service account; null when unknown.',
    }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description: 'The name to display; null when unknown.',
    }),
    description: t.exposeString('description', {
      nullable: true,
      description:
        'A description of the member; null when there is none, or when the member was not found in `members`.',
    }),
    groups: t.field({
      ...itemsNullOnError,
      type: [KestraGroup],
      description: 'The groups of the member within the tenant; null when unknown, as of the holder of a binding.',
      resolve: groupsOf,
    }),
    groupMemberships: t.field({
      ...itemsNullOnError,
      type: [KestraGroupMembership],
      description:
        'The groups of the member within the tenant, each with the details of the membership; null when unknown, as of the holder of a binding.',
      resolve: groupsOf,
    }),
    authMethods: t.field({
      ...itemsNullOnError,
      type: [KestraSuggestedAuthMethod],
      description: 'The methods with which the member can sign in; null when unknown: only `members` returns them.',
      resolve: ({ auths }) => auths,
    }),
    isSuperAdmin: t.boolean({
      nullable: true,
      description: `Whether the member is a super admin, who may do everything in every tenant; null when unknown. ${alone}`,
      extensions: tenantCosts.access,
      resolve: async (member, _, context) => (await accessOf(member, context)).superAdmin,
    }),
    roles: t.field({
      ...itemsNullOnError,
      type: [KestraHeldRole],
      description: `The roles that the member holds in the tenant, by bindings and by groups; null when unknown. ${alone}`,
      extensions: tenantCosts.access,
      resolve: async (member, _, context) => {
        const { roles } = await accessOf(member, context);
        return intact(roles)?.map(async (role) => ({ ...intact(role), tenantId: member.tenantId }));
      },
    }),
    user: t.field({
      type: KestraUser,
      nullable: true,
      description:
        'The user with all details; null when the member is a service account. Costs one REST call for each member, which requires super-admin rights.',
      resolve: ({ id }, _, { kestra }) => kestra.users.byId.load(intact(id)),
    }),
  }),
});

/** A member by its id; null if nobody of that id has access to the tenant. */
export async function memberAlone(key: { tenantId: string; id: string }, { kestra }: Context): Promise<Member | null> {
  const access = await kestra.directory.access.load(key);
  if (!access) return null;
  const { username, displayName, groups } = access;
  return {
    ...key,
    access,
    ...(username && { username }),
    ...(displayName && { displayName }),
    ...(groups && { groups }),
  };
}

function groupsOf({ tenantId, groups }: Member) {
  return intact(groups)?.map(async (group) => listed(tenantId, intact(group)));
}

/** @throws {NotFoundError} if the access no longer exists */
async function accessOf({ tenantId, id, access }: Member, { kestra }: Context): Promise<WireAccess> {
  const known = access ?? (await kestra.directory.access.load({ tenantId, id: intact(id) }));
  if (!known) throw new NotFoundError('Kestra does not know this member of the tenant any more.');
  return known;
}

KestraHeldRole.implement({
  description: 'A role that somebody holds in a tenant, and how they came by it.',
  fields: (t) => ({
    role: t.field({
      type: KestraRole,
      description: 'The role.',
      extensions: free,
      resolve: ({ tenantId, id, name }) => ({ tenantId, id, ...(name && { name }) }),
    }),
    namespace: t.exposeString('namespace', {
      nullable: true,
      description:
        'The namespace in which the role applies, with those below it; null when it applies in the whole tenant.',
    }),
    group: t.field({
      type: KestraGroup,
      nullable: true,
      description: 'The group that has the role; null when the role was given to the member itself.',
      resolve: ({ tenantId, origin, sourceId }) =>
        origin === 'GROUP' && sourceId !== undefined ? listed(tenantId, { id: intact(sourceId) }) : null,
    }),
    bindingId: t.id({
      nullable: true,
      description:
        'The id that Kestra gave the binding by which the member holds the role; null when a group has the role.',
      resolve: ({ origin, sourceId }) => (origin === 'BINDING' ? sourceId : null),
    }),
    permissions: t.field({
      ...itemsNullOnError,
      type: [KestraPermission],
      description: 'What the role allows; null when unknown.',
      resolve: ({ permissions }) => permissions,
    }),
  }),
});

KestraPermission.implement({
  description: 'The actions that a role allows on a kind of thing, in the words of the version of Kestra.',
  fields: (t) => ({
    resource: t.string({
      ...nullOnError,
      description: 'The kind of thing, such as `FLOW` or `GROUP`.',
      resolve: ({ resource, permission }) => intact(resource) ?? intact(permission) ?? 'UNKNOWN',
    }),
    actions: t.stringList({
      ...itemsNullOnError,
      description: 'The actions: `VIEW` and `LIST` since 2.0, `READ` before, `CREATE` and others; null when unknown.',
      resolve: ({ actions }) => intact(actions),
    }),
  }),
});
