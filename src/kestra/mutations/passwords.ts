import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { changed, userResult } from './result.ts';

const SetResult = userResult('SetKestraUserPassword', "A user's password was set.");

const ChangeMyKestraPasswordPayload = builder.objectRef<{ changed: true }>('ChangeMyKestraPasswordPayload').implement({
  description: "The caller's password was changed.",
  fields: (t) => ({
    changed: t.exposeBoolean('changed', {
      description: 'Always true: where the password stays, a failure is returned.',
    }),
  }),
});

const ChangeMyKestraPasswordResult = builder.errorUnion('ChangeMyKestraPasswordResult', {
  description: "The change of the caller's password, or why the old one stays.",
  types: [ChangeMyKestraPasswordPayload, NotFoundError, ForbiddenError, InvalidInputError],
  resolveType: () => 'ChangeMyKestraPasswordPayload',
});

builder.mutationFields((t) => ({
  setKestraUserPassword: t.fieldWithInput({
    ...nullOnError,
    type: SetResult,
    description: "Sets a user's password. Takes a super admin.",
    input: {
      id: t.input.id({ required: true, description: 'The `id` of the user.' }),
      password: t.input.field({ type: 'Secret', required: true, description: 'The password from now on.' }),
    },
    resolve: async (_, { input }, { kestra }) => {
      const userId = localId('KestraUser', input.id);
      return changed(await kestra.changeUser((api) => api.patchUserPassword(userId, input.password)));
    },
  }),
  changeMyKestraPassword: t.fieldWithInput({
    ...nullOnError,
    type: ChangeMyKestraPasswordResult,
    description: 'Changes the password of the caller, who is whoever the credentials for Kestra belong to.',
    input: {
      currentPassword: t.input.field({ type: 'Secret', required: true, description: 'The password until now.' }),
      newPassword: t.input.field({ type: 'Secret', required: true, description: 'The password from now on.' }),
    },
    resolve: async (_, { input }, { kestra }) => {
      await kestra.change((api) => api.updateMyPassword(input.currentPassword, input.newPassword));
      return { changed: true as const };
    },
  }),
}));
