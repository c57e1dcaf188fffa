import { builder } from '../../graph/builder.ts';
import { arrayConnection } from '../../graph/connection.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { arrayList } from '../../paging/array-list.ts';
import { told } from '../../rest/contract-breaches.ts';
import { costs, lookupCosts } from '../costs.ts';
import { Access, deprecated } from './access.ts';
import { Group, User, UserConnection } from './refs.ts';

builder.node(Group, {
  description:
    'A group of users, known by its name. Users tell which groups they are in; the platform itself lists only those with access, and only in versions with the deprecated model of access.',
  extensions: lookupCosts.group,
  id: { resolve: ({ name }) => told(name) },
  loadOne: (name, { runai }) => runai.groups.find(name),
  fields: (t) => ({
    name: t.exposeString('name', { description: "The group's name, unique on the platform." }),
    members: t.connection(
      {
        ...nullOnError,
        type: User,
        description:
          'The users in the group, ordered by username. One scan of all users serves every group of a request.',
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
      description: 'What the members may do, in the deprecated model of access; null when the platform tells of none.',
      deprecationReason: deprecated.access,
      extensions: costs.accessOfGroup,
      resolve: ({ name }, _, { runai }) => runai.access.byGroup.load(name),
    }),
    creator: t.field({
      type: User,
      nullable: true,
      description: 'Who gave the group its access; null when not known, or when that user is gone.',
      deprecationReason: deprecated.access,
      extensions: costs.creatorOfGroup,
      resolve: async ({ name }, _, { runai }) => {
        const { createdBy } = (await runai.access.byGroup.load(name)) ?? {};
        return createdBy ? runai.users.byId.load(told(createdBy)) : null;
      },
    }),
  }),
});
