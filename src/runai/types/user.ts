import { builder } from '../../graph/builder.ts';
import { arrayConnection } from '../../graph/connection.ts';
import { selectedNames } from '../../graph/selection.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { arrayList } from '../../paging/array-list.ts';
import { told } from '../../rest/contract-breaches.ts';
import { orNever } from '../../rest/zero-time.ts';
import { costs, lookupCosts } from '../costs.ts';
import { nameOf } from '../loaders/groups.ts';
import { Access, deprecated } from './access.ts';
import { Group, GroupConnection, User } from './refs.ts';

builder.node(User, {
  description:
    'A person or application with an account on Run:ai. Accounts from single sign-on exist from their first sign-in on.',
  extensions: lookupCosts.user,
  id: { resolve: ({ id }) => told(id) },
  loadOne: (id, { runai }) => runai.users.byId.load(id),
  fields: (t) => ({
    userId: t.exposeID('id', { description: "The platform's own id." }),
    username: t.exposeString('username', {
      ...nullOnError,
      description: 'The name the user signs in with: for most an e-mail address.',
    }),
    isLocal: t.exposeBoolean('isLocal', {
      nullable: true,
      description: 'Whether the account is local (true) or comes from single sign-on (false); null when not known.',
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the account was made; null when not known.',
      resolve: ({ createdAt }) => orNever(createdAt),
    }),
    updatedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the account was last changed; null when not known.',
      resolve: ({ updatedAt }) => orNever(updatedAt),
    }),
    lastLogin: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the user last signed in; null when never, or not known.',
      resolve: ({ lastLogin }) => orNever(lastLogin),
    }),
    createdBy: t.exposeString('createdBy', {
      nullable: true,
      description:
        'The username of who made the account; empty when nobody did, as with single sign-on; null when not known.',
    }),
    creator: t.field({
      type: User,
      nullable: true,
      description: 'Who made the account; null when nobody did, when not known, or when that user is gone.',
      extensions: costs.byName,
      resolve: ({ createdBy }, _, { runai }) => (createdBy ? runai.users.named(told(createdBy)) : null),
    }),
    groups: t.connection(
      {
        type: Group,
        nullable: true,
        description: 'The groups that the user is in, in the order of the platform; null when not known.',
        resolve: ({ id, groups }, args, context, info) => {
          const named = told(groups)?.map((name) => ({ name }));
          return named && arrayConnection(arrayList(`runai.user.${id}.groups`, named, nameOf), args, context, info);
        },
      },
      GroupConnection,
    ),
    access: t.field({
      type: Access,
      nullable: true,
      description: 'What the user may do, in the deprecated model of access; null when the platform tells of none.',
      deprecationReason: deprecated.accessOfUser,
      extensions: costs.accessOfUser,
      resolve: ({ id }, _, { runai: { access } }, info) => {
        const rolesAlone = selectedNames(info).every((name) => name === 'roles' || name === '__typename');
        return (rolesAlone ? access.rolesByUser : access.byUser).load(told(id));
      },
    }),
  }),
});
