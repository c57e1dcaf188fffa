/** Mutations that create, change and delete groups of a tenant. */

import { encodeGlobalID } from '@pothos/plugin-relay';
import { free, settledWrite } from '../../../cost/field-cost.ts';
import { NotFoundError } from '../../../errors.ts';
import { builder } from '../../../graph/builder.ts';
import type { InputPaths } from '../../../graph/input-paths.ts';
import { omitNulls } from '../../../graph/omit-nulls.ts';
import { nullOnError } from '../../../graph/semantic-non-null.ts';
import type { TenantKey } from '../../composite-id.ts';
import { joinId } from '../../composite-id.ts';
import { keyIn, memberIdIn } from '../../input-ids.ts';
import { type KnownGroup, listed } from '../../loaders/groups.ts';
import { KestraGroup } from '../../types/refs.ts';
import { failures, itsTenant, ownId, tenantId, tenantIn } from './input.ts';

const since = 'Needs no super-admin rights, only a role in the tenant. Kestra can do it from 1.3 on.';

const groupPayload = (name: string, description: string) =>
  builder.objectRef<{ group: KnownGroup }>(name).implement({
    description,
    fields: (t) => ({
      group: t.field({
        type: KestraGroup,
        description: 'The group after the change.',
        extensions: free,
        resolve: ({ group }) => group,
      }),
    }),
  });

const CreateKestraGroupPayload = groupPayload('CreateKestraGroupPayload', 'Kestra created a group.');
const UpdateKestraGroupPayload = groupPayload('UpdateKestraGroupPayload', 'Kestra changed a group.');
const DeleteKestraGroupPayload = builder.objectRef<TenantKey>('DeleteKestraGroupPayload').implement({
  description: 'Kestra deleted a group.',
  fields: (t) => ({
    deletedId: t.id({
      description: 'The global `id` of the deleted group, for clients to remove it from their cache.',
      resolve: ({ tenantId: tenant, id }) => encodeGlobalID('KestraGroup', joinId(tenant, id)),
    }),
    groupId: t.exposeID('id', { description: 'The id that Kestra gave the group.' }),
  }),
});

builder.mutationFields((t) => ({
  createKestraGroup: t.fieldWithInput({
    ...nullOnError,
    type: CreateKestraGroupPayload,
    errors: failures,
    description: `Creates a group in a tenant. ${since}`,
    input: {
      tenantId: t.input.id(tenantId),
      name: t.input.string({ required: true, description: 'The name of the group, unique in the tenant.' }),
      description: t.input.string({ description: 'A description of the group.' }),
      memberIds: t.input.idList({
        description:
          'The first members of the group: each the `id` or the `userId` of a user or of a member of the tenant, or the `id` of a service account.',
      }),
    },
    extensions: { inputNames: { membersId: 'memberIds' }, uniqueInputs: ['name'] } satisfies InputPaths,
    resolve: async (_, { input: { tenantId: sent, name, description, memberIds } }, { kestra }) => {
      const tenant = tenantIn(kestra, sent);
      const membersId = memberIds?.map((id, index) => memberIdIn(id, ['memberIds', String(index)], tenant));
      const body = { name, ...omitNulls({ description, membersId }) };
      return { group: listed(tenant, await kestra.changeTenant((writes) => writes.createGroup(tenant, body))) };
    },
  }),
  updateKestraGroup: t.fieldWithInput({
    ...nullOnError,
    type: UpdateKestraGroupPayload,
    errors: failures,
    description: `Changes the name or the description of a group: fields that are absent keep their values. Costs one more REST call, which reads them. ${since}`,
    input: {
      groupId: t.input.id(ownId('group', 'groupId')),
      tenantId: t.input.id(itsTenant),
      name: t.input.string({ description: 'The new name of the group, unique in the tenant.' }),
      description: t.input.string({ description: 'The new description of the group.' }),
    },
    extensions: { ...settledWrite(1), uniqueInputs: ['name'] } satisfies InputPaths,
    resolve: async (_, { input }, { kestra }) => {
      const path = { tenantId: input.tenantId, path: ['groupId'] };
      const key = keyIn(kestra, 'KestraGroup', input.groupId, path);
      const given = omitNulls({ name: input.name, description: input.description });
      const isWhole = given.name !== undefined && given.description !== undefined;
      const before = isWhole ? null : await kestra.directory.wholeGroups.load(key);
      const name = given.name ?? before?.name;
      if (name === undefined) throw new NotFoundError('Kestra does not know this group. Nothing was changed.');
      const body = { name, ...omitNulls({ description: given.description ?? before?.description }) };
      const group = await kestra.changeTenant((writes) => writes.updateGroup(key.tenantId, key.id, body));
      return { group: listed(key.tenantId, group) };
    },
  }),
  deleteKestraGroup: t.fieldWithInput({
    ...nullOnError,
    type: DeleteKestraGroupPayload,
    errors: failures,
    description: `Deletes a group. Its members keep their access to the tenant; the roles of the group end. ${since}`,
    input: { groupId: t.input.id(ownId('group', 'groupId')), tenantId: t.input.id(itsTenant) },
    resolve: async (_, { input }, { kestra }) => {
      const key = keyIn(kestra, 'KestraGroup', input.groupId, { tenantId: input.tenantId, path: ['groupId'] });
      await kestra.changeTenant((writes) => writes.deleteGroup(key.tenantId, key.id));
      return key;
    },
  }),
}));
