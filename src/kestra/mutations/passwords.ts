/** Mutations that set a user's password, or change the caller's own. */

import { type CostExtensions, callsEach } from '../../cost/field-cost.ts';
import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { changedPasswordPayload } from '../../graph/payload.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { userIdIn } from '../input-ids.ts';
import { changed, changedUser, failures, userPath } from './payload.ts';

const SetKestraUserPasswordPayload = changedUser('SetKestraUserPasswordPayload', 'Kestra set the password of a user.');
const ChangeMyKestraPasswordPayload = changedPasswordPayload(
  'ChangeMyKestraPasswordPayload',
  'Kestra changed the password of the caller.',
);

builder.mutationFields((t) => ({
  setKestraUserPassword: t.fieldWithInput({
    ...nullOnError,
    type: SetKestraUserPasswordPayload,
    errors: failures,
    description: 'Sets the password of a user. Requires super-admin rights.',
    input: {
      userId: t.input.id({ required: true, description: 'The `id` of the user, or the id that Kestra gave it.' }),
      password: t.input.field({ type: 'Secret', required: true, description: 'The new password.' }),
    },
    extensions: { ...callsEach(1), ...({ inputNames: userPath } satisfies InputPaths) },
    resolve: async (_, { input }, { kestra }) => {
      const userId = userIdIn(input.userId, ['userId']);
      return changed(await kestra.changeUser((api) => api.patchUserPassword(userId, input.password)));
    },
  }),
  changeMyKestraPassword: t.fieldWithInput({
    ...nullOnError,
    type: ChangeMyKestraPasswordPayload,
    errors: { types: [NotFoundError] },
    description: 'Changes the password of the caller: the user to whom the Kestra credentials of the request belong.',
    input: {
      currentPassword: t.input.field({ type: 'Secret', required: true, description: 'The current password.' }),
      newPassword: t.input.field({ type: 'Secret', required: true, description: 'The new password.' }),
    },
    extensions: { ...callsEach(1), inputNames: { oldPassword: 'currentPassword' } } satisfies InputPaths &
      CostExtensions,
    resolve: async (_, { input }, { kestra }) => {
      await kestra.change((api) => api.updateMyPassword(input.currentPassword, input.newPassword));
      return { changed: true as const };
    },
  }),
}));
