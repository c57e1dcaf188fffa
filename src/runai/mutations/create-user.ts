/** Mutations that create local accounts: one, or several at once. */

import { ConflictError, UnsupportedError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import {
  type BulkItem,
  bulkItems,
  bulkPayload,
  costOfItems,
  forEachItem,
  indexOfItem,
  oneResultEach,
  resultOfItem,
} from '../../graph/bulk.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { secretOf } from '../../rest/proofs.ts';
import type { RunaiApi } from '../api.ts';
import { User } from '../types/refs.ts';
import type { WireNewUser } from '../wire-users.ts';

const CreateUserInput = builder.inputType('CreateUserInput', {
  description: 'A local account to create.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'The e-mail address, which becomes the username.' }),
    resetPassword: t.boolean({
      description: 'Whether the user must change the temporary password when signing in for the first time.',
    }),
    firstName: t.string({ description: 'The first name, of 255 characters at most. From Run:ai 3.0 on.' }),
    lastName: t.string({ description: 'The last name, of 255 characters at most. From Run:ai 3.0 on.' }),
    notify: t.boolean({ description: 'Whether the platform sends an e-mail with a link to set the password.' }),
  }),
});

type NewUser = typeof CreateUserInput.$inferInput;

const CreateUserPayload = builder.objectRef<WireNewUser>('CreateUserPayload').implement({
  description: 'The platform created a local account.',
  fields: (t) => ({
    userId: t.exposeID('id', { description: 'The id that Run:ai gave the new user.' }),
    username: t.exposeString('username', { ...nullOnError, description: 'The name that the user signs in with.' }),
    temporaryPassword: t.field({
      ...nullOnError,
      type: 'Secret',
      tag: 'credentials',
      description:
        'The password for the first sign-in. It is shown only here: no later request returns it. Null with the error `SECRET_LOST` when the account was created but the answer with the password was lost: `resetUserPassword` creates another one.',
      resolve: ({ tempPassword }) => secretOf(tempPassword),
    }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'The new user. Costs one REST call.',
      resolve: ({ id }, _, { runai }) => runai.users.byId.load(id),
    }),
  }),
});

/** One union for both mutations, so that clients read either result with the same fragment. */
const CreateUserResult = builder.errorUnion('CreateUserResult', {
  description: 'The new account, or the reason why it was not created.',
  types: [CreateUserPayload, ConflictError, UnsupportedError],
  resolveType: () => 'CreateUserPayload',
});

const CreateUsersItem = builder.objectRef<BulkItem<NewUser, WireNewUser>>('CreateUsersItem').implement({
  description: 'An account to create, and the result.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: indexOfItem }),
    email: t.string({ description: 'The e-mail address in the input.', resolve: ({ item }) => item.email }),
    result: t.field({
      ...nullOnError,
      type: CreateUserResult,
      description: resultOfItem,
      resolve: ({ result }) => result,
    }),
  }),
});

const CreateUsersPayload = bulkPayload('CreateUsersPayload', 'The result for each account.', CreateUsersItem);

/** What a conflict can be about. */
const unique: InputPaths = { uniqueInputs: ['email'] };

const create = (api: RunaiApi, { email, ...input }: NewUser) => api.createUser({ email, ...omitNulls(input) });

builder.mutationFields((t) => ({
  createUser: t.field({
    ...nullOnError,
    type: CreateUserResult,
    description: 'Creates a local account with a temporary password.',
    extensions: unique,
    args: { input: t.arg({ type: CreateUserInput, required: true, description: 'The account to create.' }) },
    resolve: (_, { input }, { runai }) => runai.change((api) => create(api, input)),
  }),
  createUsers: t.fieldWithInput({
    ...nullOnError,
    type: CreateUsersPayload,
    description: `Creates local accounts, each with a temporary password. ${oneResultEach}`,
    input: {
      users: t.input.field({
        type: [CreateUserInput],
        required: true,
        description: 'The accounts to create.',
        validate: bulkItems,
      }),
    },
    extensions: { ...costOfItems('users'), ...unique },
    resolve: (_, { input: { users } }, { runai }, info) =>
      runai.change((api) => forEachItem('users', users, info, (user) => create(api, user))),
  }),
}));
