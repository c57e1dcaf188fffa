/** Mutations that end a user's session, or remove a sign-in method. */

import { callsEach } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { ownIdIn, userIdIn } from '../input-ids.ts';
import { changed, changedUser, failures, userPath } from './payload.ts';

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
    input: {
      userId: t.input.id({ required: true, description: 'The `id` of the user, or the id that Kestra gave it.' }),
    },
    extensions: { ...callsEach(1), ...({ inputNames: userPath } satisfies InputPaths) },
    resolve: async (_, { input }, { kestra }) => {
      const userId = userIdIn(input.userId, ['userId']);
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
      userId: t.input.id({ required: true, description: 'The `id` of the user, or the id that Kestra gave it.' }),
      authMethodId: t.input.id({ required: true, description: 'The `id` of the method, or its `authMethodId`.' }),
    },
    extensions: { inputNames: { ...userPath, auth: 'authMethodId' } } satisfies InputPaths,
    resolve: async (_, { input }, { kestra }) => {
      const userId = userIdIn(input.userId, ['userId']);
      const methodId = ownIdIn('KestraAuthMethod', input.authMethodId, ['authMethodId'], [userId]);
      return changed(await kestra.changeUser((api) => api.deleteUserAuthMethod(userId, methodId)));
    },
  }),
}));
