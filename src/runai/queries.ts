import { builder } from '../graph/builder.ts';
import { arrayConnection, connection } from '../graph/connection.ts';
import { localId } from '../graph/global-id.ts';
import { listNullOnError, nullOnError } from '../graph/semantic-non-null.ts';
import { arrayList } from '../paging/array-list.ts';
import { costs } from './costs.ts';
import { nameOf } from './loaders/groups.ts';
import { accessSelection, deprecated, Role, UserType } from './types/access.ts';
import { Group, GroupConnection, User, UserConnection } from './types/refs.ts';
import { UserFilter, UserOrder, userList } from './types/user-list.ts';
import { needsUsers, usersByAccess } from './types/users-by-access.ts';

const UserBy = builder.inputType('UserBy', {
  description: 'What a user is looked up by: exactly one of these.',
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
  user: t.field({
    type: User,
    nullable: true,
    description: 'One user; null when there is none.',
    args: { by: t.arg({ type: UserBy, required: true, description: 'What to look the user up by.' }) },
    resolve: (_, { by }, { runai }) => {
      if (by.username != null) return runai.users.named(by.username);
      return runai.users.byId.load(by.userId ?? localId('User', by.id ?? ''));
    },
  }),
  users: t.connection(
    {
      ...nullOnError,
      type: User,
      description: "The users of Run:ai, in the platform's own order unless `orderBy` is given.",
      args: {
        search: t.arg.string({ description: 'Free text that the platform looks for in users.' }),
        filter: t.arg({ type: UserFilter, description: 'Conditions that all users of the list meet.' }),
        orderBy: t.arg({ type: UserOrder, description: 'How the list is ordered.' }),
      },
      extensions: costs.users,
      resolve: (_, args, context, info) => connection(context.runai.users.list(userList(args)), args, context, info),
    },
    UserConnection,
  ),
  group: t.field({
    type: Group,
    nullable: true,
    description: 'One group by its name; null when it has neither access nor a member.',
    args: { name: t.arg.string({ required: true, description: "The group's name." }) },
    resolve: (_, { name }, { runai }) => runai.groups.find(name),
  }),
  groups: t.connection(
    {
      ...nullOnError,
      type: Group,
      description: 'The groups that the platform lists; in versions that list none, the groups that have a member.',
      args: {
        roles: t.arg({
          type: [Role],
          description: 'Only groups that hold any of these roles.',
          deprecationReason: deprecated.access,
        }),
        createdByMe: t.arg.boolean({
          description: 'Only groups that the caller gave their access.',
          deprecationReason: deprecated.access,
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
      description: 'Users by what they may do, in the deprecated model of access, in the order of the platform.',
      deprecationReason: deprecated.usersByAccess,
      args: {
        roles: t.arg({ type: [Role], description: 'Only users that hold any of these roles.' }),
        createdByMe: t.arg.boolean({ description: 'Only users that the caller created.' }),
        type: t.arg({ type: UserType, description: 'Only accounts that come from there.' }),
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
    description: 'The roles that the tenant can grant, in the deprecated model of access.',
    deprecationReason: deprecated.access,
    resolve: (_, _args, { runai }) => runai.api.listRoles('Roles that can be granted.'),
  }),
}));
