/** The mutation that deletes a user. */

import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { deletedUserPayload } from '../../graph/payload.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';

const DeleteKestraUserPayload = deletedUserPayload(
  'DeleteKestraUserPayload',
  'Kestra deleted a user and all of its access.',
  'KestraUser',
);

builder.mutationField('deleteKestraUser', (t) =>
  t.fieldWithInput({
    ...nullOnError,
    type: DeleteKestraUserPayload,
    errors: { types: [NotFoundError] },
    description: 'Deletes a user of Kestra and all of its access. Requires super-admin rights.',
    input: { id: t.input.id({ required: true, description: 'The `id` of the user.' }) },
    resolve: async (_, { input }, { kestra }) => {
      const userId = localId('KestraUser', input.id);
      await kestra.change((api) => api.deleteUser(userId));
      return { userId };
    },
  }),
);
