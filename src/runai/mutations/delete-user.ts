/** Mutations that delete users: one, or several at once. */

import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { bulkItems, costOfItems, forEachItem, oneResultEach } from '../../graph/bulk.ts';
import { localId } from '../../graph/global-id.ts';
import { deletedUserPayload } from '../../graph/payload.ts';
import { listNullOnError, nullOnError } from '../../graph/semantic-non-null.ts';
import type { RunaiApi } from '../api.ts';

const DeleteUserPayload = deletedUserPayload('DeleteUserPayload', 'The platform deleted a user.', 'User');

/** One union for both mutations, so that clients read either result with the same fragment. */
const DeleteUserResult = builder.errorUnion('DeleteUserResult', {
  description: 'The deletion, or the reason why it did not happen.',
  types: [DeleteUserPayload, NotFoundError],
  resolveType: () => 'DeleteUserPayload',
});

async function remove(api: RunaiApi, id: string) {
  const userId = localId('User', id);
  await api.deleteUser(userId);
  return { userId };
}

builder.mutationFields((t) => ({
  deleteUser: t.fieldWithInput({
    ...nullOnError,
    type: DeleteUserResult,
    description: 'Deletes a user of Run:ai.',
    input: { id: t.input.id({ required: true, description: 'The `id` of the user.' }) },
    resolve: (_, { input }, { runai }) => runai.change((api) => remove(api, input.id)),
  }),
  deleteUsers: t.fieldWithInput({
    ...listNullOnError,
    type: [DeleteUserResult],
    description: `Deletes several users. ${oneResultEach}`,
    input: { ids: t.input.idList({ required: true, description: 'The `id`s of the users.', validate: bulkItems }) },
    extensions: costOfItems('ids'),
    resolve: (_, { input }, { runai }) => runai.change((api) => forEachItem(input.ids, (id) => remove(api, id))),
  }),
}));
