import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';

interface Impersonation {
  readonly userId: string;
  readonly sessionToken: string | null;
}

const ImpersonateKestraUserPayload = builder.objectRef<Impersonation>('ImpersonateKestraUserPayload').implement({
  description: 'The caller may act as another user.',
  fields: (t) => ({
    userId: t.exposeID('userId', { description: "The platform's own id of the user." }),
    sessionToken: t.expose('sessionToken', {
      type: 'Secret',
      nullable: true,
      description:
        "The token of the user's session, which Kestra takes in the cookie `JWT`. Null where the server opened none.",
    }),
  }),
});

const ImpersonateKestraUserResult = builder.errorUnion('ImpersonateKestraUserResult', {
  description: 'The session, or why there is none.',
  types: [ImpersonateKestraUserPayload, NotFoundError, ForbiddenError, InvalidInputError],
  resolveType: () => 'ImpersonateKestraUserPayload',
});

builder.mutationField('impersonateKestraUser', (t) =>
  t.fieldWithInput({
    ...nullOnError,
    type: ImpersonateKestraUserResult,
    description:
      'Signs in as another user. Takes a super admin, and an operator who has turned it on: it is off otherwise.',
    input: { id: t.input.id({ required: true, description: 'The `id` of the user.' }) },
    resolve: async (_, { input }, { kestra }) => {
      const userId = localId('KestraUser', input.id);
      return { userId, sessionToken: await kestra.impersonate(userId) };
    },
  }),
);
