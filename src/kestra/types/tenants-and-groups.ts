/** The small types around a user of Kestra: tenants, groups, sign-in methods. */

import { intact } from '../../rest/contract-breaches.ts';
import { costs } from '../costs.ts';
import { authMethodType, KestraAuthMethodType } from './auth-method-type.ts';
import { KestraAuthMethod, KestraGroup, KestraTenant } from './refs.ts';

KestraTenant.implement({
  description: 'A tenant of Kestra, which has its own flows and groups. A user can have access to several tenants.',
  fields: (t) => ({
    tenantId: t.exposeID('id', { description: 'The id of the tenant, which is part of the paths of Kestra.' }),
    name: t.exposeString('name', { nullable: true, description: 'The name to display; null when unknown.' }),
  }),
});

KestraGroup.implement({
  description: 'A group of users of one tenant.',
  fields: (t) => ({
    groupId: t.exposeID('id', { description: 'The id that Kestra gave the group.' }),
    tenantId: t.exposeID('tenantId', {
      nullable: true,
      description: 'The id of the tenant of the group; null when unknown.',
    }),
    name: t.string({
      nullable: true,
      description:
        'The name of the group; null when unknown. Users hold only the ids of their groups: selecting the name there costs one REST call for each tenant.',
      extensions: costs.nameOfGroup,
      resolve: async (group, _, { kestra }) => (await kestra.groups.named(group)).name,
    }),
    isExternal: t.boolean({
      nullable: true,
      description:
        'Whether an identity provider manages the group; null when unknown. Costs the same calls as `name`, which are made once for both.',
      extensions: costs.nameOfGroup,
      resolve: async (group, _, { kestra }) => (await kestra.groups.named(group)).external,
    }),
  }),
});

KestraAuthMethod.implement({
  description: 'A method with which a user can sign in.',
  fields: (t) => ({
    authMethodId: t.exposeID('id', {
      nullable: true,
      description: 'The id that Kestra gave the method; null in suggestions, which do not contain it.',
    }),
    type: t.field({
      type: KestraAuthMethodType,
      nullable: true,
      description: 'The kind of method; null when unknown.',
      resolve: ({ type }) => authMethodType(intact(type)),
    }),
    typeName: t.exposeString('type', {
      nullable: true,
      description: 'The kind of method as Kestra names it, of use where `type` is `OTHER`; null when unknown.',
    }),
    name: t.exposeString('name', {
      nullable: true,
      description: 'The name of the user at this method; null when unknown.',
    }),
  }),
});
