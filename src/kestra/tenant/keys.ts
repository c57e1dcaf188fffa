/** The inputs that say which tenant, and which object of a tenant, is meant. */

import { builder } from '../../graph/builder.ts';

export const KestraTenantBy = builder.inputType('KestraTenantBy', {
  description: 'The key of a tenant of Kestra.',
  isOneOf: true,
  fields: (t) => ({ tenantId: t.id({ description: 'The `id` or the `tenantId` of the tenant.' }) }),
});

export const KestraTenantMemberBy = builder.inputType('KestraTenantMemberBy', {
  description: 'The key of a member of a tenant of Kestra.',
  isOneOf: true,
  fields: (t) => ({
    userId: t.id({
      description: 'The `id` or the `userId` of the member or of the user, or the `id` of a service account.',
    }),
  }),
});

export const KestraGroupBy = builder.inputType('KestraGroupBy', {
  description: 'The key of a group of a tenant of Kestra.',
  isOneOf: true,
  fields: (t) => ({ groupId: t.id({ description: 'The `id` or the `groupId` of the group.' }) }),
});

export const KestraRoleBy = builder.inputType('KestraRoleBy', {
  description: 'The key of a role of a tenant of Kestra.',
  isOneOf: true,
  fields: (t) => ({ roleId: t.id({ description: 'The `id` or the `roleId` of the role.' }) }),
});
