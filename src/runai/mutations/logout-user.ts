/** Mutations that end the sessions of users: of one, or of several at once. */

import { callsEach } from '../../cost/field-cost.ts';
import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { bulkItems, bulkPayload, costOfItems, forEachItem, oneResultEach, resultOfItem } from '../../graph/bulk.ts';
import { platformId } from '../../graph/global-id.ts';
import { type ChangedUser, changedUserPayload } from '../../graph/payload.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import type { RunaiApi } from '../api.ts';
import { bulkUserItem, eachUserOnce } from './bulk-user-item.ts';
import { readBack } from './read-back.ts';

const LogoutUserPayload = changedUserPayload(
  'LogoutUserPayload',
  'The platform ended all sessions of a user.',
  readBack,
);

/** One union for both mutations, so that clients read either result with the same fragment. */
const LogoutUserResult = builder.errorUnion('LogoutUserResult', {
  description: 'The end of the sessions, or the reason why they continue.',
  types: [LogoutUserPayload, NotFoundError],
  resolveType: () => 'LogoutUserPayload',
});

const LogoutUsersItem = bulkUserItem<ChangedUser>('LogoutUsersItem', 'A user to log out, and the result.');

builder.objectField(LogoutUsersItem, 'result', (t) =>
  t.field({ ...nullOnError, type: LogoutUserResult, description: resultOfItem, resolve: ({ result }) => result }),
);

const LogoutUsersPayload = bulkPayload('LogoutUsersPayload', 'The result for each user.', LogoutUsersItem);

async function logout(api: RunaiApi, sent: string, path: readonly string[]) {
  const userId = platformId('User', sent, path);
  await api.logoutUser(userId);
  return { userId };
}

builder.mutationFields((t) => ({
  logoutUser: t.fieldWithInput({
    ...nullOnError,
    type: LogoutUserResult,
    description: 'Ends all sessions of a user.',
    input: {
      userId: t.input.id({ required: true, description: 'The `id` of the user, or the id that Run:ai gave it.' }),
    },
    extensions: callsEach(1),
    resolve: (_, { input }, { runai }) => runai.change((api) => logout(api, input.userId, ['userId'])),
  }),
  logoutUsers: t.fieldWithInput({
    ...nullOnError,
    type: LogoutUsersPayload,
    description: `Ends all sessions of several users. ${oneResultEach}`,
    input: {
      userIds: t.input.idList({
        required: true,
        description: 'The `id`s of the users, or the ids that Run:ai gave them. Each user once.',
        validate: bulkItems,
      }),
    },
    extensions: costOfItems('userIds', callsEach(1)),
    resolve: (_, { input: { userIds } }, { runai }, info) =>
      runai.change((api) => forEachItem('userIds', eachUserOnce(userIds), info, (id, path) => logout(api, id, path))),
  }),
}));
