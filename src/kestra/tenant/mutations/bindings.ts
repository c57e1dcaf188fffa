/** Mutations that give roles of a tenant to users and groups, and take them back. */

import { encodeGlobalID } from '@pothos/plugin-relay';
import { free } from '../../../cost/field-cost.ts';
import { builder } from '../../../graph/builder.ts';
import { omitNulls } from '../../../graph/omit-nulls.ts';
import { nullOnError } from '../../../graph/semantic-non-null.ts';
import type { TenantKey } from '../../composite-id.ts';
import { joinId } from '../../composite-id.ts';
import { keyIn, memberIdIn, ownIdIn } from '../../input-ids.ts';
import { type BindingOf, KestraBinding } from '../refs.ts';
import type { BindingBody } from '../writes.ts';
import { failures, itsTenant, ownId, tenantId, tenantIn } from './input.ts';

export const since = 'Needs no super-admin rights, only a role in the tenant. Kestra can do it from 1.3 on.';

const KestraRoleHolder = builder.inputType('KestraRoleHolder', {
  description: 'Who gets a role: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    userId: t.id({
      description: 'The `id` or the `userId` of a user or of a member of the tenant, or the `id` of a service account.',
    }),
    groupId: t.id({ description: 'The `id` or the `groupId` of a group, whose members all get the role.' }),
  }),
});

const bindingFields = (t: PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>) => ({
  roleId: t.id({ required: true, description: 'The `id` or the `roleId` of the role.' }),
  holder: t.field({ type: KestraRoleHolder, required: true, description: 'Who gets the role.' }),
  namespace: t.string({
    description:
      'The namespace in which the role applies, with those below it. By default it applies in the whole tenant.',
  }),
});

/** A role to give. */
export const KestraBindingInput = builder.inputType('KestraBindingInput', {
  description: 'A role to give.',
  fields: bindingFields,
});

const CreateKestraBindingPayload = builder.objectRef<{ binding: BindingOf }>('CreateKestraBindingPayload').implement({
  description: 'Kestra gave a role.',
  fields: (t) => ({
    binding: t.field({
      type: KestraBinding,
      description:
        'The new binding. Of several that Kestra refused together, it is one that the holder has, maybe from before.',
      extensions: free,
      resolve: ({ binding }) => binding,
    }),
  }),
});
/** One union for both mutations, so that clients read either result with the same fragment. */
export const CreateKestraBindingResult = builder.errorUnion('CreateKestraBindingResult', {
  description: 'The new binding, or the reason why it was not created.',
  types: [CreateKestraBindingPayload, ...failures.types],
  resolveType: () => 'CreateKestraBindingPayload',
});

const DeleteKestraBindingPayload = builder.objectRef<TenantKey>('DeleteKestraBindingPayload').implement({
  description: 'Kestra revoked a role.',
  fields: (t) => ({
    deletedId: t.id({
      description: 'The global `id` of the deleted binding, for clients to remove it from their cache.',
      resolve: ({ tenantId: tenant, id }) => encodeGlobalID('KestraBinding', joinId(tenant, id)),
    }),
    bindingId: t.exposeID('id', { description: 'The id that Kestra gave the binding.' }),
  }),
});

builder.mutationFields((t) => ({
  createKestraBinding: t.fieldWithInput({
    ...nullOnError,
    type: CreateKestraBindingResult,
    description: `Gives a role of a tenant to a user, a service account or a group. ${since}`,
    input: { tenantId: t.input.id(tenantId), ...bindingFields(t.input) },
    resolve: async (_, { input }, { kestra }) => {
      const tenant = tenantIn(kestra, input.tenantId);
      const body = bodyOf(input, tenant);
      const binding = await kestra.changeTenant((writes) => writes.createBinding(tenant, body));
      return { binding: { ...binding, tenantId: tenant } };
    },
  }),
  deleteKestraBinding: t.fieldWithInput({
    ...nullOnError,
    type: DeleteKestraBindingPayload,
    errors: failures,
    description: `Revokes a role. ${since}`,
    input: { bindingId: t.input.id(ownId('binding', 'bindingId')), tenantId: t.input.id(itsTenant) },
    resolve: async (_, { input }, { kestra }) => {
      const key = keyIn(kestra, 'KestraBinding', input.bindingId, { tenantId: input.tenantId, path: ['bindingId'] });
      await kestra.changeTenant((writes) => writes.deleteBinding(key.tenantId, key.id));
      return key;
    },
  }),
}));

/** What Kestra is sent for a role to give. @param at where the role stands in the input */
export function bodyOf(
  { roleId, holder, namespace }: typeof KestraBindingInput.$inferInput,
  tenant: string,
  at: readonly string[] = [],
): BindingBody {
  const { userId, groupId } = holder;
  const externalId =
    groupId == null
      ? memberIdIn(userId ?? '', [...at, 'holder', 'userId'], tenant)
      : ownIdIn('KestraGroup', groupId, [...at, 'holder', 'groupId'], [tenant]);
  const role = ownIdIn('KestraRole', roleId, [...at, 'roleId'], [tenant]);
  return {
    type: groupId == null ? 'USER' : 'GROUP',
    externalId,
    roleId: role,
    ...omitNulls({ namespaceId: namespace }),
  };
}
