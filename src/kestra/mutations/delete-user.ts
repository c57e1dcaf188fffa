/** The mutation that deletes a user. */

import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { deletedUserPayload } from '../../graph/payload.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { userIdIn } from '../input-ids.ts';

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
    input: { id: t.input.id({ required: true, description: 'The `id` of the user, or the id that Kestra gave it.' }) },
    resolve: async (_, { input }, { kestra }) => {
      const userId = userIdIn(input.id, ['id']);
      await kestra.change((api) => api.deleteUser(userId));
      return { userId };
    },
  }),
);
