/** `RunaiRole`, and what it allows: `RunaiPermission` and `RunaiPermissionSet`. */

import { builder } from '../../graph/builder.ts';
import { itemsNullOnError, nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { ruleCosts, ruleLookupCosts } from '../authorization-costs.ts';
import type { Runai } from '../runai.ts';
import type { WirePermission, WirePermissionSet } from '../wire-authorization.ts';
import { type KnownRole, RunaiRole } from './authorization-refs.ts';

export const RunaiPermission = builder.objectRef<WirePermission>('RunaiPermission').implement({
  description: 'The actions that are allowed on things of one kind.',
  fields: (t) => ({
    resourceType: t.exposeString('resourceType', {
      ...nullOnError,
      description: 'The kind of thing, by the name that Run:ai gives it, such as `users`, `access_rules` or `project`.',
    }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description: 'The name of the kind for people; null when unknown.',
    }),
    group: t.exposeString('groupId', {
      nullable: true,
      description: 'What the kind belongs to, such as `iam`, `organization` or `workload`; null when unknown.',
    }),
    actions: t.stringList({
      ...nullOnError,
      description: 'The actions: `create`, `read`, `update`, `delete`, `sync`, and what later releases add.',
      resolve: ({ actions }) => [...intact(actions)],
    }),
  }),
});

/** A permission set by what a role tells of it. */
interface KnownSet {
  readonly id: string;
  readonly name?: string;
}

const wholeSet = async ({ id }: KnownSet, { roles }: Runai): Promise<WirePermissionSet | null> =>
  roles.permissionSet.load(intact(id));

export const RunaiPermissionSet = builder.objectRef<KnownSet>('RunaiPermissionSet');

builder.node(RunaiPermissionSet, {
  description: 'Permissions that go together: roles are made of permission sets. From Run:ai 3.0 on.',
  extensions: ruleLookupCosts.permissionSet,
  id: { resolve: ({ id }) => intact(id) },
  loadOne: (id, { runai }) => runai.roles.permissionSet.load(id),
  fields: (t) => ({
    permissionSetId: t.exposeID('id', { description: 'The id that Run:ai gave the permission set.' }),
    name: t.string({
      nullable: true,
      description: 'The name; null when unknown. Costs a REST call if the role does not contain it.',
      extensions: ruleCosts.permissionSet,
      resolve: async (set, _, { runai }) => intact(set.name) ?? (await wholeSet(set, runai))?.name,
    }),
    description: t.string({
      nullable: true,
      description: 'What it is for; null when unknown. Costs one REST call for each permission set.',
      extensions: ruleCosts.permissionSet,
      resolve: async (set, _, { runai }) => (await wholeSet(set, runai))?.description,
    }),
    permissions: t.field({
      ...itemsNullOnError,
      type: [RunaiPermission],
      description: 'What it allows; null when unknown. Costs one REST call for each permission set.',
      extensions: ruleCosts.permissionSet,
      resolve: async (set, _, { runai }) => (await wholeSet(set, runai))?.permissions,
    }),
  }),
});

/** The whole of a role; null if the platform does not show it. */
const whole = async (role: KnownRole, { roles }: Runai) =>
  role.whole ?? (await roles.byId.load(String(role.id))) ?? undefined;

const price =
  'Costs, with the other fields that say so, a REST call for one role, or the list of roles for several, unless the role itself was read.';

builder.node(RunaiRole, {
  description:
    'A role that an access rule gives: one that comes with Run:ai, or one that a tenant made. From Run:ai 2.24 on.',
  extensions: ruleLookupCosts.role,
  id: { resolve: ({ id }) => String(intact(id)) },
  loadOne: async (id, { runai }) => {
    const found = await runai.roles.byId.load(id);
    return found && { id: found.id, name: found.name, whole: found };
  },
  fields: (t) => ({
    roleId: t.id({ description: 'The id that Run:ai gave the role.', resolve: ({ id }) => String(intact(id)) }),
    name: t.exposeString('name', { ...nullOnError, description: 'The name of the role, unique on the platform.' }),
    description: t.string({
      nullable: true,
      description: `What the role is for; null when the platform does not show the role. ${price}`,
      extensions: ruleCosts.role,
      resolve: async (role, _, { runai }) => (await whole(role, runai))?.description,
    }),
    isCustom: t.boolean({
      nullable: true,
      description: `Whether the tenant created the role. Null when unknown: it is known before Run:ai 3.0 only. ${price}`,
      extensions: ruleCosts.role,
      resolve: async (role, _, { runai }) => (await whole(role, runai))?.custom,
    }),
    isEnabled: t.boolean({
      nullable: true,
      description: `Whether the role is in effect for those who hold it; null when the platform does not show the role. ${price}`,
      extensions: ruleCosts.role,
      resolve: async (role, _, { runai }) => (await whole(role, runai))?.effectiveEnabled,
    }),
    isDeprecated: t.boolean({
      nullable: true,
      description: `Whether the role is deprecated and should not be given to anyone else. Null when unknown: it is known from Run:ai 3.0 on. ${price}`,
      extensions: ruleCosts.role,
      resolve: async (role, _, { runai }) => (await whole(role, runai))?.deprecated,
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: `The time when the role was created; null when the platform does not show the role. ${price}`,
      extensions: ruleCosts.role,
      resolve: async (role, _, { runai }) => (await whole(role, runai))?.createdAt,
    }),
    updatedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: `The time when the role was last changed; null when the platform does not show the role. ${price}`,
      extensions: ruleCosts.role,
      resolve: async (role, _, { runai }) => (await whole(role, runai))?.updatedAt,
    }),
    createdBy: t.string({
      nullable: true,
      description: `The username of the user who created the role; null when the platform does not show the role. ${price}`,
      extensions: ruleCosts.role,
      resolve: async (role, _, { runai }) => (await whole(role, runai))?.createdBy,
    }),
    permissions: t.field({
      ...itemsNullOnError,
      type: [RunaiPermission],
      description: `What the role allows; null when the platform does not show the role. ${price}`,
      extensions: ruleCosts.role,
      resolve: async (role, _, { runai }) => (await whole(role, runai))?.permissions,
    }),
    permissionSets: t.field({
      ...itemsNullOnError,
      type: [RunaiPermissionSet],
      description: `The permission sets that the role is made of; null when unknown, and with \`UNSUPPORTED_BY_VERSION\` before Run:ai 3.0. ${price}`,
      extensions: ruleCosts.permissionSets,
      resolve: async (role, _, { runai }) => {
        runai.api.require('customRoles');
        return (await whole(role, runai))?.permissionSets;
      },
    }),
    kubernetesRole: t.string({
      nullable: true,
      description: `The predefined role of Kubernetes that the role gives in clusters; null when none. ${price}`,
      extensions: ruleCosts.role,
      resolve: async (role, _, { runai }) => intact((await whole(role, runai))?.kubernetesPermissions)?.predefinedRole,
    }),
  }),
});
