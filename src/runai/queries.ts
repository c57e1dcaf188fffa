/** The root fields that read Run:ai: users, groups, roles, and users by their access. */

import { builder } from '../graph/builder.ts';
import { arrayConnection, connection } from '../graph/connection.ts';
import { platformId } from '../graph/global-id.ts';
import { pageArgs } from '../graph/page-cursors.ts';
import { listNullOnError, nullOnError } from '../graph/semantic-non-null.ts';
import { arrayList } from '../paging/array-list.ts';
import { costs } from './costs.ts';
import { nameOf } from './loaders/groups.ts';
import { accessSelection, deprecated, Role, UserType } from './types/access.ts';
import { needsNamesOnly, needsNamesOnlyOfRows } from './types/names-only.ts';
import { Group, GroupConnection, User, UserConnection } from './types/refs.ts';
import { UserFilter } from './types/user-filter.ts';
import { UserOrder, userList } from './types/user-list.ts';
import { needsUsers, usersByAccess } from './types/users-by-access.ts';

const UserBy = builder.inputType('UserBy', {
  description: 'The key of a user: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    userId: t.id({ description: 'The `id` or the `userId` of the user.' }),
    username: t.string({
      description:
        'The full name that the user signs in with. Letter case matters only when several usernames differ in nothing else.',
    }),
  }),
});

const GroupBy = builder.inputType('GroupBy', {
  description: 'The key of a group: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    groupId: t.id({
      description: 'The `id` of the group, or its name: Run:ai gives groups no other id.',
    }),
    name: t.string({ description: 'The name of the group.' }),
  }),
});

builder.queryFields((t) => ({
  user: t.field({
    type: User,
    nullable: true,
    description: 'A user of Run:ai; null when it does not exist.',
    args: { by: t.arg({ type: UserBy, required: true, description: 'The key of the user.' }) },
    resolve: (_, { by }, { runai }, info) => {
      const namesOnly = needsNamesOnly(runai, info);
      if (by.username != null) return runai.users.named(by.username, namesOnly);
      const userId = platformId('User', by.userId ?? '', ['by', 'userId']);
      return runai.users.withId(userId, namesOnly);
    },
  }),
  users: t.connection(
    {
      ...nullOnError,
      type: User,
      description: 'The users of Run:ai, ordered by username unless `orderBy` is given.',
      args: {
        ...pageArgs,
        search: t.arg.string({
          description:
            'Text that the platform searches for in usernames and, from Run:ai 3.0 on, in first and last names.',
        }),
        filter: t.arg({ type: UserFilter, description: 'Conditions that every user of the list meets.' }),
        orderBy: t.arg({ type: UserOrder, description: 'The order of the list.' }),
      },
      extensions: costs.users,
      resolve: (_, args, context, info) => {
        const { runai } = context;
        const namesOnly = args.filter != null && needsNamesOnlyOfRows(runai, info);
        return connection(runai.users.list(userList(args), namesOnly), args, context, info);
      },
    },
    UserConnection,
  ),
  group: t.field({
    type: Group,
    nullable: true,
    description:
      'A group of Run:ai; null when it has neither a member nor access, which an access rule gives it from Run:ai 2.24 on. Costs a scan of all users unless the group has access of the deprecated model, and a REST call more when it has no member.',
    args: { by: t.arg({ type: GroupBy, required: true, description: 'The key of the group.' }) },
    resolve: (_, { by }, { runai }) =>
      runai.groups.find(by.name ?? platformId('Group', by.groupId ?? '', ['by', 'groupId'])),
  }),
  groups: t.connection(
    {
      ...nullOnError,
      type: Group,
      description:
        'The groups that have access. In versions without the deprecated access model: the groups that have a member, at the cost of a scan of all users.',
      args: {
        ...pageArgs,
        roles: t.arg({
          type: [Role],
          description: 'Return only groups that hold at least one of these roles.',
          deprecationReason: deprecated.groupsByAccess,
        }),
        createdByMe: t.arg.boolean({
          description: 'True returns only groups to which the caller gave access.',
          deprecationReason: deprecated.groupsByAccess,
        }),
      },
      extensions: costs.groups,
      resolve: async (_, args, context, info) => {
        const selection = accessSelection(args);
        const groups = await context.runai.groups.list(selection);
        const list = arrayList(`runai.groups ${JSON.stringify(selection)}`, groups, nameOf);
        return arrayConnection(list, args, context, info);
      },
    },
    GroupConnection,
  ),
  usersByAccess: t.connection(
    {
      ...nullOnError,
      type: User,
      description:
        'The users that have access, in the order of the platform, from the deprecated access model. Costs one REST call for the whole list, and further calls when fields other than `id`, `userId`, `username` and `access` are selected.',
      deprecationReason: deprecated.usersByAccess,
      args: {
        ...pageArgs,
        roles: t.arg({ type: [Role], description: 'Return only users that hold at least one of these roles.' }),
        createdByMe: t.arg.boolean({ description: 'True returns only users that the caller created.' }),
        type: t.arg({ type: UserType, description: 'Return only accounts of this origin.' }),
      },
      extensions: costs.usersByAccess,
      resolve: async (_, args, context, info) => {
        const selection = accessSelection(args);
        const list = await usersByAccess(context.runai, selection, needsUsers(info));
        return connection(list, args, context, info);
      },
    },
    UserConnection,
  ),
  roles: t.field({
    ...listNullOnError,
    type: [Role],
    description: 'The roles that the tenant can grant, from the deprecated access model.',
    deprecationReason: deprecated.roles,
    resolve: (_, _args, { runai }) => runai.api.listRoles('Roles that can be granted.'),
  }),
}));
