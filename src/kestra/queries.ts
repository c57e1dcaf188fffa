import { builder } from '../graph/builder.ts';
import { arrayConnection, connection } from '../graph/connection.ts';
import { localId } from '../graph/global-id.ts';
import { given } from '../graph/omit-nulls.ts';
import { selectedNames } from '../graph/selection.ts';
import { nullOnError } from '../graph/semantic-non-null.ts';
import { arrayList } from '../paging/array-list.ts';
import { costs, detailFields } from './costs.ts';
import { KestraServiceAccount, KestraUser } from './types/refs.ts';
import { KestraUserSuggestion } from './types/suggestion.ts';
import { KestraUserOrder, userList } from './types/user-list.ts';

const KestraUserBy = builder.inputType('KestraUserBy', {
  description: 'What a user of Kestra is looked up by: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: "The user's global id." }),
    userId: t.id({ description: "The platform's own id of the user." }),
    username: t.string({
      description:
        'The name the user signs in with, in full. Upper and lower case count only where several differ in it.',
    }),
  }),
});

builder.queryFields((t) => ({
  kestraUser: t.field({
    type: KestraUser,
    nullable: true,
    description: 'One user of Kestra; null when there is none.',
    args: { by: t.arg({ type: KestraUserBy, required: true, description: 'What to look the user up by.' }) },
    resolve: (_, { by }, { kestra: { users } }, info) => {
      if (by.username != null) return users.named(by.username);
      const isWhole = selectedNames(info).some((name) => detailFields.has(name));
      return (isWhole ? users.byId : users.summaries).load(by.userId ?? localId('KestraUser', by.id ?? ''));
    },
  }),
  kestraUsers: t.connection(
    {
      ...nullOnError,
      type: KestraUser,
      description: "The users of Kestra, in the platform's own order unless `orderBy` is given.",
      args: {
        search: t.arg.string({ description: 'Free text that the platform looks for in users.' }),
        orderBy: t.arg({ type: KestraUserOrder, description: 'How the list is ordered.' }),
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
      description: 'Users to pick from within a tenant. All conditions that are given hold. Costs one call.',
      args: {
        tenant: t.arg.id({ description: 'The id of the tenant; the configured one when absent.' }),
        search: t.arg.string({ description: 'Free text that the platform looks for in users.' }),
        username: t.arg.string({ description: 'The name the user signs in with, in full.' }),
        userIds: t.arg.idList({ description: "The platform's own ids of the users." }),
        membersOnly: t.arg.boolean({ description: 'Whether only users with access to the tenant are suggested.' }),
      },
      resolve: async (_, args, context, info) => {
        const { kestra } = context;
        const { search: q, username, userIds: ids, membersOnly: existingOnly } = args;
        const tenantId = args.tenant ?? kestra.tenant;
        const body = given({ q, username, ids, existingOnly });
        const users = await kestra.api.suggestUsers(tenantId, body, 'The suggestions that were asked for.');
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
    description: 'A service account of Kestra, to see its API tokens; null when there is none. Costs one call.',
    args: {
      id: t.arg.id({ required: true, description: "The platform's own id of the service account." }),
      tenant: t.arg.id({
        description: 'The id of the tenant to look in. Without it, all are looked in, which takes a super admin.',
      }),
    },
    resolve: async (_, { id, tenant }, { kestra }) => {
      const serviceAccount = { id, ...(tenant != null && { tenant }) };
      return (await kestra.tokens.of.load({ serviceAccount })) && serviceAccount;
    },
  }),
}));
