/** Mutations that create, change and delete service accounts of a tenant. */

import { encodeGlobalID } from '@pothos/plugin-relay';
import { callsEach, free, settledWrite } from '../../../cost/field-cost.ts';
import { NotFoundError } from '../../../errors.ts';
import { builder } from '../../../graph/builder.ts';
import { platformId } from '../../../graph/global-id.ts';
import type { InputPaths } from '../../../graph/input-paths.ts';
import { omitNulls } from '../../../graph/omit-nulls.ts';
import { nullOnError } from '../../../graph/semantic-non-null.ts';
import { ownIdsIn } from '../../input-ids.ts';
import { KestraServiceAccount } from '../../types/refs.ts';
import { failures, tenantId, tenantIn } from './input.ts';

const since = 'Needs no super-admin rights, only a role in the tenant. Kestra can do it from 1.3 on.';
export const nameRule = 'up to 63 lower-case letters, digits, and single dashes between them.';

interface Changed {
  readonly id: string;
  readonly tenant?: string;
  readonly name?: string;
}

/** A payload that shows a service account. */
export const accountPayload = (typename: string, description: string) =>
  builder.objectRef<Changed>(typename).implement({
    description,
    fields: (t) => ({
      serviceAccount: t.field({
        type: KestraServiceAccount,
        description: 'The service account after the change.',
        extensions: free,
        resolve: (account) => account,
      }),
    }),
  });

const CreateKestraServiceAccountPayload = accountPayload(
  'CreateKestraServiceAccountPayload',
  'Kestra created a service account.',
);
const UpdateKestraServiceAccountPayload = accountPayload(
  'UpdateKestraServiceAccountPayload',
  'Kestra changed a service account.',
);
const DeleteKestraServiceAccountPayload = builder
  .objectRef<{ id: string }>('DeleteKestraServiceAccountPayload')
  .implement({
    description: 'Kestra removed a service account from a tenant.',
    fields: (t) => ({
      deletedId: t.id({
        description:
          'The global `id` of the service account, for clients to remove it from the lists of the tenant in their cache.',
        resolve: ({ id }) => encodeGlobalID('KestraServiceAccount', id),
      }),
      serviceAccountId: t.exposeID('id', { description: 'The id that Kestra gave the service account.' }),
    }),
  });

const groupsIn = (ids: readonly string[] | null | undefined, tenant: string) =>
  ids && ownIdsIn('KestraGroup', ids, ['groupIds'], [tenant]).map((id) => ({ id }));

const paths = {
  inputNames: { groups: 'groupIds', superAdmin: 'isSuperAdmin' },
  uniqueInputs: ['name'],
} as const satisfies InputPaths;

builder.mutationFields((t) => ({
  createKestraServiceAccount: t.fieldWithInput({
    ...nullOnError,
    type: CreateKestraServiceAccountPayload,
    errors: failures,
    description: `Creates a service account in a tenant: an account of a program. \`createKestraApiToken\` makes a token for it. ${since}`,
    input: {
      tenantId: t.input.id(tenantId),
      name: t.input.string({ required: true, description: `The name of the service account: ${nameRule}` }),
      description: t.input.string({ description: 'The purpose of the service account.' }),
      groupIds: t.input.idList({ description: 'The `id`s or the `groupId`s of the groups that it is in.' }),
      isSuperAdmin: t.input.boolean({
        description: 'Whether it may do everything in every tenant. Only super admins may ask for that.',
      }),
    },
    extensions: { ...callsEach(1), ...paths },
    resolve: async (_, { input }, { kestra }) => {
      const tenant = tenantIn(kestra, input.tenantId);
      const { description, isSuperAdmin: superAdmin } = input;
      const body = {
        name: input.name,
        ...omitNulls({ description, superAdmin, groups: groupsIn(input.groupIds, tenant) }),
      };
      const { id } = await kestra.changeTenant((writes) => writes.createServiceAccount(tenant, body));
      return { id, tenant, name: input.name };
    },
  }),
  updateKestraServiceAccount: t.fieldWithInput({
    ...nullOnError,
    type: UpdateKestraServiceAccountPayload,
    errors: failures,
    description: `Changes a service account of a tenant: fields that are absent keep their values. Costs one more REST call, which reads them. ${since}`,
    input: {
      serviceAccountId: t.input.id({
        required: true,
        description: 'The `id` or the `serviceAccountId` of the service account.',
      }),
      tenantId: t.input.id(tenantId),
      name: t.input.string({ description: `The new name: ${nameRule}` }),
      description: t.input.string({ description: 'The new purpose.' }),
      groupIds: t.input.idList({
        description: 'The `id`s or the `groupId`s of all groups of the tenant that it is in after the change.',
      }),
      isSuperAdmin: t.input.boolean({
        description: 'Whether it may do everything in every tenant. Only super admins may change that.',
      }),
    },
    extensions: { ...settledWrite(1), ...paths },
    resolve: async (_, { input }, { kestra }) => {
      const tenant = tenantIn(kestra, input.tenantId);
      const id = platformId('KestraServiceAccount', input.serviceAccountId, ['serviceAccountId']);
      const groups = groupsIn(input.groupIds, tenant);
      const before = await kestra.directory.serviceAccounts.load({ tenantId: tenant, id });
      if (!before) {
        throw new NotFoundError('Kestra does not know this service account in the tenant. Nothing was changed.');
      }
      const given = { name: input.name, description: input.description, superAdmin: input.isSuperAdmin, groups };
      const { name: oldName, description, superAdmin, groups: oldGroups } = before;
      const body = { ...omitNulls({ description, superAdmin, groups: oldGroups }), name: oldName, ...omitNulls(given) };
      const changed = await kestra.changeTenant((writes) => writes.updateServiceAccount(tenant, id, body));
      return { id, tenant, name: changed.name };
    },
  }),
  deleteKestraServiceAccount: t.fieldWithInput({
    ...nullOnError,
    type: DeleteKestraServiceAccountPayload,
    errors: failures,
    description: `Removes a service account from a tenant. Removing it from its last tenant deletes it, with its tokens. ${since}`,
    input: {
      serviceAccountId: t.input.id({
        required: true,
        description: 'The `id` or the `serviceAccountId` of the service account.',
      }),
      tenantId: t.input.id(tenantId),
    },
    resolve: async (_, { input }, { kestra }) => {
      const tenant = tenantIn(kestra, input.tenantId);
      const id = platformId('KestraServiceAccount', input.serviceAccountId, ['serviceAccountId']);
      await kestra.changeTenant((writes) => writes.deleteServiceAccount(tenant, id));
      return { id };
    },
  }),
}));
