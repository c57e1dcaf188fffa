/** Mutations that create a whole account of Kestra, or replace it. */

import { builder } from '../../graph/builder.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { costs } from '../costs.ts';
import { createUser } from '../create-user.ts';
import { ownIdsIn, tenantIdIn, userIdIn } from '../input-ids.ts';
import { changed, changedUser, failures, userPath } from './payload.ts';

const CreateKestraUserPayload = changedUser('CreateKestraUserPayload', 'Kestra created an account.');
const ReplaceKestraUserPayload = changedUser('ReplaceKestraUserPayload', 'Kestra replaced a user.');

/** The fields of a whole account, except its password. */
const accountFields = (t: PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>) => ({
  email: t.string({ required: true, description: 'The e-mail address, which becomes the username.' }),
  firstName: t.string({ description: 'The first name of the user.' }),
  lastName: t.string({ description: 'The last name of the user.' }),
  tenantIds: t.idList({
    description: 'The tenants that the user has access to, each by its `id` or the id that Kestra gave it.',
  }),
  groupIds: t.idList({
    description: 'The groups that the user is in, each by its `id` or the id that Kestra gave it.',
  }),
  isSuperAdmin: t.boolean({ description: 'Whether the user is a super admin, who may do everything in every tenant.' }),
  isRestricted: t.boolean({ description: 'Whether the account is restricted, as accounts for demonstrations are.' }),
});

/** What Kestra names otherwise, and what it allows once. */
const paths: InputPaths = {
  inputNames: { superAdmin: 'isSuperAdmin', restricted: 'isRestricted', tenants: 'tenantIds', groups: 'groupIds' },
  uniqueInputs: ['email'],
};

interface Account {
  readonly isSuperAdmin?: boolean | null;
  readonly isRestricted?: boolean | null;
  readonly tenantIds?: readonly string[] | null;
  readonly groupIds?: readonly string[] | null;
}

/** The account with the names that Kestra has for its fields; null and absent ones are omitted. */
function bodyOf<Input extends Account>(input: Input) {
  const { isSuperAdmin: superAdmin, isRestricted: restricted, tenantIds, groupIds, ...rest } = input;
  const tenants = tenantIds?.map((id, index) => tenantIdIn(String(id), ['tenantIds', String(index)]));
  const groups = groupIds && ownIdsIn('KestraGroup', groupIds, ['groupIds']);
  return omitNulls({ ...rest, superAdmin, restricted, tenants, groups });
}

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
      changed(await createUser(kestra, { ...bodyOf(input), email: input.email })),
  }),
  replaceKestraUser: t.fieldWithInput({
    ...nullOnError,
    type: ReplaceKestraUserPayload,
    errors: failures,
    description:
      'Replaces a user: fields that are absent become empty or false, except the password, which stays. Requires super-admin rights.',
    input: {
      userId: t.input.id({ required: true, description: 'The `id` of the user, or the id that Kestra gave it.' }),
      ...accountFields(t.input),
      password: t.input.field({ type: 'Secret', description: 'The new password. When absent, the password stays.' }),
    },
    extensions: { ...paths, inputNames: { ...paths.inputNames, ...userPath } } satisfies InputPaths,
    resolve: async (_, { input: { userId: sent, ...user } }, { kestra }) => {
      const userId = userIdIn(sent, ['userId']);
      const body = { ...bodyOf(user), email: user.email };
      return changed(await kestra.changeUser((api) => api.updateUser(userId, body)));
    },
  }),
}));
