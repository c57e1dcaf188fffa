import { encodeGlobalID } from '@pothos/plugin-relay';
import { callsEach, free } from '../../cost/field-cost.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError, UnsupportedError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { given } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { Access, accessFields, changedAccess, deprecated, Role } from '../types/access.ts';
import { Group } from '../types/refs.ts';
import type { WireAccessGroup } from '../wire-types.ts';

const failures = [NotFoundError, ForbiddenError, InvalidInputError, UnsupportedError] as const;

interface Changed {
  readonly name: string;
  readonly access: WireAccessGroup;
}

const GroupPayload = (name: 'CreateGroupPayload' | 'UpdateGroupPayload', description: string) =>
  builder.objectRef<Changed>(name).implement({
    description,
    fields: (t) => ({
      access: t.expose('access', {
        type: Access,
        description: 'What the members may do now, as the platform answered.',
      }),
      group: t.field({ type: Group, description: 'The group.', extensions: free, resolve: ({ name }) => ({ name }) }),
    }),
  });

const CreateGroupResult = builder.errorUnion('CreateGroupResult', {
  description: 'The new group, or why there is none.',
  types: [GroupPayload('CreateGroupPayload', 'A group got access.'), ConflictError, ...failures],
  resolveType: () => 'CreateGroupPayload',
});

const UpdateGroupResult = builder.errorUnion('UpdateGroupResult', {
  description: 'The new access, or why the old one stays.',
  types: [GroupPayload('UpdateGroupPayload', "A group's access was changed."), ...failures],
  resolveType: () => 'UpdateGroupPayload',
});

const DeleteGroupPayload = builder.objectRef<{ name: string }>('DeleteGroupPayload').implement({
  description: 'A group lost its access. Its members stay in it.',
  fields: (t) => ({
    deletedId: t.id({
      description: 'The global id of the group, to drop it from a cache.',
      resolve: ({ name }) => encodeGlobalID('Group', name),
    }),
    name: t.exposeString('name', { description: "The group's name." }),
  }),
});

const DeleteGroupResult = builder.errorUnion('DeleteGroupResult', {
  description: 'The deletion, or why it did not happen.',
  types: [DeleteGroupPayload, ...failures],
  resolveType: () => 'DeleteGroupPayload',
});

builder.mutationFields((t) => ({
  createGroup: t.fieldWithInput({
    ...nullOnError,
    type: CreateGroupResult,
    description: 'Gives a group access.',
    deprecationReason: deprecated.access,
    input: {
      name: t.input.string({ required: true, description: "The group's name." }),
      roles: t.input.field({ type: [Role], required: true, description: 'The roles that the members hold.' }),
      ...accessFields(t.input),
    },
    resolve: (_, { input: { name, roles, ...rest } }, { runai }) =>
      runai.change(async (api) => {
        // The contract requires an e-mail of a group, and shows it empty.
        const body = { username: name, userId: name, email: '', entityType: 'group', roles, ...given(rest) };
        return { name, access: await api.createAccessGroup(body) };
      }),
  }),
  updateGroup: t.fieldWithInput({
    ...nullOnError,
    type: UpdateGroupResult,
    description: "Changes what of a group's access is given, and keeps the rest: it reads, merges and writes.",
    deprecationReason: deprecated.access,
    input: {
      name: t.input.string({ required: true, description: "The group's name." }),
      roles: t.input.field({ type: [Role], description: 'The roles that the members shall hold, all of them.' }),
      ...accessFields(t.input),
    },
    extensions: callsEach(2),
    resolve: (_, { input: { name, ...rest } }, { runai }) =>
      runai.change(async (api) => {
        const present = await api.getAccessGroup(name, 'A change of it keeps what it does not name.');
        return {
          name,
          access: await api.replaceAccessGroup(name, changedAccess(present, { username: name, ...given(rest) })),
        };
      }),
  }),
  deleteGroup: t.fieldWithInput({
    ...nullOnError,
    type: DeleteGroupResult,
    description: 'Takes the access of a group away.',
    deprecationReason: deprecated.access,
    input: { name: t.input.string({ required: true, description: "The group's name." }) },
    resolve: (_, { input: { name } }, { runai }) =>
      runai.change(async (api) => {
        await api.deleteAccessGroup(name);
        return { name };
      }),
  }),
}));
