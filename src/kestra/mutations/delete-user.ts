import { encodeGlobalID } from '@pothos/plugin-relay';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';

const DeleteKestraUserPayload = builder.objectRef<{ userId: string }>('DeleteKestraUserPayload').implement({
  description: 'Kestra deleted a user and all of its access.',
  fields: (t) => ({
    deletedId: t.id({
      description: 'The global `id` of the deleted user, for clients to remove it from their cache.',
      resolve: ({ userId }) => encodeGlobalID('KestraUser', userId),
    }),
    userId: t.exposeID('userId', { description: 'The id that Kestra gave the deleted user.' }),
  }),
});

const DeleteKestraUserResult = builder.errorUnion('DeleteKestraUserResult', {
  description: 'The deletion, or the reason why it did not happen.',
  types: [DeleteKestraUserPayload, NotFoundError, ForbiddenError, InvalidInputError],
  resolveType: () => 'DeleteKestraUserPayload',
});

builder.mutationField('deleteKestraUser', (t) =>
  t.fieldWithInput({
    ...nullOnError,
    type: DeleteKestraUserResult,
    description: 'Deletes a user of Kestra and all of its access. Requires super-admin rights.',
    input: { id: t.input.id({ required: true, description: 'The `id` of the user.' }) },
    resolve: async (_, { input }, { kestra }) => {
      const userId = localId('KestraUser', input.id);
      await kestra.change((api) => api.deleteUser(userId));
      return { userId };
    },
  }),
);
