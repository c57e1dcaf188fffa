/** Mutations that end a user's session, or remove a sign-in method. */

import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { changed, changedUser, failures } from './payload.ts';

const LogoutKestraUserPayload = changedUser(
  'LogoutKestraUserPayload',
  'Kestra revoked the refresh token of a user, if there was one.',
);
const RemoveKestraAuthMethodPayload = changedUser(
  'RemoveKestraAuthMethodPayload',
  'Kestra removed a sign-in method of a user.',
);

builder.mutationFields((t) => ({
  logoutKestraUser: t.fieldWithInput({
    ...nullOnError,
    type: LogoutKestraUserPayload,
    errors: failures,
    description: 'Revokes the refresh token of a user: the session ends when its access token expires.',
    input: { id: t.input.id({ required: true, description: 'The `id` of the user.' }) },
    resolve: async (_, { input }, { kestra }) => {
      const userId = localId('KestraUser', input.id);
      await kestra.change((api) => api.deleteRefreshToken(userId));
      return { userId };
    },
  }),
  removeKestraAuthMethod: t.fieldWithInput({
    ...nullOnError,
    type: RemoveKestraAuthMethodPayload,
    errors: failures,
    description: 'Removes a sign-in method of a user. Requires super-admin rights.',
    input: {
      id: t.input.id({ required: true, description: 'The `id` of the user.' }),
      authMethodId: t.input.id({ required: true, description: 'The `authMethodId` of the method.' }),
    },
    extensions: { inputNames: { auth: 'authMethodId' } } satisfies InputPaths,
    resolve: async (_, { input }, { kestra }) => {
      const userId = localId('KestraUser', input.id);
      return changed(await kestra.changeUser((api) => api.deleteUserAuthMethod(userId, input.authMethodId)));
    },
  }),
}));
