import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { given } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { changed, userResult } from './result.ts';

const ReplaceResult = userResult('ReplaceKestraUser', 'All of a user was replaced, but for a password not given.');
const UpdateResult = userResult('UpdateKestraUser', 'Details of a user were changed.');
const SuperAdminResult = userResult('SetKestraUserSuperAdmin', 'A user became a super admin, or is one no more.');
const RestrictedResult = userResult('SetKestraUserRestricted', 'A user became restricted, or is so no more.');
const GroupsResult = userResult('SetKestraUserGroups', "A user's groups in one tenant were replaced.");

const theUser = { required: true, description: 'The `id` of the user.' } as const;

builder.mutationFields((t) => ({
  replaceKestraUser: t.fieldWithInput({
    ...nullOnError,
    type: ReplaceResult,
    description:
      'Replaces a user: what is left out becomes empty or false; only a password stays. Takes a super admin.',
    input: {
      id: t.input.id(theUser),
      email: t.input.string({ required: true, description: 'The e-mail address; it becomes the username.' }),
      firstName: t.input.string({ description: 'The first name.' }),
      lastName: t.input.string({ description: 'The last name.' }),
      password: t.input.field({ type: 'Secret', description: 'The new password; the old one stays when absent.' }),
      tenants: t.input.idList({ description: 'The ids of the tenants to give access to.' }),
      groups: t.input.idList({ description: 'The ids of the groups to be in.' }),
      superAdmin: t.input.boolean({ description: 'Whether the user may do everything in every tenant.' }),
      restricted: t.input.boolean({ description: 'Whether the account is a restricted one.' }),
    },
    resolve: async (_, { input: { id, ...user } }, { kestra }) => {
      const userId = localId('KestraUser', id);
      return changed(await kestra.changeUser((api) => api.updateUser(userId, { ...given(user), email: user.email })));
    },
  }),
  updateKestraUser: t.fieldWithInput({
    ...nullOnError,
    type: UpdateResult,
    description: 'Changes details of a user; what is left out stays. Takes a super admin.',
    input: {
      id: t.input.id(theUser),
      email: t.input.string({ description: 'The e-mail address; it becomes the username.' }),
      firstName: t.input.string({ description: 'The first name.' }),
      lastName: t.input.string({ description: 'The last name.' }),
    },
    resolve: async (_, { input: { id, ...details } }, { kestra }) => {
      const userId = localId('KestraUser', id);
      return changed(await kestra.changeUser((api) => api.patchUser(userId, given(details))));
    },
  }),
  setKestraUserSuperAdmin: t.fieldWithInput({
    ...nullOnError,
    type: SuperAdminResult,
    description: 'Makes a user a super admin, or takes it back. Takes a super admin.',
    input: {
      id: t.input.id(theUser),
      superAdmin: t.input.boolean({ required: true, description: 'Whether the user is to be a super admin.' }),
    },
    resolve: async (_, { input }, { kestra }) => {
      const userId = localId('KestraUser', input.id);
      await kestra.change((api) => api.patchUserSuperAdmin(userId, input.superAdmin));
      return { userId };
    },
  }),
  setKestraUserRestricted: t.fieldWithInput({
    ...nullOnError,
    type: RestrictedResult,
    description: 'Makes a user restricted, or takes it back. Takes a super admin.',
    input: {
      id: t.input.id(theUser),
      restricted: t.input.boolean({ required: true, description: 'Whether the user is to be restricted.' }),
    },
    resolve: async (_, { input }, { kestra }) => {
      const userId = localId('KestraUser', input.id);
      await kestra.change((api) => api.patchUserRestricted(userId, input.restricted));
      return { userId };
    },
  }),
  setKestraUserGroups: t.fieldWithInput({
    ...nullOnError,
    type: GroupsResult,
    description: "Replaces a user's groups in one tenant; those in other tenants stay.",
    input: {
      id: t.input.id(theUser),
      tenant: t.input.id({ description: 'The id of the tenant; the configured one when absent.' }),
      groups: t.input.idList({ required: true, description: 'The ids of all groups to be in, in that tenant.' }),
    },
    resolve: async (_, { input }, { kestra }) => {
      const userId = localId('KestraUser', input.id);
      await kestra.change((api) => api.updateUserGroups(input.tenant ?? kestra.tenant, userId, [...input.groups]));
      return { userId };
    },
  }),
}));
