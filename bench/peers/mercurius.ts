import fastify from 'fastify';
import mercurius, { type MercuriusContext, type MercuriusOptions } from 'mercurius';
import type { Person } from '../people.ts';
import { each, Reads } from './reads.ts';
import { typeDefs } from './schema.ts';

// Mercurius with graphql-jit from the first request on, its loaders for what repeats, and undici's pool below.

declare module 'mercurius' {
  interface MercuriusContext {
    reads: Reads;
  }
}

const app = fastify();
const options: MercuriusOptions = {
  schema: typeDefs,
  jit: 1,
  graphiql: false,
  context: ({ headers: { authorization = '' } }) => ({ reads: new Reads(authorization) }),
  resolvers: {
    Query: {
      users: (_, window) => window,
      user: (_, { id }, { reads }) => reads.user(id),
      group: (_, { name }, { reads }) => reads.group(name),
      kestraUsers: async (_, { page, size }, { reads }) => {
        const { results, total } = await reads.kestraUsers(page, size);
        return { items: results, totalCount: total };
      },
    },
    UserList: {
      items: ({ offset, limit }, _, { reads }) => reads.users(offset, limit),
      totalCount: (_, _args, { reads }) => reads.count(),
      hasNextPage: async ({ offset, limit }, _, { reads }) => offset + limit < (await reads.count()),
    },
    Group: {
      name: ({ userId }) => userId,
      members: ({ userId }, _, { reads }) => reads.members(userId),
    },
  },
  loaders: {
    User: {
      async creator(queries: { obj: Person }[], { reads }: MercuriusContext) {
        const names = queries.map(({ obj }) => obj.createdBy);
        const found = await each(names, (name) => reads.named(name));
        return names.map((name) => found.get(name));
      },
      async groups(queries: { obj: Person }[], { reads }: MercuriusContext) {
        const found = await each(
          queries.flatMap(({ obj }) => obj.groups),
          (name) => reads.group(name),
        );
        return queries.map(({ obj }) => obj.groups.map((name) => found.get(name)));
      },
    },
  },
};
await app.register(mercurius, options);
console.log(`${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`);
