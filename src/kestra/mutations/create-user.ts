import { builder } from '../../graph/builder.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { costs } from '../costs.ts';
import { changed, changedUser, failures } from './payload.ts';

const CreateKestraUserInput = builder.inputType('CreateKestraUserInput', {
  description: 'An account to create.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'The e-mail address, which becomes the username.' }),
    firstName: t.string({ description: 'The first name of the user.' }),
    lastName: t.string({ description: 'The last name of the user.' }),
    password: t.field({
      type: 'Secret',
      description: 'The password to sign in with. When absent, the account has no password.',
    }),
    tenants: t.idList({ description: 'The ids of the tenants that the user gets access to.' }),
    groups: t.idList({ description: 'The ids of the groups that the user joins.' }),
    superAdmin: t.boolean({ description: 'Whether the user is a super admin, who may do everything in every tenant.' }),
    restricted: t.boolean({ description: 'Whether the account is restricted, as accounts for demonstrations are.' }),
  }),
});

const CreateKestraUserPayload = changedUser('CreateKestraUserPayload', 'Kestra created an account.');

builder.mutationField('createKestraUser', (t) =>
  t.field({
    ...nullOnError,
    type: CreateKestraUserPayload,
    errors: failures,
    description:
      'Creates an account on Kestra. Requires super-admin rights. Costs a search and a further REST call where Kestra does not return the new account.',
    args: { input: t.arg({ type: CreateKestraUserInput, required: true, description: 'The account to create.' }) },
    extensions: costs.createUser,
    resolve: async (_, { input }, { kestra }) =>
      changed(await kestra.createUser({ ...omitNulls(input), email: input.email })),
  }),
);
