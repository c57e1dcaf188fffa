import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunaiVersion } from '../../src/runai/versions.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { callPlatform, readPlatform } from '../support/platform.ts';

interface Access {
  roles: string[];
  permitAllClusters: boolean;
  permittedClusters: string[];
}
interface Group {
  name: string;
  access: Access | null;
  creator: { userId: string } | null;
  members: { totalCount: number; nodes: { username: string }[] };
}
/** As the platform's older family has a group. */
interface K8s extends Access {
  userId: string;
  createdBy?: string;
}
interface Person {
  username: string;
  groups?: string[] | null;
}

const accessFields = 'access { roles isForAllClusters permittedClusterIds }';

/** The graph's words for what the platform says. */
const inWords = ({ roles, permitAllClusters, permittedClusters }: K8s) => ({
  roles: roles.map((role) => role.toUpperCase()),
  isForAllClusters: permitAllClusters,
  permittedClusterIds: permittedClusters,
});

/** All users, where their last known number fills the last page, so that one more may have come. */
const pages = [0, 500, 1000, 1500, 2000].map(
  (offset) => `GET /api/v1/users?sortBy=username&sortOrder=asc&offset=${offset}&limit=500`,
);

let facade: Facade;
async function open(version: RunaiVersion): Promise<void> {
  facade = await graphOver({ version, users: 2000 });
  await facade.ask('{ users { totalCount } }');
}
const close = () => facade.close();
const forget = () => facade.forgetCalls();

async function ask<Data>(document: string): Promise<Data> {
  const { data, errors } = await facade.ask<Data, never>(document);
  expect(errors).toBeUndefined();
  return data;
}

const byName = (left: string, right: string) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1);

/** Who is in which group, in order, by what the platform says of each user. */
async function membersOnPlatform(): Promise<Map<string, string[]>> {
  const people = new Map<string, Person>();
  for (const offset of [0, 500, 1000, 1500]) {
    const page = (await readPlatform<Person[]>(facade, `/api/v1/users?limit=500&offset=${offset}`)) ?? [];
    for (const person of page) people.set(person.username, person);
  }
  const members = new Map<string, string[]>();
  for (const { username, groups } of people.values()) {
    for (const group of groups ?? []) members.set(group, [...(members.get(group) ?? []), username].sort(byName));
  }
  return members;
}

