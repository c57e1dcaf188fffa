/** The mutation that signs in as another user, where the operator allows it. */

import { callsEach } from '../../cost/field-cost.ts';
import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { userIdIn } from '../input-ids.ts';
import { userPath } from './payload.ts';

interface Impersonation {
  readonly userId: string;
  readonly sessionToken: string | null;
}

const ImpersonateKestraUserPayload = builder.objectRef<Impersonation>('ImpersonateKestraUserPayload').implement({
  description: 'Kestra opened a session as another user.',
  fields: (t) => ({
    userId: t.exposeID('userId', { description: 'The id that Kestra gave the user.' }),
    sessionToken: t.expose('sessionToken', {
      type: 'Secret',
      nullable: true,
      description:
        'The token of the session, which Kestra accepts in the cookie `JWT`; null when Kestra returned none.',
    }),
  }),
});

builder.mutationField('impersonateKestraUser', (t) =>
  t.fieldWithInput({
    ...nullOnError,
    type: ImpersonateKestraUserPayload,
    errors: { types: [NotFoundError] },
    description:
      'Signs in as another user. Requires super-admin rights, and an operator who has turned it on: it is off by default.',
    input: {
      userId: t.input.id({ required: true, description: 'The `id` of the user, or the id that Kestra gave it.' }),
    },
    extensions: { ...callsEach(1), ...({ inputNames: userPath } satisfies InputPaths) },
    resolve: async (_, { input }, { kestra }) => {
      const userId = userIdIn(input.userId, ['userId']);
      return { userId, sessionToken: await kestra.impersonate(userId) };
    },
  }),
);
