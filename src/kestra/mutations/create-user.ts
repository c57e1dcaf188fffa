import { builder } from '../../graph/builder.ts';
import { given } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { costs } from '../costs.ts';
import { changed, userResult } from './result.ts';

const CreateKestraUserInput = builder.inputType('CreateKestraUserInput', {
  description: 'An account to make.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'The e-mail address; it becomes the username.' }),
    firstName: t.string({ description: 'The first name.' }),
    lastName: t.string({ description: 'The last name.' }),
    password: t.field({ type: 'Secret', description: 'The password to sign in with; none when absent.' }),
    tenants: t.idList({ description: 'The ids of the tenants to give access to.' }),
    groups: t.idList({ description: 'The ids of the groups to be in.' }),
    superAdmin: t.boolean({ description: 'Whether the user may do everything in every tenant.' }),
    restricted: t.boolean({ description: 'Whether the account is a restricted one, as for demonstrations.' }),
  }),
});

const Result = userResult('CreateKestraUser', 'An account was made on Kestra.');

builder.mutationField('createKestraUser', (t) =>
  t.field({
    ...nullOnError,
    type: Result,
    description: 'Makes an account on Kestra. Takes a super admin.',
    args: { input: t.arg({ type: CreateKestraUserInput, required: true, description: 'The account to make.' }) },
    extensions: costs.createUser,
    resolve: async (_, { input }, { kestra }) =>
      changed(await kestra.createUser({ ...given(input), email: input.email })),
  }),
);
