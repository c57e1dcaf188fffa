import { callsEach } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import { itemsNullOnError, nullOnError } from '../../graph/semantic-non-null.ts';
import { told } from '../../rest/contract-breaches.ts';
import { costs, lookupCosts } from '../costs.ts';
import { usernameOf } from '../loaders/users.ts';
import { TokenConnection, tokenConnection } from './api-token.ts';
import { KestraApiToken, KestraAuthMethod, KestraGroup, KestraTenant, KestraUser } from './refs.ts';

const detail = 'Lists do not hold it: selected in a list, it costs one call for each user.';

builder.node(KestraUser, {
  description: 'A person with an account on Kestra.',
  extensions: lookupCosts.user,
  id: { resolve: ({ id }) => told(id) },
  loadOne: (id, { kestra }) => kestra.users.byId.load(id),
  fields: (t) => ({
    userId: t.exposeID('id', { description: "The platform's own id." }),
    username: t.string({
      ...nullOnError,
      description: 'The name the user signs in with, which is the e-mail address.',
      resolve: usernameOf,
    }),
    displayName: t.exposeString('displayName', { nullable: true, description: 'The name to show.' }),
    superAdmin: t.exposeBoolean('superAdmin', {
      nullable: true,
      description: 'Whether the user may do everything in every tenant; null when not known.',
    }),
    tenants: t.field({
      ...itemsNullOnError,
      type: [KestraTenant],
      description: 'The tenants that the user has access to; null when not known.',
      resolve: ({ tenants }) => tenants,
    }),
    authMethods: t.field({
      ...itemsNullOnError,
      type: [KestraAuthMethod],
      description: 'The ways in which the user can sign in; null when not known.',
      resolve: ({ auths }) => auths,
    }),
    email: t.string({
      nullable: true,
      description: `The e-mail address. ${detail}`,
      extensions: costs.detail,
      resolve: async (user, _, { kestra }) => (await kestra.users.whole(user)).email,
    }),
    firstName: t.string({
      nullable: true,
      description: `The first name. ${detail}`,
      extensions: costs.detail,
      resolve: async (user, _, { kestra }) => (await kestra.users.whole(user)).firstName,
    }),
    lastName: t.string({
      nullable: true,
      description: `The last name. ${detail}`,
      extensions: costs.detail,
      resolve: async (user, _, { kestra }) => (await kestra.users.whole(user)).lastName,
    }),
    restricted: t.boolean({
      nullable: true,
      description: `Whether the account is a restricted one, as for demonstrations. ${detail}`,
      extensions: costs.detail,
      resolve: async (user, _, { kestra }) => (await kestra.users.whole(user)).restricted,
    }),
    groups: t.field({
      ...itemsNullOnError,
      type: [KestraGroup],
      description: `The groups that the user is in, in all tenants; null when not known. ${detail}`,
      extensions: costs.detail,
      resolve: async (user, _, { kestra }) => {
        const { groups } = await kestra.users.whole(user);
        return told(groups)?.map(async (group) => ({ ...told(group), member: user.id }));
      },
    }),
    apiTokens: t.connection(
      {
        type: KestraApiToken,
        nullable: true,
        description: "The user's API tokens, without their secrets. Costs one call for each user.",
        extensions: callsEach(1),
        resolve: ({ id }, args, context, info) => tokenConnection({ userId: told(id) }, args, context, info),
      },
      TokenConnection,
    ),
  }),
});
