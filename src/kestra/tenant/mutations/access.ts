/** Mutations that let users into a tenant, and shut them out. */

import { encodeGlobalID } from '@pothos/plugin-relay';
import { foldCase } from '../../../batching/names.ts';
import { callsEach } from '../../../cost/field-cost.ts';
import { builder } from '../../../graph/builder.ts';
import type { Context } from '../../../graph/context.ts';
import { nullOnError } from '../../../graph/semantic-non-null.ts';
import { joinId } from '../../composite-id.ts';
import { memberIdIn, userIdIn } from '../../input-ids.ts';
import { memberAlone } from '../member.ts';
import { KestraTenantMember, type Member } from '../refs.ts';
import { failures, memberId, tenantId, tenantIn } from './input.ts';

interface Granted {
  readonly tenantId: string;
  readonly userId?: string;
  readonly email?: string;
}

const KestraUserToLetIn = builder.inputType('KestraUserToLetIn', {
  description: 'The user who gets access to a tenant: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    userId: t.id({ description: 'The `id` or the `userId` of the user.' }),
    email: t.string({ description: 'The e-mail address of the user. Kestra must know the user already.' }),
  }),
});

const GrantKestraTenantAccessPayload = builder.objectRef<Granted>('GrantKestraTenantAccessPayload').implement({
  description: 'Kestra gave a user access to a tenant.',
  fields: (t) => ({
    member: t.field({
      type: KestraTenantMember,
      nullable: true,
      description: 'The new member of the tenant; null when Kestra does not show it yet. Costs one REST call.',
      extensions: callsEach(1),
      resolve: (granted, _, context) => memberOf(granted, context),
    }),
  }),
});

async function memberOf({ tenantId: tenant, userId: id, email }: Granted, context: Context): Promise<Member | null> {
  if (id !== undefined) return memberAlone({ tenantId: tenant, id }, context);
  const { results } = await context.kestra.directory.reads.members(
    tenant,
    { search: email ?? '' },
    { page: 1, size: 100 },
  );
  const found = results.find(({ username }) => username !== undefined && foldCase(username) === foldCase(email ?? ''));
  return found ? { ...found, tenantId: tenant } : null;
}

const RevokeKestraTenantAccessPayload = builder
  .objectRef<{ tenantId: string; userId: string }>('RevokeKestraTenantAccessPayload')
  .implement({
    description: 'Kestra withdrew the access of a user to a tenant.',
    fields: (t) => ({
      deletedId: t.id({
        description: 'The global `id` of the former member, for clients to remove it from their cache.',
        resolve: ({ tenantId: tenant, userId: id }) => encodeGlobalID('KestraTenantMember', joinId(tenant, id)),
      }),
      userId: t.exposeID('userId', { description: 'The id that Kestra gave the user.' }),
    }),
  });

builder.mutationFields((t) => ({
  grantKestraTenantAccess: t.fieldWithInput({
    ...nullOnError,
    type: GrantKestraTenantAccessPayload,
    errors: failures,
    description:
      'Gives a user of Kestra access to a tenant. Needs no super-admin rights, only a role in the tenant. Kestra can do it from 1.3 on.',
    input: {
      tenantId: t.input.id(tenantId),
      user: t.input.field({ type: KestraUserToLetIn, required: true, description: 'The user who gets access.' }),
    },
    resolve: async (_, { input: { tenantId: sent, user } }, { kestra }) => {
      const tenant = tenantIn(kestra, sent);
      const { userId: id, email } = user;
      if (id != null) {
        const granted = userIdIn(id, ['user', 'userId']);
        await kestra.changeTenant((writes) => writes.grantAccess(tenant, granted));
        return { tenantId: tenant, userId: granted };
      }
      await kestra.changeTenant((writes) => writes.createAccess(tenant, email ?? ''));
      return { tenantId: tenant, email: email ?? '' };
    },
  }),
  revokeKestraTenantAccess: t.fieldWithInput({
    ...nullOnError,
    type: RevokeKestraTenantAccessPayload,
    errors: failures,
    description:
      'Withdraws the access of a user to a tenant, with the groups and roles there. Needs no super-admin rights, only a role in the tenant. Kestra can do it from 1.3 on.',
    input: { tenantId: t.input.id(tenantId), userId: t.input.id(memberId) },
    resolve: async (_, { input }, { kestra }) => {
      const tenant = tenantIn(kestra, input.tenantId);
      const id = memberIdIn(input.userId, ['userId'], tenant);
      await kestra.changeTenant((writes) => writes.deleteAccess(tenant, id));
      return { tenantId: tenant, userId: id };
    },
  }),
}));
