import { context, get, grafast, lambda, loadMany, loadOne, makeGrafastSchema, object, type Step } from 'grafast';
import type { AccessGroup, Person } from '../people.ts';
import { listen } from './listen.ts';
import { each, Reads } from './reads.ts';
import { typeDefs } from './schema.ts';

// Grafast over node:http: it plans each document once and keeps the plan. Its steps load what repeats in batches, a read for
// each different key; the reads are those of Mercurius.

declare global {
  namespace Grafast {
    interface Context {
      readonly reads: Reads;
    }
  }
}

const reads = () => context().get('reads');
type Window = readonly [offset: number, limit: number];

const users = {
  shared: reads,
  load: (windows: readonly Window[], { shared }: { shared: Reads }) =>
    windows.map(([offset, limit]) => shared.users(offset, limit)),
};
const byId = {
  shared: reads,
  load: async (ids: readonly string[], { shared }: { shared: Reads }): Promise<(Person | undefined)[]> => {
    const found = await each(ids, (id) => shared.user(id));
    return ids.map((id) => found.get(id));
  },
};
const byName = {
  shared: reads,
  load: async (names: readonly string[], { shared }: { shared: Reads }): Promise<(Person | undefined)[]> => {
    const found = await each(names, (name) => shared.named(name));
    return names.map((name) => found.get(name));
  },
};
const group = {
  shared: reads,
  load: async (names: readonly string[], { shared }: { shared: Reads }): Promise<(AccessGroup | undefined)[]> => {
    const found = await each(names, (name) => shared.group(name));
    return names.map((name) => found.get(name));
  },
};
const groups = {
  shared: reads,
  load: async (lists: readonly string[][], { shared }: { shared: Reads }): Promise<(AccessGroup | undefined)[][]> => {
    const found = await each(lists.flat(), (name) => shared.group(name));
    return lists.map((names) => names.map((name) => found.get(name)));
  },
};
const members = {
  shared: reads,
  load: (names: readonly string[], { shared }: { shared: Reads }) => names.map((name) => shared.members(name)),
};
const kestraUsers = {
  shared: reads,
  load: (pages: readonly Window[], { shared }: { shared: Reads }) =>
    pages.map(([page, size]) => shared.kestraUsers(page, size)),
};
const count = (shared: Reads) => shared.count();
const hasMore = ([offset, limit, total]: readonly [number, number, number]) => offset + limit < total;

const windowOf = ($list: Step) => [get($list, 'offset'), get($list, 'limit')] as const;

const schema = makeGrafastSchema({
  typeDefs,
  objects: {
    Query: {
      plans: {
        users: (_: Step, args) => object({ offset: args.getRaw('offset'), limit: args.getRaw('limit') }),
        user: (_: Step, args) => loadOne(args.getRaw('id'), byId),
        group: (_: Step, args) => loadOne(args.getRaw('name'), group),
        kestraUsers: (_: Step, args) => loadOne([args.getRaw('page'), args.getRaw('size')] as const, kestraUsers),
      },
    },
    UserList: {
      plans: {
        items: ($list: Step) => loadMany(windowOf($list), users),
        totalCount: () => lambda(reads(), count),
        hasNextPage: ($list: Step) => lambda([...windowOf($list), lambda(reads(), count)] as const, hasMore),
      },
    },
    User: {
      plans: {
        creator: ($user: Step) => loadOne(get($user, 'createdBy'), byName),
        groups: ($user: Step) => loadMany(get($user, 'groups'), groups),
      },
    },
    Group: {
      plans: {
        name: ($group: Step) => get($group, 'userId'),
        members: ($group: Step) => loadMany(get($group, 'userId'), members),
      },
    },
    KestraUserList: {
      plans: {
        items: ($list: Step) => get($list, 'results'),
        totalCount: ($list: Step) => get($list, 'total'),
      },
    },
  },
});

async function answerTo(body: string, authorization: string): Promise<Buffer> {
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
  const contextValue = { reads: new Reads(authorization) };
  return Buffer.from(JSON.stringify(await grafast({ schema, source: query, variableValues: variables, contextValue })));
}

listen((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    answerTo(body, request.headers.authorization ?? '').then(
      (bytes) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
        response.end(bytes);
      },
      () => response.writeHead(500).end(),
    );
  });
});
