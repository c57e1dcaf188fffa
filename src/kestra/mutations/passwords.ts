import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { changed, userResult } from './result.ts';

const SetResult = userResult('SetKestraUserPassword', 'Kestra set the password of a user.');

const ChangeMyKestraPasswordPayload = builder.objectRef<{ changed: true }>('ChangeMyKestraPasswordPayload').implement({
  description: 'Kestra changed the password of the caller.',
  fields: (t) => ({
    changed: t.exposeBoolean('changed', {
      description: 'Always true: a password that did not change is reported as a failure.',
    }),
  }),
});

const ChangeMyKestraPasswordResult = builder.errorUnion('ChangeMyKestraPasswordResult', {
  description: 'The change of the password, or the reason why it did not change.',
  types: [ChangeMyKestraPasswordPayload, NotFoundError, ForbiddenError, InvalidInputError],
  resolveType: () => 'ChangeMyKestraPasswordPayload',
});

builder.mutationFields((t) => ({
  setKestraUserPassword: t.fieldWithInput({
    ...nullOnError,
    type: SetResult,
    description: 'Sets the password of a user. Requires super-admin rights.',
    input: {
      id: t.input.id({ required: true, description: 'The `id` of the user.' }),
      password: t.input.field({ type: 'Secret', required: true, description: 'The new password.' }),
    },
    resolve: async (_, { input }, { kestra }) => {
      const userId = localId('KestraUser', input.id);
      return changed(await kestra.changeUser((api) => api.patchUserPassword(userId, input.password)));
    },
  }),
  changeMyKestraPassword: t.fieldWithInput({
    ...nullOnError,
    type: ChangeMyKestraPasswordResult,
    description: 'Changes the password of the caller: the user to whom the Kestra credentials of the request belong.',
    input: {
      currentPassword: t.input.field({ type: 'Secret', required: true, description: 'The present password.' }),
      newPassword: t.input.field({ type: 'Secret', required: true, description: 'The new password.' }),
    },
    resolve: async (_, { input }, { kestra }) => {
      await kestra.change((api) => api.updateMyPassword(input.currentPassword, input.newPassword));
      return { changed: true as const };
    },
  }),
}));
