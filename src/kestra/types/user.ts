/** `KestraUser` and its fields. */

import { callsEach } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import type { Context } from '../../graph/context.ts';
import { pageArgs } from '../../graph/page-cursors.ts';
import { itemsNullOnError, nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { WireSummary } from '../api.ts';
import { costs, lookupCosts } from '../costs.ts';
import { methodsOf } from '../loaders/auth-methods.ts';
import { usernameOf } from '../loaders/users.ts';
import { TokenConnection, tokenConnection } from './api-token.ts';
import { KestraGroupMembership } from './group-membership.ts';
import { KestraApiToken, KestraAuthMethod, KestraGroup, KestraTenant, KestraUser } from './refs.ts';

const detail =
  'Null when unknown. Lists do not contain it: selecting it there costs one REST call for each user, which serves all such fields.';

builder.node(KestraUser, {
  description: 'A person with an account on Kestra.',
  extensions: lookupCosts.user,
  id: { resolve: ({ id }) => intact(id) },
  loadOne: (id, { kestra }) => kestra.users.byId.load(id),
  fields: (t) => ({
    userId: t.exposeID('id', { description: 'The id that Kestra gave the user.' }),
    username: t.string({
      ...nullOnError,
      description: 'The name that the user signs in with: the e-mail address.',
      resolve: usernameOf,
    }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description: 'The name to display; null when unknown.',
    }),
    isSuperAdmin: t.exposeBoolean('superAdmin', {
      nullable: true,
      description: 'Whether the user is a super admin, who may do everything in every tenant; null when unknown.',
    }),
    tenants: t.field({
      ...itemsNullOnError,
      type: [KestraTenant],
      description: 'The tenants that the user has access to; null when unknown.',
      resolve: ({ tenants }) => tenants,
    }),
    authMethods: t.field({
      ...itemsNullOnError,
      type: [KestraAuthMethod],
      description: 'The methods with which the user can sign in; null when unknown.',
      resolve: methodsOf,
    }),
    email: t.string({
      nullable: true,
      description: `The e-mail address of the user. ${detail}`,
      extensions: costs.detail,
      resolve: async (user, _, { kestra }) => (await kestra.users.whole(user)).email,
    }),
    firstName: t.string({
      nullable: true,
      description: `The first name of the user. ${detail}`,
      extensions: costs.detail,
      resolve: async (user, _, { kestra }) => (await kestra.users.whole(user)).firstName,
    }),
    lastName: t.string({
      nullable: true,
      description: `The last name of the user. ${detail}`,
      extensions: costs.detail,
      resolve: async (user, _, { kestra }) => (await kestra.users.whole(user)).lastName,
    }),
    isRestricted: t.boolean({
      nullable: true,
      description: `Whether the account is restricted, as accounts for demonstrations are. ${detail}`,
      extensions: costs.detail,
      resolve: async (user, _, { kestra }) => (await kestra.users.whole(user)).restricted,
    }),
    groups: t.field({
      ...itemsNullOnError,
      type: [KestraGroup],
      description: `The groups of the user, in all tenants. ${detail}`,
      extensions: costs.detail,
      resolve: groupsOf,
    }),
    groupMemberships: t.field({
      ...itemsNullOnError,
      type: [KestraGroupMembership],
      description: `The groups of the user, in all tenants, each with the details of the membership. ${detail}`,
      extensions: costs.detail,
      resolve: groupsOf,
    }),
    apiTokens: t.connection(
      {
        type: KestraApiToken,
        nullable: true,
        description: 'The API tokens of the user, without their secrets. Costs one REST call for each user.',
        args: pageArgs,
        extensions: callsEach(1),
        resolve: ({ id }, args, context, info) => tokenConnection({ userId: intact(id) }, args, context, info),
      },
      TokenConnection,
    ),
  }),
});

async function groupsOf(user: WireSummary, _: object, { kestra }: Context) {
  const { groups } = await kestra.users.whole(user);
  return intact(groups)?.map(async (group) => ({ ...intact(group), member: intact(user.id) }));
}
