import { Agent } from 'node:http';
import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import DataLoader from 'dataloader';
import type { AccessGroup, Person, Summary } from '../people.ts';
import { kestraUrl, runaiUrl } from './environment.ts';
import { pageCap, typeDefs } from './schema.ts';

// Apollo Server 5 as its documentation has it: REST data sources made per request, with loaders over them for what
// repeats, and connections kept alive. Its own fetch with an agent costs less than undici's does.

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

class Source extends RESTDataSource {
  override readonly baseURL: string;
  readonly #authorization: string;

  constructor(baseURL: string, authorization: string) {
    super({ cache: server.cache });
    this.baseURL = baseURL;
    this.#authorization = authorization;
  }

  override willSendRequest(_path: string, request: { headers: Record<string, string> }): void {
    request.headers.authorization = this.#authorization;
    Object.assign(request, { agent });
  }
}

class Runai extends Source {
  readonly user = loader((id) => this.get<Person>(`api/v1/users/${encodeURIComponent(id)}`));
  readonly creator = loader((username) => this.named(username));
  readonly group = loader((name) => this.get<AccessGroup>(`v1/k8s/groups/${encodeURIComponent(name)}`));

  users(offset: number, limit: number): Promise<Person[]> {
    return this.get('api/v1/users', { params: { offset: String(offset), limit: String(limit) } });
  }

  async named(username: string): Promise<Person | undefined> {
    return (await this.get<Person[]>('api/v1/users', { params: { filterBy: `username==${username}` } }))[0];
  }

  async count(): Promise<number> {
    return (await this.get<{ count: number }>('api/v1/users/count')).count;
  }

  async members(name: string): Promise<Person[]> {
    const pages = Math.ceil((await this.count()) / pageCap);
    const everyone = await Promise.all(Array.from({ length: pages }, (_, page) => this.users(page * pageCap, pageCap)));
    return everyone.flat().filter(({ groups }) => groups.includes(name));
  }
}

class Kestra extends Source {
  users(page: number, size: number): Promise<{ results: Summary[]; total: number }> {
    return this.get('api/v1/users', { params: { page: String(page), size: String(size) } });
  }
}

interface Context {
  readonly runai: Runai;
  readonly kestra: Kestra;
}

const resolvers = {
  Query: {
    users: (_: unknown, { offset, limit }: { offset: number; limit: number }, { runai }: Context) => ({
      offset,
      limit,
      items: runai.users(offset, limit),
    }),
    user: (_: unknown, { id }: { id: string }, { runai }: Context) => runai.user.load(id),
    group: (_: unknown, { name }: { name: string }, { runai }: Context) => runai.group.load(name),
    kestraUsers: async (_: unknown, { page, size }: { page: number; size: number }, { kestra }: Context) => {
      const { results, total } = await kestra.users(page, size);
      return { items: results, totalCount: total };
    },
  },
  UserList: {
    totalCount: (_: unknown, _args: object, { runai }: Context) => runai.count(),
    hasNextPage: async ({ offset, limit }: { offset: number; limit: number }, _: object, { runai }: Context) =>
      offset + limit < (await runai.count()),
  },
  User: {
    creator: ({ createdBy }: Person, _: object, { runai }: Context) => runai.creator.load(createdBy),
    groups: ({ groups }: Person, _: object, { runai }: Context) => runai.group.loadMany(groups),
  },
  Group: {
    name: ({ userId }: AccessGroup) => userId,
    members: ({ userId }: AccessGroup, _: object, { runai }: Context) => runai.members(userId),
  },
};

function loader<Row>(load: (key: string) => Promise<Row>): DataLoader<string, Row> {
  return new DataLoader((keys) => Promise.all(keys.map(load)));
}

const server = new ApolloServer<Context>({ typeDefs, resolvers, introspection: false });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: async ({ req: { headers } }) => {
    const { authorization = '' } = headers;
    return { runai: new Runai(`${runaiUrl}/`, authorization), kestra: new Kestra(`${kestraUrl}/`, authorization) };
  },
});
console.log(url);
