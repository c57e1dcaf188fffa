import { encodeGlobalID } from '@pothos/plugin-relay';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';

const DeleteKestraUserPayload = builder.objectRef<{ userId: string }>('DeleteKestraUserPayload').implement({
  description: 'A user of Kestra was deleted, with every access that it had.',
  fields: (t) => ({
    deletedId: t.id({
      description: 'The global id of the user that is gone, to drop it from a cache.',
      resolve: ({ userId }) => encodeGlobalID('KestraUser', userId),
    }),
    userId: t.exposeID('userId', { description: "The platform's own id of the user that is gone." }),
  }),
});

const DeleteKestraUserResult = builder.errorUnion('DeleteKestraUserResult', {
  description: 'The deletion, or why it did not happen.',
  types: [DeleteKestraUserPayload, NotFoundError, ForbiddenError, InvalidInputError],
  resolveType: () => 'DeleteKestraUserPayload',
});

builder.mutationField('deleteKestraUser', (t) =>
  t.fieldWithInput({
    ...nullOnError,
    type: DeleteKestraUserResult,
    description: 'Deletes a user of Kestra, with every access that it has. Takes a super admin.',
    input: { id: t.input.id({ required: true, description: 'The `id` of the user.' }) },
    resolve: async (_, { input }, { kestra }) => {
      const userId = localId('KestraUser', input.id);
      await kestra.change((api) => api.deleteUser(userId));
      return { userId };
    },
  }),
);
