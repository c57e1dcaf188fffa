/** Mutations that reset a user's password, or change the caller's own. */

import { callsEach } from '../../cost/field-cost.ts';
import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { platformId } from '../../graph/global-id.ts';
import { type ChangedUser, changedPasswordPayload, changedUserPayload } from '../../graph/payload.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { readBack } from './read-back.ts';

interface Reset extends ChangedUser {
  readonly temporaryPassword: string;
}

const ResetUserPasswordPayload = changedUserPayload<Reset>(
  'ResetUserPasswordPayload',
  'The platform replaced the password of a user with a generated one.',
  readBack,
);

builder.objectField(ResetUserPasswordPayload, 'temporaryPassword', (t) =>
  t.expose('temporaryPassword', {
    type: 'Secret',
    tag: 'credentials',
    description: 'The generated password. It is shown only here: no later request returns it.',
  }),
);

const ChangeMyPasswordPayload = changedPasswordPayload(
  'ChangeMyPasswordPayload',
  'The platform changed the password of the caller.',
);

builder.mutationFields((t) => ({
  resetUserPassword: t.fieldWithInput({
    ...nullOnError,
    type: ResetUserPasswordPayload,
    errors: { types: [NotFoundError] },
    description: 'Replaces the password of a user with a generated one.',
    input: {
      userId: t.input.id({ required: true, description: 'The `id` of the user, or the id that Run:ai gave it.' }),
    },
    extensions: callsEach(1),
    resolve: (_, { input }, { runai }) =>
      runai.change(async (api) => {
        const userId = platformId('User', input.userId, ['userId']);
        return { userId, temporaryPassword: await api.resetPassword(userId) };
      }),
  }),
  changeMyPassword: t.fieldWithInput({
    ...nullOnError,
    type: ChangeMyPasswordPayload,
    errors: { types: [NotFoundError] },
    description: 'Changes the password of the caller: the user to whom the Run:ai credentials of the request belong.',
    input: {
      currentPassword: t.input.field({ type: 'Secret', required: true, description: 'The current password.' }),
      newPassword: t.input.field({ type: 'Secret', required: true, description: 'The new password.' }),
    },
    extensions: callsEach(1),
    resolve: (_, { input }, { runai }) =>
      runai.change(async (api) => {
        await api.changeMyPassword({ ...input });
        return { changed: true as const };
      }),
  }),
}));
