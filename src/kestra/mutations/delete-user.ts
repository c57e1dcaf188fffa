/** The mutation that deletes a user. */

import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { deletedUserPayload } from '../../graph/payload.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { userIdIn } from '../input-ids.ts';
import { userPath } from './payload.ts';

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
    input: {
      userId: t.input.id({ required: true, description: 'The `id` of the user, or the id that Kestra gave it.' }),
    },
    extensions: { inputNames: userPath } satisfies InputPaths,
    resolve: async (_, { input }, { kestra }) => {
      const userId = userIdIn(input.userId, ['userId']);
      await kestra.change((api) => api.deleteUser(userId));
      return { userId };
    },
  }),
);
