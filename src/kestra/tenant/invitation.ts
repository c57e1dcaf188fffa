/** `KestraInvitation`: the offer of access to a tenant. */

import { free } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import { itemsNullOnError, nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { nullIfZero } from '../../rest/zero-time.ts';
import { joinId, partsOf } from '../composite-id.ts';
import { listed } from '../loaders/groups.ts';
import { KestraGroup, KestraTenant } from '../types/refs.ts';
import { KestraInvitation, KestraRole } from './refs.ts';

export const KestraInvitationStatus = builder.enumType('KestraInvitationStatus', {
  description: 'The status of an invitation.',
  values: {
    PENDING: { description: 'It was sent, and can be accepted.' },
    ACCEPTED: { description: 'The invited person has access to the tenant.' },
    EXPIRED: { description: 'It was not accepted in time.' },
  },
});

builder.node(KestraInvitation, {
  description: 'The offer of access to a tenant of Kestra, to somebody who may have no account yet.',
  id: { resolve: ({ tenantId, id }) => joinId(tenantId, intact(id)) },
  loadOne: async (id, { kestra }) => {
    const key = partsOf(id);
    const invitation = key && (await kestra.directory.invitations.load(key));
    return invitation && { ...invitation, tenantId: key.tenantId };
  },
  fields: (t) => ({
    invitationId: t.exposeID('id', { description: 'The id that Kestra gave the invitation.' }),
    tenant: t.field({
      type: KestraTenant,
      description: 'The tenant that the invitation is to.',
      extensions: free,
      resolve: ({ tenantId }) => ({ id: tenantId }),
    }),
    email: t.exposeString('email', { ...nullOnError, description: 'The e-mail address of the invited person.' }),
    status: t.field({
      type: KestraInvitationStatus,
      nullable: true,
      description: 'The status of the invitation; null when unknown.',
      resolve: ({ status }) => status,
    }),
    roles: t.field({
      ...itemsNullOnError,
      type: [KestraRole],
      description: 'The roles that the invited person gets in the tenant; null when unknown.',
      extensions: free,
      resolve: ({ tenantId, roles }) => intact(roles)?.map(async (role) => ({ ...intact(role), tenantId })),
    }),
    groups: t.field({
      ...itemsNullOnError,
      type: [KestraGroup],
      description: 'The groups that the invited person joins; null when unknown.',
      resolve: ({ tenantId, groups }) => intact(groups)?.map(async (group) => listed(tenantId, intact(group))),
    }),
    isSuperAdmin: t.exposeBoolean('superAdmin', {
      nullable: true,
      description: 'Whether the invited person becomes a super admin; null when unknown.',
    }),
    sentAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time when the invitation was sent; null when unknown.',
      resolve: ({ sentAt }) => nullIfZero(sentAt),
    }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time until which the invitation can be accepted; null when unknown.',
      resolve: ({ expiredAt }) => nullIfZero(expiredAt),
    }),
    acceptedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time when the invitation was accepted; null when it was not.',
      resolve: ({ acceptedAt }) => nullIfZero(acceptedAt),
    }),
    link: t.field({
      type: 'Secret',
      nullable: true,
      description:
        'The address at which the person accepts the invitation, to pass on if Kestra sends no e-mail; null when unknown. Anyone who has it can accept.',
      resolve: ({ link }) => link,
    }),
  }),
});
