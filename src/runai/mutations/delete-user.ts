import { encodeGlobalID } from '@pothos/plugin-relay';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { costOfItems, forEach, items, oneResultEach } from '../../graph/bulk.ts';
import { localId } from '../../graph/global-id.ts';
import { listNullOnError, nullOnError } from '../../graph/semantic-non-null.ts';
import type { RunaiApi } from '../api.ts';

const DeleteUserPayload = builder.objectRef<{ userId: string }>('DeleteUserPayload').implement({
  description: 'The platform deleted a user.',
  fields: (t) => ({
    deletedId: t.id({
      description: 'The global `id` of the deleted user, for clients to remove it from their cache.',
      resolve: ({ userId }) => encodeGlobalID('User', userId),
    }),
    userId: t.exposeID('userId', { description: 'The id that Run:ai gave the deleted user.' }),
  }),
});

const DeleteUserResult = builder.errorUnion('DeleteUserResult', {
  description: 'The deletion, or the reason why it did not happen.',
  types: [DeleteUserPayload, NotFoundError, ForbiddenError, InvalidInputError],
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
    input: { ids: t.input.idList({ required: true, description: 'The `id`s of the users.', validate: items }) },
    extensions: costOfItems('ids'),
    resolve: (_, { input }, { runai }) => runai.change((api) => forEach(input.ids, (id) => remove(api, id))),
  }),
}));
