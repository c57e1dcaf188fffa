/** `User` and its fields. */

import { builder } from '../../graph/builder.ts';
import { arrayConnection } from '../../graph/connection.ts';
import { pageArgs } from '../../graph/page-cursors.ts';
import { selectedNames } from '../../graph/selection.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { arrayList } from '../../paging/array-list.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { nullIfZero } from '../../rest/zero-time.ts';
import { costs, lookupCosts } from '../costs.ts';
import { nameOf } from '../loaders/groups.ts';
import { fullNameOf, withNames } from '../names.ts';
import { Access, deprecated } from './access.ts';
import { needsNamesOnly } from './names-only.ts';
import { Group, GroupConnection, User } from './refs.ts';

const sinceNames = 'with `UNSUPPORTED_BY_VERSION` before Run:ai 3.0';

builder.node(User, {
  description:
    'A person or application with an account on Run:ai. An account from single sign-on exists once its user has signed in.',
  extensions: lookupCosts.user,
  id: { resolve: ({ id }) => intact(id) },
  loadOne: (id, { runai }) => runai.users.byId.load(id),
  fields: (t) => ({
    userId: t.exposeID('id', { description: 'The id that Run:ai gave the user.' }),
    username: t.exposeString('username', {
      ...nullOnError,
      description: 'The name that the user signs in with: usually an e-mail address.',
    }),
    firstName: t.string({
      nullable: true,
      description: `The first name; null when the platform knows none, and ${sinceNames}.`,
      resolve: (user, _, { runai }) => withNames(user, runai.api, ({ firstName }) => firstName),
    }),
    lastName: t.string({
      nullable: true,
      description: `The last name; null when the platform knows none, and ${sinceNames}.`,
      resolve: (user, _, { runai }) => withNames(user, runai.api, ({ lastName }) => lastName),
    }),
    fullName: t.string({
      nullable: true,
      description: `The first and the last name with a space between, or the one that is known; null when neither is, and ${sinceNames}.`,
      resolve: (user, _, { runai }) => withNames(user, runai.api, fullNameOf),
    }),
    isLocal: t.exposeBoolean('isLocal', {
      nullable: true,
      description: 'Whether the account is local (true) or comes from single sign-on (false); null when unknown.',
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time when the account was created; null when unknown.',
      resolve: ({ createdAt }) => nullIfZero(createdAt),
    }),
    updatedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time when the account was last changed; null when unknown.',
      resolve: ({ updatedAt }) => nullIfZero(updatedAt),
    }),
    lastLoginAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time when the user last signed in; null when never or unknown.',
      resolve: ({ lastLogin }) => nullIfZero(lastLogin),
    }),
    createdBy: t.exposeString('createdBy', {
      nullable: true,
      description:
        'The username of the creator of the account; empty when it has no creator, as with single sign-on; null when unknown.',
    }),
    creator: t.field({
      type: User,
      nullable: true,
      description:
        'The user who created the account; null when it has no creator, when unknown, or when that user no longer exists. Costs a search for each distinct creator, or the list of users when that takes fewer calls.',
      extensions: costs.byName,
      resolve: ({ createdBy }, _, { runai }, info) =>
        createdBy ? runai.users.named(intact(createdBy), needsNamesOnly(runai, info)) : null,
    }),
    groups: t.connection(
      {
        type: Group,
        nullable: true,
        args: pageArgs,
        description: 'The groups of the user, in the order of the platform; null when unknown.',
        resolve: ({ id, groups }, args, context, info) => {
          const named = intact(groups)?.map((name) => ({ name }));
          return named && arrayConnection(arrayList(`runai.user.${id}.groups`, named, nameOf), args, context, info);
        },
      },
      GroupConnection,
    ),
    access: t.field({
      type: Access,
      nullable: true,
      description:
        'The access of the user, from the deprecated access model; null when the platform has none on record. Costs one REST call for each user, or the list of users with access when that takes fewer calls.',
      deprecationReason: deprecated.accessOfUser,
      extensions: costs.accessOfUser,
      resolve: ({ id }, _, { runai: { access } }, info) => {
        const rolesAlone = selectedNames(info).every((name) => name === 'roles' || name === '__typename');
        return (rolesAlone ? access.rolesByUser : access.byUser).load(intact(id));
      },
    }),
  }),
});
