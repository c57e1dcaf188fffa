import { builder } from '../graph/builder.ts';
import { arraySource, resolveConnection } from '../graph/connection.ts';
import { nameOf } from './groups.ts';
import { Group, User } from './refs.ts';

builder.node(Group, {
  description:
    'A group of users, known by its name: the platform tells of groups only through the users that are in them.',
  id: { resolve: nameOf },
  loadOne: (name, { runai }) => runai.groups.find(name),
  fields: (t) => ({
    name: t.exposeString('name', { description: "The group's name, unique on the platform." }),
    members: t.connection({
      type: User,
      description:
        'The users in the group, ordered by username. One scan of all users serves every group of a request.',
      resolve: async ({ name }, args, context, info) =>
        resolveConnection(
          args,
          arraySource(`runai.group.${name}.members`, await context.runai.groups.members(name), ({ id }) => id),
          context,
          info,
        ),
    }),
  }),
});
