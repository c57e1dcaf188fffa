import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { changed, userResult } from './result.ts';

const LogoutResult = userResult('LogoutKestraUser', "A user's refresh token was revoked, if there was one.");
const RemoveResult = userResult('RemoveKestraAuthMethod', 'A user can no longer sign in in one way.');

builder.mutationFields((t) => ({
  logoutKestraUser: t.fieldWithInput({
    ...nullOnError,
    type: LogoutResult,
    description: "Revokes a user's refresh token: the session ends when its access token expires.",
    input: { id: t.input.id({ required: true, description: 'The `id` of the user.' }) },
    resolve: async (_, { input }, { kestra }) => {
      const userId = localId('KestraUser', input.id);
      await kestra.change((api) => api.deleteRefreshToken(userId));
      return { userId };
    },
  }),
  removeKestraAuthMethod: t.fieldWithInput({
    ...nullOnError,
    type: RemoveResult,
    description: 'Takes one way to sign in from a user. Takes a super admin.',
    input: {
      id: t.input.id({ required: true, description: 'The `id` of the user.' }),
      authMethodId: t.input.id({ required: true, description: 'The `authMethodId` of the way to sign in.' }),
    },
    resolve: async (_, { input }, { kestra }) => {
      const userId = localId('KestraUser', input.id);
      return changed(await kestra.changeUser((api) => api.deleteUserAuthMethod(userId, input.authMethodId)));
    },
  }),
}));
