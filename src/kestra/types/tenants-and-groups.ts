/** The small types around a user of Kestra: tenants and groups. */

import { builder } from '../../graph/builder.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { costs, lookupCosts } from '../costs.ts';
import { idOfGroup } from '../loaders/groups.ts';
import { KestraGroup, KestraTenant } from './refs.ts';

builder.node(KestraTenant, {
  description: 'A tenant of Kestra, which has its own flows and groups. A user can have access to several tenants.',
  extensions: lookupCosts.tenant,
  id: { resolve: ({ id }) => intact(id) },
  loadOne: (id, { kestra }) => kestra.tenants.byId.load(id),
  fields: (t) => ({
    tenantId: t.exposeID('id', { description: 'The id of the tenant, which is part of the paths of Kestra.' }),
    name: t.exposeString('name', { nullable: true, description: 'The name to display; null when unknown.' }),
  }),
});

builder.node(KestraGroup, {
  description:
    'A group of users of one tenant. `node` finds a group that has no members from Kestra 1.3 on; before, the code is `UNSUPPORTED_BY_VERSION`.',
  extensions: lookupCosts.group,
  id: { resolve: idOfGroup },
  loadOne: (id, { kestra }) => kestra.groups.byId.load(id),
  fields: (t) => ({
    groupId: t.exposeID('id', { description: 'The id that Kestra gave the group.' }),
    tenantId: t.exposeID('tenantId', {
      nullable: true,
      description: 'The id of the tenant of the group; null when unknown.',
    }),
    name: t.string({
      nullable: true,
      description:
        'The name of the group; null when unknown. Users contain only the ids of their groups: selecting the name there costs one REST call for each tenant.',
      extensions: costs.nameOfGroup,
      resolve: async (group, _, { kestra }) => (await kestra.groups.named(group)).name,
    }),
  }),
});
