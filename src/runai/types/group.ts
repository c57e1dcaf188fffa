/** `Group` and its fields. */

import { builder } from '../../graph/builder.ts';
import { arrayConnection } from '../../graph/connection.ts';
import { pageArgs } from '../../graph/page-cursors.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { arrayList } from '../../paging/array-list.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { costs, lookupCosts } from '../costs.ts';
import { Access, deprecated } from './access.ts';
import { Group, User, UserConnection } from './refs.ts';

builder.node(Group, {
  description:
    'A group of users of Run:ai. Its members come from the users, each of whom lists its groups; Run:ai itself lists only groups with access, and only in versions with the deprecated access model; since then, access rules name groups.',
  extensions: lookupCosts.group,
  id: { resolve: ({ name }) => intact(name) },
  loadOne: (name, { runai }) => runai.groups.find(name),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the group, unique on the platform.' }),
    members: t.connection(
      {
        ...nullOnError,
        type: User,
        description:
          'The users in the group, ordered by username. Costs a scan of all users, which serves every group of the request.',
        args: pageArgs,
        extensions: costs.members,
        resolve: async ({ name }, args, context, info) => {
          const members = await context.runai.groups.members(name);
          const list = arrayList(`runai.group.${name}.members`, members, ({ id }) => id);
          return arrayConnection(list, args, context, info);
        },
      },
      UserConnection,
    ),
    access: t.field({
      type: Access,
      nullable: true,
      description:
        'The access of the members, from the deprecated access model; null when the platform has none on record.',
      deprecationReason: deprecated.accessOfGroup,
      extensions: costs.accessOfGroup,
      resolve: ({ name }, _, { runai }) => runai.access.byGroup.load(name),
    }),
    creator: t.field({
      type: User,
      nullable: true,
      description: 'The user who gave the group its access; null when unknown or when that user no longer exists.',
      deprecationReason: deprecated.creatorOfGroup,
      extensions: costs.creatorOfGroup,
      resolve: async ({ name }, _, { runai }) => {
        const { createdBy } = (await runai.access.byGroup.load(name)) ?? {};
        return createdBy ? runai.users.byId.load(intact(createdBy)) : null;
      },
    }),
  }),
});
