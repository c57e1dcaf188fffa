/** Mutations that create a whole account of Kestra, or replace it. */

import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { costs } from '../costs.ts';
import { changed, changedUser, failures } from './payload.ts';

const CreateKestraUserPayload = changedUser('CreateKestraUserPayload', 'Kestra created an account.');
const ReplaceKestraUserPayload = changedUser('ReplaceKestraUserPayload', 'Kestra replaced a user.');

/** The fields of a whole account, except its password. */
const accountFields = (t: PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>) => ({
  email: t.string({ required: true, description: 'The e-mail address, which becomes the username.' }),
  firstName: t.string({ description: 'The first name of the user.' }),
  lastName: t.string({ description: 'The last name of the user.' }),
  tenants: t.idList({ description: 'The ids of the tenants that the user has access to.' }),
  groups: t.idList({ description: 'The ids of the groups that the user is in.' }),
  isSuperAdmin: t.boolean({ description: 'Whether the user is a super admin, who may do everything in every tenant.' }),
  isRestricted: t.boolean({ description: 'Whether the account is restricted, as accounts for demonstrations are.' }),
});

/** What Kestra names otherwise, and what it allows once. */
const paths: InputPaths = {
  inputNames: { superAdmin: 'isSuperAdmin', restricted: 'isRestricted' },
  uniqueInputs: ['email'],
};

interface Account {
  readonly isSuperAdmin?: boolean | null;
  readonly isRestricted?: boolean | null;
}

/** The account with the names that Kestra has for its fields; null and absent ones are omitted. */
const bodyOf = <Input extends Account>({ isSuperAdmin: superAdmin, isRestricted: restricted, ...rest }: Input) =>
  omitNulls({ ...rest, superAdmin, restricted });

builder.mutationFields((t) => ({
  createKestraUser: t.fieldWithInput({
    ...nullOnError,
    type: CreateKestraUserPayload,
    errors: failures,
    description:
      'Creates an account on Kestra. Requires super-admin rights. Costs a search and a further REST call where Kestra does not return the new account.',
    input: {
      ...accountFields(t.input),
      password: t.input.field({ type: 'Secret', description: 'The password. When absent, the account has none.' }),
    },
    extensions: { ...costs.createUser, ...paths },
    resolve: async (_, { input }, { kestra }) =>
      changed(await kestra.createUser({ ...bodyOf(input), email: input.email })),
  }),
  replaceKestraUser: t.fieldWithInput({
    ...nullOnError,
    type: ReplaceKestraUserPayload,
    errors: failures,
    description:
      'Replaces a user: fields that are absent become empty or false, except the password, which stays. Requires super-admin rights.',
    input: {
      id: t.input.id({ required: true, description: 'The `id` of the user.' }),
      ...accountFields(t.input),
      password: t.input.field({ type: 'Secret', description: 'The new password. When absent, the password stays.' }),
    },
    extensions: paths,
    resolve: async (_, { input: { id, ...user } }, { kestra }) => {
      const userId = localId('KestraUser', id);
      const body = { ...bodyOf(user), email: user.email };
      return changed(await kestra.changeUser((api) => api.updateUser(userId, body)));
    },
  }),
}));
