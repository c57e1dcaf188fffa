/** Mutations that give a user access, change it or remove it. */

import { settledWrite } from '../../cost/field-cost.ts';
import { ConflictError, NotFoundError, UnsupportedError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { platformId } from '../../graph/global-id.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { deletedUserPayload, userField } from '../../graph/payload.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { costs } from '../costs.ts';
import {
  Access,
  accessBody,
  accessFields,
  accessNames,
  changedAccess,
  deprecated,
  EntityType,
  Role,
  UserType,
} from '../types/access.ts';
import { User } from '../types/refs.ts';
import type { WireAccessUser } from '../wire-types.ts';
import { readBack } from './read-back.ts';

const failures = [NotFoundError, UnsupportedError];

const CreateUserWithAccessPayload = builder.objectRef<WireAccessUser>('CreateUserWithAccessPayload').implement({
  description: 'The platform created a local account with access. The facade does not return the password.',
  fields: (t) => ({
    username: t.exposeString('email', { ...nullOnError, description: 'The name that the user signs in with.' }),
    access: t.field({ type: Access, description: 'The access of the user.', resolve: (created) => created }),
    user: t.field({
      type: User,
      nullable: true,
      description:
        'The new user. Costs one REST call when the platform returns the new id, and a search by the username when it does not.',
      extensions: costs.byName,
      resolve: ({ email, userId }, _, { runai }) =>
        userId ? runai.users.byId.load(userId) : runai.users.named(email, false),
    }),
  }),
});

const UpdateUserAccessPayload = builder
  .objectRef<{ userId: string; access: WireAccessUser }>('UpdateUserAccessPayload')
  .implement({
    description: 'The platform changed the access of a user.',
    fields: (t) => ({
      access: t.expose('access', { type: Access, description: 'The access of the user after the change.' }),
      user: t.field(userField(readBack)),
    }),
  });

const DeleteUserWithAccessPayload = deletedUserPayload(
  'DeleteUserWithAccessPayload',
  'The platform deleted a user and its access.',
  'User',
);

builder.mutationFields((t) => ({
  createUserWithAccess: t.fieldWithInput({
    ...nullOnError,
    type: CreateUserWithAccessPayload,
    errors: { types: [ConflictError, ...failures] },
    description: 'Creates a local account with a given password, roles and clusters, by the deprecated access model.',
    deprecationReason: deprecated.createUser,
    input: {
      email: t.input.string({ required: true, description: 'The e-mail address, which becomes the username.' }),
      password: t.input.field({ type: 'Secret', required: true, description: 'The password for the first sign-in.' }),
      isPasswordTemporary: t.input.boolean({
        description: 'Whether the user must change the password when signing in for the first time.',
      }),
      roles: t.input.field({ type: [Role], required: true, description: 'The roles that the user gets.' }),
      entityType: t.input.field({ type: EntityType, description: 'The kind of account.' }),
      userId: t.input.id({
        description: 'The id for the new user: a UUID. Run:ai chooses one when this is absent.',
      }),
      ...accessFields(t.input),
    },
    extensions: {
      inputNames: { ...accessNames, needToChangePassword: 'isPasswordTemporary' },
      uniqueInputs: ['email', 'userId'],
    } satisfies InputPaths,
    resolve: (_, { input: { email, password, roles, isPasswordTemporary, ...rest } }, { runai }) =>
      runai.change((api) => {
        const needToChangePassword = isPasswordTemporary ?? undefined;
        return api.createAccessUser({
          email,
          password,
          roles,
          ...omitNulls({ needToChangePassword }),
          ...accessBody(rest),
        });
      }),
  }),
  updateUserAccess: t.fieldWithInput({
    ...nullOnError,
    type: UpdateUserAccessPayload,
    errors: { types: failures },
    description:
      'Changes the access of a user: fields that are absent keep their values. Costs two REST calls: the facade reads the access, merges the input and writes the whole.',
    deprecationReason: deprecated.updateUser,
    input: {
      userId: t.input.id({ required: true, description: 'The `id` of the user, or the id that Run:ai gave it.' }),
      roles: t.input.field({ type: [Role], description: 'All roles that the user holds after the change.' }),
      entityType: t.input.field({ type: EntityType, description: 'The kind of account.' }),
      ...accessFields(t.input),
    },
    extensions: { ...settledWrite(1), ...({ inputNames: accessNames } satisfies InputPaths) },
    resolve: (_, { input: { userId: sent, ...rest } }, { runai }) =>
      runai.change(async (api) => {
        const userId = platformId('User', sent, ['userId']);
        const present = await api.getAccessUser(userId, 'Reads the values that the change keeps.');
        return { userId, access: await api.replaceAccessUser(userId, changedAccess(present, accessBody(rest))) };
      }),
  }),
  deleteUserWithAccess: t.fieldWithInput({
    ...nullOnError,
    type: DeleteUserWithAccessPayload,
    errors: { types: failures },
    description:
      'Deletes a user and its access, by the deprecated access model: the account no longer exists. `deleteUser` does the same in all versions.',
    deprecationReason: deprecated.deleteUser,
    input: {
      userId: t.input.id({ required: true, description: 'The `id` of the user, or the id that Run:ai gave it.' }),
      type: t.input.field({
        type: UserType,
        description: 'The origin of the account, for platforms with single sign-on.',
      }),
    },
    resolve: (_, { input: { userId: sent, type } }, { runai }) =>
      runai.change(async (api) => {
        const userId = platformId('User', sent, ['userId']);
        await api.removeAccessUser(userId, type ?? undefined);
        return { userId };
      }),
  }),
}));
