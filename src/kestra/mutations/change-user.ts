/** Mutations that change one aspect of a user: details, super-admin rights, restriction, groups. */

import { settledWrite } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { ownIdsIn, tenantIdIn, userIdIn } from '../input-ids.ts';
import { withAccess } from '../tenant/mutations/input.ts';
import { changed, changedUser, failures, userPath } from './payload.ts';

const theUser = { required: true, description: 'The `id` of the user, or the id that Kestra gave it.' } as const;

const UpdateKestraUserPayload = changedUser('UpdateKestraUserPayload', 'Kestra changed details of a user.');
const SetKestraUserSuperAdminPayload = changedUser(
  'SetKestraUserSuperAdminPayload',
  'Kestra gave a user super-admin rights or withdrew them.',
);
const SetKestraUserRestrictedPayload = changedUser(
  'SetKestraUserRestrictedPayload',
  'Kestra set whether a user is restricted.',
);
const SetKestraUserGroupsPayload = changedUser(
  'SetKestraUserGroupsPayload',
  'Kestra replaced the groups of a user in one tenant.',
);

builder.mutationFields((t) => ({
  updateKestraUser: t.fieldWithInput({
    ...nullOnError,
    type: UpdateKestraUserPayload,
    errors: failures,
    description: 'Changes details of a user: fields that are absent keep their values. Requires super-admin rights.',
    input: {
      userId: t.input.id(theUser),
      email: t.input.string({ description: 'The e-mail address, which becomes the username.' }),
      firstName: t.input.string({ description: 'The first name of the user.' }),
      lastName: t.input.string({ description: 'The last name of the user.' }),
    },
    extensions: { inputNames: userPath, uniqueInputs: ['email'] } satisfies InputPaths,
    resolve: async (_, { input: { userId: sent, ...details } }, { kestra }) => {
      const userId = userIdIn(sent, ['userId']);
      return changed(await kestra.changeUser((api) => api.patchUser(userId, omitNulls(details))));
    },
  }),
  setKestraUserSuperAdmin: t.fieldWithInput({
    ...nullOnError,
    type: SetKestraUserSuperAdminPayload,
    errors: failures,
    description: 'Gives a user super-admin rights or withdraws them. Requires super-admin rights.',
    input: {
      userId: t.input.id(theUser),
      isSuperAdmin: t.input.boolean({ required: true, description: 'True gives the rights, false withdraws them.' }),
    },
    extensions: { inputNames: { ...userPath, superAdmin: 'isSuperAdmin' } } satisfies InputPaths,
    resolve: async (_, { input }, { kestra }) => {
      const userId = userIdIn(input.userId, ['userId']);
      await kestra.change((api) => api.patchUserSuperAdmin(userId, input.isSuperAdmin));
      return { userId };
    },
  }),
  setKestraUserRestricted: t.fieldWithInput({
    ...nullOnError,
    type: SetKestraUserRestrictedPayload,
    errors: failures,
    description: 'Sets whether a user is restricted. Requires super-admin rights.',
    input: {
      userId: t.input.id(theUser),
      isRestricted: t.input.boolean({
        required: true,
        description: 'True restricts the user, false lifts the restriction.',
      }),
    },
    extensions: { inputNames: { ...userPath, restricted: 'isRestricted' } } satisfies InputPaths,
    resolve: async (_, { input }, { kestra }) => {
      const userId = userIdIn(input.userId, ['userId']);
      await kestra.change((api) => api.patchUserRestricted(userId, input.isRestricted));
      return { userId };
    },
  }),
  setKestraUserGroups: t.fieldWithInput({
    ...nullOnError,
    type: SetKestraUserGroupsPayload,
    errors: failures,
    description:
      'Replaces the groups of a user in one tenant, to which the user must have access. The groups in other tenants stay. If Kestra refuses, one more REST call shows what is missing.',
    input: {
      userId: t.input.id(theUser),
      tenantId: t.input.id({
        description:
          'The `id` of the tenant, or the id that Kestra gave it. By default the tenant that the facade is configured with.',
      }),
      groupIds: t.input.idList({
        required: true,
        description:
          'All groups of the tenant that the user is in after the change, each by its `id` or the id that Kestra gave it.',
      }),
    },
    extensions: { ...settledWrite(1), ...({ inputNames: userPath } satisfies InputPaths) },
    resolve: async (_, { input }, { kestra }) => {
      const userId = userIdIn(input.userId, ['userId']);
      const tenantId = input.tenantId == null ? kestra.tenant : tenantIdIn(input.tenantId, ['tenantId']);
      const groupIds = ownIdsIn('KestraGroup', input.groupIds, ['groupIds'], [tenantId]);
      const set = () => kestra.change((api) => api.updateUserGroups(tenantId, userId, groupIds));
      await withAccess(kestra, { tenantId, id: userId }, set);
      return { userId };
    },
  }),
}));
