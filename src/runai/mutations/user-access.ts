import { callsEach } from '../../cost/field-cost.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError, UnsupportedError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { given } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { costs } from '../costs.ts';
import { Access, accessFields, changedAccess, deprecated, EntityType, Role, UserType } from '../types/access.ts';
import { User } from '../types/refs.ts';
import type { WireAccessUser } from '../wire-types.ts';
import { readBack } from './read-back.ts';

const failures = [NotFoundError, ForbiddenError, InvalidInputError, UnsupportedError] as const;

const CreateUserWithAccessPayload = builder.objectRef<WireAccessUser>('CreateUserWithAccessPayload').implement({
  description: 'A local account with access was made. Its password, which the platform repeats, is not passed on.',
  fields: (t) => ({
    username: t.exposeString('email', { ...nullOnError, description: 'The name the user signs in with.' }),
    access: t.field({ type: Access, description: 'What the user may do.', resolve: (created) => created }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'The new user, read back from the platform: one call where it tells the new id.',
      extensions: costs.byName,
      resolve: ({ email, userId }, _, { runai }) => (userId ? runai.users.byId.load(userId) : runai.users.named(email)),
    }),
  }),
});

const CreateUserWithAccessResult = builder.errorUnion('CreateUserWithAccessResult', {
  description: 'The new account, or why there is none.',
  types: [CreateUserWithAccessPayload, ConflictError, ...failures],
  resolveType: () => 'CreateUserWithAccessPayload',
});

const UpdateUserAccessPayload = builder
  .objectRef<{ userId: string; access: WireAccessUser }>('UpdateUserAccessPayload')
  .implement({
    description: "A user's access was changed.",
    fields: (t) => ({
      access: t.expose('access', { type: Access, description: 'What the user may do now, as the platform answered.' }),
      user: t.field(readBack),
    }),
  });

const UpdateUserAccessResult = builder.errorUnion('UpdateUserAccessResult', {
  description: 'The new access, or why the old one stays.',
  types: [UpdateUserAccessPayload, ...failures],
  resolveType: () => 'UpdateUserAccessPayload',
});

const RemoveUserAccessPayload = builder.objectRef<{ userId: string }>('RemoveUserAccessPayload').implement({
  description: 'A user was removed through the deprecated family.',
  fields: (t) => ({
    userId: t.exposeID('userId', { description: "The platform's own id of the user." }),
  }),
});

const RemoveUserAccessResult = builder.errorUnion('RemoveUserAccessResult', {
  description: 'The removal, or why it did not happen.',
  types: [RemoveUserAccessPayload, ...failures],
  resolveType: () => 'RemoveUserAccessPayload',
});

builder.mutationFields((t) => ({
  createUserWithAccess: t.fieldWithInput({
    ...nullOnError,
    type: CreateUserWithAccessResult,
    description: 'Makes a local account with a password of your choice, roles and clusters.',
    deprecationReason: deprecated.createUser,
    input: {
      email: t.input.string({ required: true, description: 'The e-mail address; it becomes the username.' }),
      password: t.input.field({ type: 'Secret', required: true, description: 'The password.' }),
      needToChangePassword: t.input.boolean({ description: 'Whether the user must change it at the first sign-in.' }),
      roles: t.input.field({ type: [Role], required: true, description: 'The roles that the user holds.' }),
      entityType: t.input.field({ type: EntityType, description: 'What kind of account it is.' }),
      userId: t.input.id({ description: "The platform's own id that the user shall have: a UUID." }),
      ...accessFields(t.input),
    },
    resolve: (_, { input: { email, password, roles, ...rest } }, { runai }) =>
      runai.change((api) => api.createAccessUser({ email, password, roles, ...given(rest) })),
  }),
  updateUserAccess: t.fieldWithInput({
    ...nullOnError,
    type: UpdateUserAccessResult,
    description: "Changes what of a user's access is given, and keeps the rest: it reads, merges and writes.",
    deprecationReason: deprecated.updateUser,
    input: {
      id: t.input.id({ required: true, description: 'The `id` of the user.' }),
      roles: t.input.field({ type: [Role], description: 'The roles that the user shall hold, all of them.' }),
      entityType: t.input.field({ type: EntityType, description: 'What kind of account it shall be.' }),
      ...accessFields(t.input),
    },
    extensions: callsEach(2),
    resolve: (_, { input: { id, ...rest } }, { runai }) =>
      runai.change(async (api) => {
        const userId = localId('User', id);
        const present = await api.getAccessUser(userId, 'A change of it keeps what it does not name.');
        return { userId, access: await api.replaceAccessUser(userId, changedAccess(present, given(rest))) };
      }),
  }),
  removeUserAccess: t.fieldWithInput({
    ...nullOnError,
    type: RemoveUserAccessResult,
    description: 'Removes a user through the deprecated family. `deleteUser` does so in all versions.',
    deprecationReason: deprecated.removeUser,
    input: {
      id: t.input.id({ required: true, description: 'The `id` of the user.' }),
      type: t.input.field({ type: UserType, description: 'Where the account comes from, where single sign-on is on.' }),
    },
    resolve: (_, { input: { id, type } }, { runai }) =>
      runai.change(async (api) => {
        const userId = localId('User', id);
        await api.removeAccessUser(userId, type ?? undefined);
        return { userId };
      }),
  }),
}));
