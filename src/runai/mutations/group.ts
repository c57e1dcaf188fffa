/** Mutations that give a group access, change it or remove it. */

import { encodeGlobalID } from '@pothos/plugin-relay';
import { free, settledWrite } from '../../cost/field-cost.ts';
import { ConflictError, NotFoundError, UnsupportedError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { Access, accessBody, accessFields, accessNames, changedAccess, deprecated, Role } from '../types/access.ts';
import { Group } from '../types/refs.ts';
import type { WireAccessGroup } from '../wire-types.ts';

const failures = [NotFoundError, UnsupportedError];

/** What Run:ai names otherwise, and what it allows once. */
const paths: InputPaths = {
  inputNames: { ...accessNames, groupName: 'name', username: 'name', userId: 'name' },
  uniqueInputs: ['name'],
};

interface Changed {
  readonly name: string;
  readonly access: WireAccessGroup;
}

const groupPayload = (name: 'CreateGroupPayload' | 'UpdateGroupPayload', description: string) =>
  builder.objectRef<Changed>(name).implement({
    description,
    fields: (t) => ({
      access: t.expose('access', {
        type: Access,
        description: 'The access of the members after the change.',
      }),
      group: t.field({
        type: Group,
        description: 'The group that was changed.',
        extensions: free,
        resolve: ({ name }) => ({ name }),
      }),
    }),
  });

const DeleteGroupPayload = builder.objectRef<{ name: string }>('DeleteGroupPayload').implement({
  description: 'The platform removed the access of a group. The group keeps its members.',
  fields: (t) => ({
    deletedId: t.id({
      description: 'The global `id` of the group, for clients to remove it from their cache.',
      resolve: ({ name }) => encodeGlobalID('Group', name),
    }),
    name: t.exposeString('name', { description: 'The name of the group.' }),
  }),
});

const CreateGroupPayload = groupPayload('CreateGroupPayload', 'The platform gave a group access.');
const UpdateGroupPayload = groupPayload('UpdateGroupPayload', 'The platform changed the access of a group.');

builder.mutationFields((t) => ({
  createGroup: t.fieldWithInput({
    ...nullOnError,
    type: CreateGroupPayload,
    errors: { types: [ConflictError, ...failures] },
    description: 'Gives a group access.',
    deprecationReason: deprecated.createGroup,
    input: {
      name: t.input.string({ required: true, description: 'The name of the group.' }),
      roles: t.input.field({ type: [Role], required: true, description: 'The roles that the members get.' }),
      ...accessFields(t.input),
    },
    extensions: paths,
    resolve: (_, { input: { name, roles, ...rest } }, { runai }) =>
      runai.change(async (api) => {
        // The contract requires the e-mail address of a group, and its example leaves it empty.
        const body = { username: name, userId: name, email: '', entityType: 'group', roles, ...accessBody(rest) };
        return { name, access: await api.createAccessGroup(body) };
      }),
  }),
  updateGroup: t.fieldWithInput({
    ...nullOnError,
    type: UpdateGroupPayload,
    errors: { types: failures },
    description:
      'Changes the access of a group: fields that are absent keep their values. Costs two REST calls: the facade reads the access, merges the input and writes the whole.',
    deprecationReason: deprecated.updateGroup,
    input: {
      name: t.input.string({ required: true, description: 'The name of the group.' }),
      roles: t.input.field({ type: [Role], description: 'All roles that the members hold after the change.' }),
      ...accessFields(t.input),
    },
    extensions: { ...settledWrite(1), ...paths },
    resolve: (_, { input: { name, ...rest } }, { runai }) =>
      runai.change(async (api) => {
        const present = await api.getAccessGroup(name, 'Reads the values that the change keeps.');
        return {
          name,
          access: await api.replaceAccessGroup(name, changedAccess(present, { username: name, ...accessBody(rest) })),
        };
      }),
  }),
  deleteGroup: t.fieldWithInput({
    ...nullOnError,
    type: DeleteGroupPayload,
    errors: { types: failures },
    description: 'Removes the access of a group. The group keeps its members.',
    deprecationReason: deprecated.deleteGroup,
    input: { name: t.input.string({ required: true, description: 'The name of the group.' }) },
    extensions: paths,
    resolve: (_, { input: { name } }, { runai }) =>
      runai.change(async (api) => {
        await api.deleteAccessGroup(name);
        return { name };
      }),
  }),
}));
