import fastify from 'fastify';
import mercurius, { type MercuriusContext, type MercuriusOptions } from 'mercurius';
import { Pool } from 'undici';
import type { AccessGroup, Person, Summary } from '../people.ts';
import { kestraUrl, runaiUrl } from './environment.ts';
import { pageCap, typeDefs } from './schema.ts';

// Mercurius with graphql-jit from the first request on, its loaders for what repeats, and undici's pool below.

const pools = { [runaiUrl]: new Pool(runaiUrl, { connections: 256 }) };
const kestra = new URL(kestraUrl);
const kestraPool = new Pool(kestra.origin, { connections: 256 });

declare module 'mercurius' {
  interface MercuriusContext {
    authorization: string;
    count: Promise<{ count: number }> | undefined;
  }
}

async function get<Row>(path: string, { authorization }: MercuriusContext, pool = pools[runaiUrl]): Promise<Row> {
  if (!pool) throw new Error('No such platform.');
  const { statusCode, body } = await pool.request({ method: 'GET', path, headers: { authorization } });
  const answer = await body.json();
  if (statusCode !== 200) throw new Error(`The platform answered ${statusCode}.`);
  return answer as Row;
}

const users = (offset: number, limit: number, context: MercuriusContext) =>
  get<Person[]>(`/api/v1/users?sortBy=username&sortOrder=asc&offset=${offset}&limit=${limit}`, context);

async function count(context: MercuriusContext): Promise<number> {
  context.count ??= get<{ count: number }>('/api/v1/users/count', context);
  return (await context.count).count;
}

async function members(name: string, context: MercuriusContext): Promise<Person[]> {
  const pages = Math.ceil((await count(context)) / pageCap);
  const everyone = await Promise.all(
    Array.from({ length: pages }, (_, page) => users(page * pageCap, pageCap, context)),
  );
  return everyone.flat().filter(({ groups }) => groups.includes(name));
}

/** A read for each different key; the answers in the order of the keys. */
async function each<Row>(keys: readonly string[], load: (key: string) => Promise<Row>): Promise<Map<string, Row>> {
  const different = [...new Set(keys)];
  const rows = await Promise.all(different.map(load));
  return new Map(different.map((key, place) => [key, rows[place] as Row]));
}

const app = fastify();
const options: MercuriusOptions = {
  schema: typeDefs,
  jit: 1,
  graphiql: false,
  context: ({ headers: { authorization = '' } }) => ({ authorization, count: undefined }),
  resolvers: {
    Query: {
      users: (_, window) => window,
      user: (_, { id }, context) => get<Person>(`/api/v1/users/${encodeURIComponent(id)}`, context),
      group: (_, { name }, context) => get(`/v1/k8s/groups/${encodeURIComponent(name)}`, context),
      kestraUsers: async (_, { page, size }, context) => {
        const path = `${kestra.pathname}/api/v1/users?page=${page}&size=${size}`;
        const { results, total } = await get<{ results: Summary[]; total: number }>(path, context, kestraPool);
        return { items: results, totalCount: total };
      },
    },
    UserList: {
      items: ({ offset, limit }, _, context) => users(offset, limit, context),
      totalCount: (_, _args, context) => count(context),
      hasNextPage: async ({ offset, limit }, _, context) => offset + limit < (await count(context)),
    },
    Group: {
      name: ({ userId }) => userId,
      members: ({ userId }, _, context) => members(userId, context),
    },
  },
  loaders: {
    User: {
      async creator(queries: { obj: Person }[], context: MercuriusContext) {
        const names = queries.map(({ obj }) => obj.createdBy);
        const found = await each(names, (name) => {
          const filter = encodeURIComponent(`username==${name}`);
          return get<Person[]>(`/api/v1/users?filterBy=${filter}`, context);
        });
        return names.map((name) => found.get(name)?.[0]);
      },
      async groups(queries: { obj: Person }[], context: MercuriusContext) {
        const names = queries.flatMap(({ obj }) => obj.groups);
        const found = await each(names, (name) =>
          get<AccessGroup>(`/v1/k8s/groups/${encodeURIComponent(name)}`, context),
        );
        return queries.map(({ obj }) => obj.groups.map((name) => found.get(name)));
      },
    },
  },
};
await app.register(mercurius, options);
console.log(`${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`);
