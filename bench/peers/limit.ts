import type { IncomingMessage, ServerResponse } from 'node:http';
import { planReads } from '../../src/batching/plan.ts';
import type { AccessGroup, Person, Summary } from '../people.ts';
import { everybody, pageSize } from '../workloads.ts';
import { bySockets, kestraUrl, runaiUrl, sharing } from './environment.ts';
import { connectTo } from './limit-client.ts';
import { connectBySockets } from './limit-socket-client.ts';
import { listen } from './listen.ts';
import { pageCap } from './schema.ts';

// The ceiling: what Node can do at best without GraphQL. It makes the calls of the facade, by the facade's own planner, and
// sends the same JSON; it parses no document, checks nothing, guards nothing. With SHARE=on, requests that are the same
// and under way at once are worked out once.

const connected = bySockets ? connectBySockets : connectTo;
const runai = connected(runaiUrl);
const kestra = connected(kestraUrl);
const totals = new Map<string, number>();

interface Ask {
  readonly operation: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly token: string;
}

const answers: Readonly<Record<string, (ask: Ask) => Promise<object>>> = {
  async page({ token }) {
    return { users: { nodes: (await runai<Person[]>(pageOf(pageSize), token)).map(row) } };
  },
  async total({ token }) {
    const [people, { count }] = await Promise.all([
      runai<Person[]>(pageOf(pageSize), token),
      runai<{ count: number }>('/api/v1/users/count', token),
    ]);
    const last = people.at(-1);
    const endCursor = last && Buffer.from(`${people.length - 1}:${last.id}`).toString('base64url');
    const pageInfo = { hasNextPage: count > people.length, endCursor };
    return { users: { totalCount: count, nodes: people.map(row), pageInfo } };
  },
  async groups({ token }) {
    const people = await runai<Person[]>(pageOf(pageSize), token);
    const names = [...new Set(people.map(({ createdBy }) => createdBy))];
    const [creators, groups] = await Promise.all([
      named(names, token),
      runai<AccessGroup[]>('/v1/k8s/groups', token).then((all) => new Map(all.map((group) => [group.userId, group]))),
    ]);
    return {
      users: {
        nodes: people.map((person) => ({
          username: person.username,
          creator: { username: creators.get(person.createdBy)?.username },
          groups: { nodes: person.groups.map((name) => withAccess(groups.get(name))) },
        })),
      },
    };
  },
  async user({ variables: { id = '' }, token }) {
    const { id: userId, username, createdAt, isLocal } = await runai<Person>(`/api/v1/users/${id}`, token);
    return { user: { userId, username, createdAt, isLocal } };
  },
  async aliases({ token }) {
    const found = await readAll(
      everybody,
      token,
      ({ id }) => id,
      (id) => `/api/v1/users/${id}`,
    );
    return Object.fromEntries(everybody.map((id, place) => [`u${place}`, row(found.get(id) as Person)]));
  },
  async group({ variables: { name = '' }, token }) {
    const [group, people] = await Promise.all([runai<AccessGroup>(`/v1/k8s/groups/${name}`, token), everyone(token)]);
    const nodes = people.filter(({ groups }) => groups.includes(name)).map(({ username }) => ({ username }));
    return { group: { ...withAccess(group), members: { nodes } } };
  },
  async kestra({ token }) {
    const { results } = await kestra<{ results: Summary[] }>(`/api/v1/users?page=1&size=${pageSize}`, token);
    return {
      kestraUsers: { nodes: results.map(({ id, username, displayName }) => ({ userId: id, username, displayName })) },
    };
  },
};

function pageOf(limit: number, offset = 0): string {
  return `/api/v1/users?sortBy=username&sortOrder=asc&offset=${offset}&limit=${limit}`;
}

function row({ id, username, lastLogin }: Person) {
  return { userId: id, username, lastLoginAt: lastLogin };
}

function withAccess(group: AccessGroup | undefined) {
  const roles = group?.roles.map((role) => role.toUpperCase());
  return { name: group?.userId, access: { roles, permitAllClusters: group?.permitAllClusters } };
}

async function countOf(token: string): Promise<number> {
  const { count } = await runai<{ count: number }>('/api/v1/users/count', token);
  if (totals.size >= 10_000) totals.clear();
  totals.set(token, count);
  return count;
}

async function everyone(token: string): Promise<Person[]> {
  const total = totals.get(token) ?? (await countOf(token));
  const offsets = Array.from({ length: Math.ceil(total / pageCap) }, (_, page) => page * pageCap);
  const path = (offset: number) => `/api/v1/users?sortBy=username&sortOrder=asc&offset=${offset}&limit=${pageCap}`;
  return (await Promise.all(offsets.map((offset) => runai<Person[]>(path(offset), token)))).flat();
}

function named(usernames: readonly string[], token: string): Promise<Map<string, Person>> {
  return readAll(
    usernames,
    token,
    ({ username }) => username,
    (username) => `/api/v1/users?filterBy=${encodeURIComponent(`username==${username}`)}&offset=0&limit=1`,
  );
}

async function readAll(
  keys: readonly string[],
  token: string,
  keyOf: (person: Person) => string,
  path: (key: string) => string,
): Promise<Map<string, Person>> {
  const question = { keys: keys.length, singlesSoFar: 0, isLoaded: false, cap: pageCap };
  const plan = planReads({ ...question, total: totals.get(token) });
  const { strategy } = plan.strategy === 'count' ? planReads({ ...question, total: await countOf(token) }) : plan;
  const people =
    strategy === 'pages'
      ? await everyone(token)
      : (await Promise.all(keys.map((key) => runai<Person | Person[]>(path(key), token)))).flat();
  return new Map(people.map((person) => [keyOf(person), person]));
}

const underWay = new Map<string, Promise<Buffer>>();

async function work(body: string, token: string): Promise<Buffer> {
  const { query, variables } = JSON.parse(body) as { query: string; variables: Ask['variables'] };
  const operation = /^query (\w+)/.exec(query)?.[1] ?? '';
  const data = await answers[operation]?.({ operation, variables, token });
  return Buffer.from(JSON.stringify({ data }));
}

function shared(body: string, token: string): Promise<Buffer> {
  const key = `${token}\n${body}`;
  const known = underWay.get(key);
  if (known) return known;
  const answer = work(body, token).finally(() => underWay.delete(key));
  underWay.set(key, answer);
  return answer;
}

listen((request: IncomingMessage, response: ServerResponse) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    const token = request.headers.authorization ?? '';
    (sharing ? shared : work)(body, token).then(
      (bytes) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
        response.end(bytes);
      },
      () => response.writeHead(500).end(),
    );
  });
});
