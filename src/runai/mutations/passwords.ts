import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { readBack } from './read-back.ts';

interface Reset {
  readonly userId: string;
  readonly temporaryPassword: string;
}

const ResetUserPasswordPayload = builder.objectRef<Reset>('ResetUserPasswordPayload').implement({
  description: "A user's password was replaced by a generated one.",
  fields: (t) => ({
    userId: t.exposeID('userId', { description: "The platform's own id of the user." }),
    temporaryPassword: t.expose('temporaryPassword', {
      type: 'Secret',
      tag: 'credentials',
      description: 'The generated password. It is shown this once and cannot be asked for again.',
    }),
    user: t.field(readBack),
  }),
});

const ResetUserPasswordResult = builder.errorUnion('ResetUserPasswordResult', {
  description: 'The generated password, or why the old one stays.',
  types: [ResetUserPasswordPayload, NotFoundError, ForbiddenError, InvalidInputError],
  resolveType: () => 'ResetUserPasswordPayload',
});

const ChangeMyPasswordPayload = builder.objectRef<{ changed: true }>('ChangeMyPasswordPayload').implement({
  description: "The caller's password was changed.",
  fields: (t) => ({
    changed: t.exposeBoolean('changed', {
      description: 'Always true: where the password stays, a failure is returned.',
    }),
  }),
});

const ChangeMyPasswordResult = builder.errorUnion('ChangeMyPasswordResult', {
  description: "The change of the caller's password, or why the old one stays.",
  types: [ChangeMyPasswordPayload, NotFoundError, ForbiddenError, InvalidInputError],
  resolveType: () => 'ChangeMyPasswordPayload',
});

builder.mutationFields((t) => ({
  resetUserPassword: t.fieldWithInput({
    ...nullOnError,
    type: ResetUserPasswordResult,
    description: "Replaces a user's password by a generated one.",
    input: { id: t.input.id({ required: true, description: 'The `id` of the user.' }) },
    resolve: (_, { input }, { runai }) =>
      runai.change(async (api) => {
        const userId = localId('User', input.id);
        return { userId, temporaryPassword: await api.resetPassword(userId) };
      }),
  }),
  changeMyPassword: t.fieldWithInput({
    ...nullOnError,
    type: ChangeMyPasswordResult,
    description: 'Changes the password of the caller, who is whoever the credentials belong to.',
    input: {
      currentPassword: t.input.field({ type: 'Secret', required: true, description: 'The password until now.' }),
      newPassword: t.input.field({ type: 'Secret', required: true, description: 'The password from now on.' }),
    },
    resolve: (_, { input }, { runai }) =>
      runai.change(async (api) => {
        await api.changeMyPassword({ ...input });
        return { changed: true as const };
      }),
  }),
}));
