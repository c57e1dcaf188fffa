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
  description: 'The platform replaced the password of a user with a generated one.',
  fields: (t) => ({
    userId: t.exposeID('userId', { description: 'The id that Run:ai gave the user.' }),
    temporaryPassword: t.expose('temporaryPassword', {
      type: 'Secret',
      tag: 'credentials',
      description: 'The generated password. It is shown only here: no later request returns it.',
    }),
    user: t.field(readBack),
  }),
});

const ResetUserPasswordResult = builder.errorUnion('ResetUserPasswordResult', {
  description: 'The generated password, or the reason why the password did not change.',
  types: [ResetUserPasswordPayload, NotFoundError, ForbiddenError, InvalidInputError],
  resolveType: () => 'ResetUserPasswordPayload',
});

const ChangeMyPasswordPayload = builder.objectRef<{ changed: true }>('ChangeMyPasswordPayload').implement({
  description: 'The platform changed the password of the caller.',
  fields: (t) => ({
    changed: t.exposeBoolean('changed', {
      description: 'Always true: a password that did not change is reported as a failure.',
    }),
  }),
});

const ChangeMyPasswordResult = builder.errorUnion('ChangeMyPasswordResult', {
  description: 'The change of the password, or the reason why it did not change.',
  types: [ChangeMyPasswordPayload, NotFoundError, ForbiddenError, InvalidInputError],
  resolveType: () => 'ChangeMyPasswordPayload',
});

builder.mutationFields((t) => ({
  resetUserPassword: t.fieldWithInput({
    ...nullOnError,
    type: ResetUserPasswordResult,
    description: 'Replaces the password of a user with a generated one.',
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
    description: 'Changes the password of the caller: the user to whom the Run:ai credentials of the request belong.',
    input: {
      currentPassword: t.input.field({ type: 'Secret', required: true, description: 'The present password.' }),
      newPassword: t.input.field({ type: 'Secret', required: true, description: 'The new password.' }),
    },
    resolve: (_, { input }, { runai }) =>
      runai.change(async (api) => {
        await api.changeMyPassword({ ...input });
        return { changed: true as const };
      }),
  }),
}));
