/** Mutations of service accounts in any tenants, which only super admins may make. */

import { encodeGlobalID } from '@pothos/plugin-relay';
import { callsEach } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import { platformId } from '../../graph/global-id.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { tenantIdIn } from '../input-ids.ts';
import { failures } from '../tenant/mutations/input.ts';
import { accountPayload, nameRule } from '../tenant/mutations/service-accounts.ts';

const since = 'Requires super-admin rights. Kestra can do it from 1.3 on.';
const accountId = {
  required: true,
  description: 'The `id` or the `serviceAccountId` of the service account.',
} as const;
const idIn = (sent: string) => platformId('KestraServiceAccount', sent, ['serviceAccountId']);
const ofPath = { id: 'serviceAccountId' };

const CreateKestraServiceAccountInTenantsPayload = accountPayload(
  'CreateKestraServiceAccountInTenantsPayload',
  'Kestra created a service account.',
);
const SetKestraServiceAccountDetailsPayload = accountPayload(
  'SetKestraServiceAccountDetailsPayload',
  'Kestra changed the name or the description of a service account.',
);
const SetKestraServiceAccountSuperAdminPayload = accountPayload(
  'SetKestraServiceAccountSuperAdminPayload',
  'Kestra gave a service account super-admin rights or withdrew them.',
);
const DeleteKestraServiceAccountEverywherePayload = builder
  .objectRef<{ readonly id: string }>('DeleteKestraServiceAccountEverywherePayload')
  .implement({
    description: 'Kestra deleted a service account and its tokens.',
    fields: (t) => ({
      deletedId: t.id({
        description: 'The global `id` of the service account, for clients to remove it from their cache.',
        resolve: ({ id }) => encodeGlobalID('KestraServiceAccount', id),
      }),
      serviceAccountId: t.exposeID('id', { description: 'The id that Kestra gave the service account.' }),
    }),
  });

builder.mutationFields((t) => ({
  createKestraServiceAccountInTenants: t.fieldWithInput({
    ...nullOnError,
    type: CreateKestraServiceAccountInTenantsPayload,
    errors: failures,
    description: `Creates a service account for several tenants at once; \`createKestraServiceAccount\` does so for one, and without super-admin rights. ${since}`,
    input: {
      name: t.input.string({ required: true, description: `The name of the service account: ${nameRule}` }),
      description: t.input.string({ description: 'The purpose of the service account.' }),
      tenantIds: t.input.idList({ description: 'The `id`s or the `tenantId`s of the tenants that it has access to.' }),
      isSuperAdmin: t.input.boolean({ description: 'Whether it may do everything in every tenant.' }),
    },
    extensions: {
      ...callsEach(1),
      ...({
        inputNames: { superAdmin: 'isSuperAdmin', tenants: 'tenantIds' },
        uniqueInputs: ['name'],
      } satisfies InputPaths),
    },
    resolve: async (_, { input }, { kestra }) => {
      const { name, description, isSuperAdmin: superAdmin } = input;
      const tenants = input.tenantIds?.map((id, index) => tenantIdIn(String(id), ['tenantIds', String(index)]));
      const body = { name, ...omitNulls({ description, superAdmin, tenants }) };
      const created = await kestra.changeTenant((writes) => writes.createAnyServiceAccount(body));
      return { id: created.id, name: created.name };
    },
  }),
  setKestraServiceAccountDetails: t.fieldWithInput({
    ...nullOnError,
    type: SetKestraServiceAccountDetailsPayload,
    errors: failures,
    description: `Changes the name or the description of a service account in any tenants. ${since}`,
    input: {
      serviceAccountId: t.input.id(accountId),
      name: t.input.string({ required: true, description: `The name after the change: ${nameRule}` }),
      description: t.input.string({ description: 'The new purpose. When absent, it stays.' }),
    },
    extensions: { inputNames: ofPath, uniqueInputs: ['name'] } satisfies InputPaths,
    resolve: async (_, { input }, { kestra }) => {
      const id = idIn(input.serviceAccountId);
      const body = { name: input.name, ...omitNulls({ description: input.description }) };
      const { name } = await kestra.changeTenant((writes) => writes.patchServiceAccount(id, body));
      return { id, name };
    },
  }),
  setKestraServiceAccountSuperAdmin: t.fieldWithInput({
    ...nullOnError,
    type: SetKestraServiceAccountSuperAdminPayload,
    errors: failures,
    description: `Gives a service account super-admin rights or withdraws them. ${since}`,
    input: {
      serviceAccountId: t.input.id(accountId),
      isSuperAdmin: t.input.boolean({ required: true, description: 'Whether it may do everything in every tenant.' }),
    },
    extensions: { inputNames: { ...ofPath, superAdmin: 'isSuperAdmin' } } satisfies InputPaths,
    resolve: async (_, { input }, { kestra }) => {
      const id = idIn(input.serviceAccountId);
      await kestra.changeTenant((writes) => writes.patchServiceAccountSuperAdmin(id, input.isSuperAdmin));
      return { id };
    },
  }),
  deleteKestraServiceAccountEverywhere: t.fieldWithInput({
    ...nullOnError,
    type: DeleteKestraServiceAccountEverywherePayload,
    errors: failures,
    description: `Deletes a service account, in all of its tenants, with its tokens. ${since}`,
    input: { serviceAccountId: t.input.id(accountId) },
    extensions: { inputNames: ofPath } satisfies InputPaths,
    resolve: async (_, { input }, { kestra }) => {
      const id = idIn(input.serviceAccountId);
      await kestra.changeTenant((writes) => writes.deleteAnyServiceAccount(id));
      return { id };
    },
  }),
}));
