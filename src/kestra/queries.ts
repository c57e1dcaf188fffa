/** The root fields that read Kestra: users, suggestions of users, service accounts. */

import { builder } from '../graph/builder.ts';
import { arrayConnection, connection } from '../graph/connection.ts';
import { platformId } from '../graph/global-id.ts';
import { omitNulls } from '../graph/omit-nulls.ts';
import { pageArgs } from '../graph/page-cursors.ts';
import { selectedNames } from '../graph/selection.ts';
import { nullOnError } from '../graph/semantic-non-null.ts';
import { arrayList } from '../paging/array-list.ts';
import { costs, detailFields } from './costs.ts';
import { tenantIdIn, userIdIn } from './input-ids.ts';
import { KestraServiceAccount, KestraUser } from './types/refs.ts';
import { KestraUserSuggestion } from './types/suggestion.ts';
import { KestraUserFilter, KestraUserOrder, userList } from './types/user-list.ts';

const KestraUserBy = builder.inputType('KestraUserBy', {
  description: 'The key of a user of Kestra: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    userId: t.id({ description: 'The `id` or the `userId` of the user.' }),
    username: t.string({
      description:
        'The full name that the user signs in with. Letter case matters only when several usernames differ in nothing else.',
    }),
  }),
});

const KestraServiceAccountBy = builder.inputType('KestraServiceAccountBy', {
  description: 'The key of a service account of Kestra.',
  isOneOf: true,
  fields: (t) => ({
    serviceAccountId: t.id({ description: 'The `id` or the `serviceAccountId` of the service account.' }),
  }),
});

builder.queryFields((t) => ({
  kestraUser: t.field({
    type: KestraUser,
    nullable: true,
    description: 'A user of Kestra; null when it does not exist.',
    args: { by: t.arg({ type: KestraUserBy, required: true, description: 'The key of the user.' }) },
    resolve: (_, { by }, { kestra: { users } }, info) => {
      if (by.username != null) return users.named(by.username);
      const isWhole = selectedNames(info).some((name) => detailFields.has(name));
      return (isWhole ? users.byId : users.summaries).load(userIdIn(by.userId ?? '', ['by', 'userId']));
    },
  }),
  kestraUsers: t.connection(
    {
      ...nullOnError,
      type: KestraUser,
      description: 'The users of Kestra, in the order of the platform unless `orderBy` is given.',
      args: {
        ...pageArgs,
        search: t.arg.string({
          description:
            'Text that the platform searches for in its users. The first search costs one more REST call, which shows whether the server ignores it. If so, the facade reads the whole list, and searches usernames and display names itself.',
        }),
        filter: t.arg({ type: KestraUserFilter, description: 'Conditions that every user of the list meets.' }),
        orderBy: t.arg({
          type: KestraUserOrder,
          description:
            'The order of the list. Some servers cannot order it: the field then fails with `UNSUPPORTED_BY_VERSION`; ask without this argument.',
        }),
      },
      extensions: costs.users,
      resolve: (_, args, context, info) => connection(context.kestra.users.list(userList(args)), args, context, info),
    },
    { name: 'KestraUserConnection' },
    { name: 'KestraUserEdge' },
  ),
  kestraUserSuggestions: t.connection(
    {
      ...nullOnError,
      type: KestraUserSuggestion,
      description:
        'Suggestions of users within a tenant, for a field that completes names. All given conditions hold. Costs one REST call.',
      args: {
        ...pageArgs,
        tenantId: t.arg.id({
          description:
            'The `id` of the tenant, or the id that Kestra gave it. By default the tenant that the facade is configured with.',
        }),
        search: t.arg.string({ description: 'Text that the platform searches for in its users.' }),
        username: t.arg.string({ description: 'The full name that the user signs in with.' }),
        userIds: t.arg.idList({ description: 'The `id`s of the users, or the ids that Kestra gave them.' }),
        membersOnly: t.arg.boolean({ description: 'True returns only users who have access to the tenant.' }),
      },
      resolve: async (_, args, context, info) => {
        const { kestra } = context;
        const { search: q, username, userIds, membersOnly: existingOnly } = args;
        const ids = userIds?.map((id, index) => userIdIn(String(id), ['userIds', String(index)]));
        const tenantId = args.tenantId == null ? kestra.tenant : tenantIdIn(args.tenantId, ['tenantId']);
        const body = omitNulls({ q, username, ids, existingOnly });
        const users = await kestra.api.suggestUsers(tenantId, body, 'The requested suggestions.');
        const rows = users.map((user) => ({ ...user, tenantId }));
        const list = arrayList(`kestra.suggestions ${tenantId} ${JSON.stringify(body)}`, rows, ({ id }) => id);
        return arrayConnection(list, args, context, info);
      },
    },
    { name: 'KestraUserSuggestionConnection' },
    { name: 'KestraUserSuggestionEdge' },
  ),
  kestraServiceAccount: t.field({
    type: KestraServiceAccount,
    nullable: true,
    description: 'A service account of Kestra and its API tokens; null when it does not exist. Costs one REST call.',
    args: {
      by: t.arg({ type: KestraServiceAccountBy, required: true, description: 'The key of the service account.' }),
      tenantId: t.arg.id({
        description:
          'The `id` of the tenant to search, or the id that Kestra gave it. When absent, all tenants are searched, which requires super-admin rights.',
      }),
    },
    resolve: async (_, { by, tenantId }, { kestra }) => {
      const id = platformId('KestraServiceAccount', by.serviceAccountId ?? '', ['by', 'serviceAccountId']);
      const serviceAccount = { id, ...(tenantId != null && { tenant: tenantIdIn(tenantId, ['tenantId']) }) };
      return (await kestra.tokens.of.load({ serviceAccount })) && serviceAccount;
    },
  }),
}));
