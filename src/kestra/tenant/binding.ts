/** `KestraBinding`: the gift of a role to a user, a service account or a group. */

import { free } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { joinId, partsOf } from '../composite-id.ts';
import { listed } from '../loaders/groups.ts';
import { KestraGroup, KestraTenant } from '../types/refs.ts';
import { KestraBinding, KestraRole, KestraTenantMember } from './refs.ts';

export const KestraBindingHolder = builder.enumType('KestraBindingHolder', {
  description: 'Who holds the role of a binding.',
  values: {
    USER: { description: 'A user or a service account.' },
    GROUP: { description: 'All members of a group.' },
  },
});

builder.node(KestraBinding, {
  description:
    'A role that a user, a service account or a group has, in a whole tenant of Kestra or in a namespace of it.',
  id: { resolve: ({ tenantId, id }) => joinId(tenantId, intact(id)) },
  loadOne: async (id, { kestra }) => {
    const key = partsOf(id);
    const binding = key && (await kestra.directory.bindings.load(key));
    return binding && { ...binding, tenantId: key.tenantId };
  },
  fields: (t) => ({
    bindingId: t.exposeID('id', { description: 'The id that Kestra gave the binding.' }),
    tenant: t.field({
      type: KestraTenant,
      description: 'The tenant of the binding.',
      extensions: free,
      resolve: ({ tenantId }) => ({ id: tenantId }),
    }),
    role: t.field({
      ...nullOnError,
      type: KestraRole,
      description: 'The role that is given.',
      extensions: free,
      resolve: ({ tenantId, role }) => {
        const given = intact(role);
        return given && { ...given, tenantId };
      },
    }),
    namespace: t.exposeString('namespace', {
      nullable: true,
      description:
        'The namespace in which the role applies, with those below it; null when it applies in the whole tenant.',
    }),
    holder: t.field({
      type: KestraBindingHolder,
      nullable: true,
      description: 'Who holds the role; null when unknown.',
      resolve: ({ type }) => type,
    }),
    member: t.field({
      type: KestraTenantMember,
      nullable: true,
      description: 'The user or service account that holds the role; null when a group does.',
      extensions: free,
      resolve: ({ tenantId, user }) => {
        const holder = intact(user);
        return holder && { ...holder, tenantId };
      },
    }),
    group: t.field({
      type: KestraGroup,
      nullable: true,
      description: 'The group whose members hold the role; null when a user does.',
      resolve: ({ tenantId, group }) => {
        const holder = intact(group);
        return holder && listed(tenantId, holder);
      },
    }),
  }),
});
