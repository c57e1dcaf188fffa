/** Mutations that create, change and delete the roles of a tenant's own making. */

import { encodeGlobalID } from '@pothos/plugin-relay';
import { free, settledWrite } from '../../cost/field-cost.ts';
import { ConflictError, NotFoundError, UnsupportedError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { platformId } from '../../graph/global-id.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { numberIn } from '../input-ids.ts';
import { changedAccess } from '../types/access.ts';
import { type KnownRole, RunaiRole, wholeRole } from '../types/authorization-refs.ts';
import type { WireRoleUpdate } from '../wire-authorization.ts';

const failures = [ConflictError, NotFoundError, UnsupportedError];
const since = 'From Run:ai 3.0 on.';

const rolePayload = (name: string, description: string) =>
  builder.objectRef<KnownRole>(name).implement({
    description,
    fields: (t) => ({
      role: t.field({
        type: RunaiRole,
        description: 'The role after the change.',
        extensions: free,
        resolve: (role) => role,
      }),
    }),
  });

const CreateRunaiRolePayload = rolePayload('CreateRunaiRolePayload', 'The platform created a role.');
const UpdateRunaiRolePayload = rolePayload('UpdateRunaiRolePayload', 'The platform changed a role.');

const DeleteRunaiRolePayload = builder.objectRef<{ roleId: string }>('DeleteRunaiRolePayload').implement({
  description: 'The platform deleted a role.',
  fields: (t) => ({
    deletedId: t.id({
      description: 'The global `id` of the role, for clients to remove it from their cache.',
      resolve: ({ roleId }) => encodeGlobalID('RunaiRole', roleId),
    }),
    roleId: t.exposeID('roleId', { description: 'The id that Run:ai gave the role.' }),
  }),
});

interface RoleInput {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly isEnabled?: boolean | null;
  readonly permissionSetIds?: readonly string[] | null;
  readonly kubernetesRole?: string | null;
}

/** The fields of an input, as the platform names them; null and absent ones are omitted. */
const bodyOf = ({ name, description, isEnabled, permissionSetIds, kubernetesRole }: RoleInput) =>
  omitNulls({
    name,
    description,
    enabled: isEnabled,
    permissionSets: permissionSetIds?.map((id, index) => ({
      id: platformId('RunaiPermissionSet', String(id), ['permissionSetIds', `${index}`]),
    })),
    kubernetesPermissions: kubernetesRole == null ? undefined : { predefinedRole: kubernetesRole },
  });

const names: InputPaths = {
  inputNames: {
    enabled: 'isEnabled',
    permissionSets: 'permissionSetIds',
    kubernetesPermissions: 'kubernetesRole',
    roleIdPath: 'roleId',
  },
  uniqueInputs: ['name'],
};

const descriptions = {
  name: 'The name of the role, which must be unique.',
  description: 'What the role is for.',
  isEnabled: 'Whether the role is in effect for those who hold it.',
  permissionSetIds: 'The permission sets that the role is made of, each by its `id` or the id that Run:ai gave it.',
  kubernetesRole: 'The predefined role of Kubernetes that the role gives in clusters.',
  roleId: 'The `id` of the role, or the id that Run:ai gave it.',
} as const;

builder.mutationFields((t) => ({
  createRunaiRole: t.fieldWithInput({
    ...nullOnError,
    type: CreateRunaiRolePayload,
    errors: { types: failures },
    description: `Creates a role. ${since}`,
    input: {
      name: t.input.string({ required: true, description: descriptions.name }),
      description: t.input.string({ required: true, description: descriptions.description }),
      isEnabled: t.input.boolean({ description: `${descriptions.isEnabled} True when absent.` }),
      permissionSetIds: t.input.idList({ description: descriptions.permissionSetIds }),
      kubernetesRole: t.input.string({ description: descriptions.kubernetesRole }),
    },
    extensions: names,
    resolve: (_, { input }, { runai }) =>
      runai.change(async ({ authorization }) => {
        const { name, description } = input;
        return wholeRole(await authorization.createRole({ ...bodyOf(input), name, description }));
      }),
  }),
  updateRunaiRole: t.fieldWithInput({
    ...nullOnError,
    type: UpdateRunaiRolePayload,
    errors: { types: failures },
    description: `Changes a role that the tenant created: fields that are absent keep their values. Costs two REST calls: the facade reads the role, merges the input and writes the whole. Roles that come with Run:ai cannot be changed. ${since}`,
    input: {
      roleId: t.input.id({ required: true, description: descriptions.roleId }),
      name: t.input.string({ description: descriptions.name }),
      description: t.input.string({ description: descriptions.description }),
      isEnabled: t.input.boolean({ description: descriptions.isEnabled }),
      permissionSetIds: t.input.idList({ description: descriptions.permissionSetIds }),
      kubernetesRole: t.input.string({ description: descriptions.kubernetesRole }),
    },
    extensions: { ...settledWrite(1), ...names },
    resolve: (_, { input }, { runai }) =>
      runai.change(async (api) => {
        api.require('customRoles');
        const given = bodyOf(input);
        const id = numberIn('RunaiRole', String(input.roleId), ['roleId']);
        const role = await api.authorization.getRole(id, 'Reads the values that the change keeps.');
        const { name, description, enabled, permissionSets, kubernetesPermissions } = role;
        const present: WireRoleUpdate = { name, description, enabled, permissionSets, kubernetesPermissions };
        return wholeRole(await api.authorization.replaceRole(id, changedAccess(present, given)));
      }),
  }),
  deleteRunaiRole: t.fieldWithInput({
    ...nullOnError,
    type: DeleteRunaiRolePayload,
    errors: { types: failures },
    description: `Deletes a role that the tenant created. Roles that come with Run:ai cannot be deleted. ${since}`,
    input: { roleId: t.input.id({ required: true, description: descriptions.roleId }) },
    extensions: names,
    resolve: (_, { input }, { runai }) =>
      runai.change(async ({ authorization }) => {
        const roleId = numberIn('RunaiRole', String(input.roleId), ['roleId']);
        await authorization.deleteRole(roleId);
        return { roleId };
      }),
  }),
}));
