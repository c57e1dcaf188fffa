/** Mutations that delete users: one, or several at once. */

import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { bulkItems, bulkPayload, costOfItems, forEachItem, oneResultEach, resultOfItem } from '../../graph/bulk.ts';
import { platformId } from '../../graph/global-id.ts';
import { deletedUserPayload } from '../../graph/payload.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import type { RunaiApi } from '../api.ts';
import { bulkUserItem, eachUserOnce } from './bulk-user-item.ts';

const DeleteUserPayload = deletedUserPayload('DeleteUserPayload', 'The platform deleted a user.', 'User');

/** One union for both mutations, so that clients read either result with the same fragment. */
const DeleteUserResult = builder.errorUnion('DeleteUserResult', {
  description: 'The deletion, or the reason why it did not happen.',
  types: [DeleteUserPayload, NotFoundError],
  resolveType: () => 'DeleteUserPayload',
});

const DeleteUsersItem = bulkUserItem<{ readonly userId: string }>(
  'DeleteUsersItem',
  'A user to delete, and the result.',
);

builder.objectField(DeleteUsersItem, 'result', (t) =>
  t.field({ ...nullOnError, type: DeleteUserResult, description: resultOfItem, resolve: ({ result }) => result }),
);

const DeleteUsersPayload = bulkPayload('DeleteUsersPayload', 'The result for each user.', DeleteUsersItem);

async function remove(api: RunaiApi, sent: string, path: readonly string[]) {
  const userId = platformId('User', sent, path);
  await api.deleteUser(userId);
  return { userId };
}

builder.mutationFields((t) => ({
  deleteUser: t.fieldWithInput({
    ...nullOnError,
    type: DeleteUserResult,
    description: 'Deletes a user of Run:ai.',
    input: {
      userId: t.input.id({ required: true, description: 'The `id` of the user, or the id that Run:ai gave it.' }),
    },
    resolve: (_, { input }, { runai }) => runai.change((api) => remove(api, input.userId, ['userId'])),
  }),
  deleteUsers: t.fieldWithInput({
    ...nullOnError,
    type: DeleteUsersPayload,
    description: `Deletes several users. ${oneResultEach}`,
    input: {
      userIds: t.input.idList({
        required: true,
        description: 'The `id`s of the users, or the ids that Run:ai gave them. Each user once.',
        validate: bulkItems,
      }),
    },
    extensions: costOfItems('userIds'),
    resolve: (_, { input: { userIds } }, { runai }, info) =>
      runai.change((api) => forEachItem('userIds', eachUserOnce(userIds), info, (id, path) => remove(api, id, path))),
  }),
}));
