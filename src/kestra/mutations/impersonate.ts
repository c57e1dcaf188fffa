/** The mutation that signs in as another user, where the operator allows it. */

import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { userIdIn } from '../input-ids.ts';

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
    input: { id: t.input.id({ required: true, description: 'The `id` of the user, or the id that Kestra gave it.' }) },
    resolve: async (_, { input }, { kestra }) => {
      const userId = userIdIn(input.id, ['id']);
      return { userId, sessionToken: await kestra.impersonate(userId) };
    },
  }),
);