describe.each(['2.22', 'legacy'] as const)('groups of Run:ai %s', (version) => {
  /** By name. */
  let groups: Map<string, K8s>;
  const list =
    version === 'legacy' ? 'GET /api/v1/users' : 'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=100';
  const scan = version === 'legacy' ? ['GET /api/v1/users'] : pages;

  beforeAll(async () => {
    await open(version);
    groups = new Map((await readPlatform<K8s[]>(facade, '/v1/k8s/groups'))?.map((group) => [group.userId, group]));
  });
  afterAll(close);
  beforeEach(forget);

  test('50 with access, members and creators are at most 6 calls', async () => {
    const fields = `name ${accessFields} creator { userId } members(first: 500) { totalCount nodes { username } }`;
    const { groups: page } = await ask<{ groups: { nodes: Group[] } }>(`{ groups(first: 50) { nodes { ${fields} } } }`);
    expect(await facade.calls()).toEqual(['GET /v1/k8s/groups', ...scan]);
    expect(page.nodes.map(({ name }) => name)).toEqual([...groups.keys()]);
    const membersOf = await membersOnPlatform();
    for (const { name, access, creator, members } of page.nodes) {
      expect(access).toEqual(inWords(groups.get(name) as K8s));
      expect(creator?.userId).toBe(groups.get(name)?.createdBy);
      expect(members.nodes.map(({ username }) => username)).toEqual(membersOf.get(name));
      expect(members.totalCount).toBe(membersOf.get(name)?.length);
    }
  });

  test('of users are read by one list, and those without access are not asked for singly', async () => {
    await callPlatform(facade, 'DELETE', '/v1/k8s/groups/interns');
    groups.delete('interns');
    await facade.forgetCalls();
    const { users: page } = await ask<{ users: { nodes: { groups: { nodes: Group[] } | null }[] } }>(
      `{ users(first: 100) { nodes { groups { nodes { name ${accessFields} } } } } }`,
    );
    expect(await facade.calls()).toEqual([list, 'GET /v1/k8s/groups']);
    const shown = page.nodes.flatMap(({ groups }) => groups?.nodes ?? []);
    expect(shown.find(({ name }) => name === 'interns')).toMatchObject({ access: null });
    for (const { name, access } of shown) {
      const known = groups.get(name);
      expect(access).toEqual(known ? inWords(known) : null);
    }
  });

  test('without access are found by their members; without either there is none', async () => {
    await callPlatform(facade, 'DELETE', '/v1/k8s/groups/contractors');
    groups.delete('contractors');
    await facade.forgetCalls();
    const { left, none } = await ask<{ left: Group; none: null }>(
      '{ left: group(by: { name: "contractors" }) { name access { roles } members { totalCount } } none: group(by: { name: "no such" }) { name } }',
    );
    expect(left.access).toBeNull();
    expect(left.members.totalCount).toBe((await membersOnPlatform()).get('contractors')?.length);
    expect(none).toBeNull();
  });

  test('a lone one is a call of its own', async () => {
    const { group } = await ask<{ group: Group }>(`{ group(by: { name: "robotics" }) { name ${accessFields} } }`);
    expect(group.access).toEqual(inWords(groups.get('robotics') as K8s));
    expect(await facade.calls()).toEqual(['GET /v1/k8s/groups/robotics']);
  });

  test('those that the caller created', async () => {
    const { mine } = await ask<{ mine: { nodes: Group[] } }>(
      '{ mine: groups(first: 50, createdByMe: true, roles: [VIEWER, ADMIN, EDITOR]) { nodes { name creator { username } access { roles } } } }',
    );
    expect(mine.nodes.length).toBeGreaterThan(0);
    for (const { creator } of mine.nodes) expect(creator).toEqual({ username: 'admin@sandbox.test' });
    const [first, ...rest] = await facade.calls();
    expect(first).toBe('GET /v1/k8s/groups?roles=viewer&roles=admin&roles=editor&onlyCreatedByMe=true');
    expect(rest).toEqual([expect.stringMatching(/^GET \/api\/v1\/users\/[\w-]+$/)]);
  });
});

describe('groups of Run:ai 2.24, which has no such thing', () => {
  beforeAll(() => open('2.24'));
  afterAll(close);
  beforeEach(forget);

  test('are known from their members, all of them by one scan', async () => {
    const { groups, one } = await ask<{ groups: { totalCount: number; nodes: Group[] }; one: Group }>(
      `{ groups(first: 100) { totalCount nodes { name members(first: 400) { nodes { username } } } }
         one: group(by: { name: "robotics" }) { members(first: 2) { nodes { username } } } }`,
    );
    expect(await facade.calls()).toEqual(pages);
    const members = await membersOnPlatform();
    expect(groups.totalCount).toBe(members.size);
    expect(groups.nodes.map(({ name }) => name)).toEqual([...members.keys()].toSorted());
    for (const { name, members: shown } of groups.nodes) {
      expect(shown.nodes.map(({ username }) => username)).toEqual(members.get(name));
    }
    expect(one.members.nodes.map(({ username }) => username)).toEqual(members.get('robotics')?.slice(0, 2));
  });

  test('that have no member are none, unless an access rule names them', async () => {
    expect(await ask('{ group(by: { name: "no such" }) { name } }')).toEqual({ group: null });
    const [last, ...others] = (await facade.calls()).toReversed();
    expect(others.toReversed()).toEqual(pages);
    expect(last).toMatch(/access-rules\?subjectType=group&subjectIds=no such&/);
  });

  test('page like any other list', async () => {
    const page = await ask<{ groups: { pageInfo: { endCursor: string }; nodes: Group[] } }>(
      '{ groups(first: 3) { pageInfo { endCursor } nodes { name } } }',
    );
    const next = await ask<{ groups: { nodes: Group[] } }>(
      `{ groups(first: 3, after: "${page.groups.pageInfo.endCursor}") { nodes { name } } }`,
    );
    const names = [...(await membersOnPlatform()).keys()].toSorted();
    expect([...page.groups.nodes, ...next.groups.nodes].map(({ name }) => name)).toEqual(names.slice(0, 6));
  });
});
