import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { readPlatform } from '../support/platform.ts';
import { contractVersions, versionsWith } from '../support/versions.ts';

interface Named {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly fullName: string | null;
}
interface User extends Named {
  readonly username: string;
}

const fields = 'username firstName lastName fullName';

describe('Run:ai 3.0 tells the names of users', () => {
  let facade: Facade;
  let people: readonly (Partial<Pick<Named, 'firstName' | 'lastName'>> & { id: string; username: string })[];
  beforeAll(async () => {
    facade = await graphOver({ version: '3.0', users: 260 });
    people = (await readPlatform<typeof people>(facade, '/api/v1/users')) ?? [];
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.forgetCalls());

  const shown = ({ username, firstName, lastName }: (typeof people)[number]): User => ({
    username,
    firstName: firstName ?? null,
    lastName: lastName ?? null,
    fullName: firstName && lastName ? `${firstName} ${lastName}` : (firstName ?? lastName ?? null),
  });

  test('in the call that reads the list, also of those who have one name or none', async () => {
    const { data, errors } = await facade.ask<{ users: { nodes: User[] } }, never>(
      `{ users(first: 260, orderBy: { field: CREATED_AT }) { nodes { ${fields} } } }`,
    );
    expect(errors).toBeUndefined();
    const byName = (a: User, b: User) => (a.username < b.username ? -1 : 1);
    expect(data.users.nodes.toSorted(byName)).toEqual(people.map(shown).toSorted(byName));
    expect(new Set(data.users.nodes.map(({ fullName }) => fullName))).toContain(null);
    expect(data.users.nodes.some(({ firstName, lastName }) => firstName && !lastName)).toBe(true);
    expect(await facade.calls()).toEqual(['GET /api/v1/users?sortBy=creationTime&sortOrder=asc&offset=0&limit=260']);
  });

  test('of one user alone', async () => {
    const [, , ada] = people;
    const { data } = await facade.ask<{ user: User }, never>(
      `{ user(by: { userId: "${ada?.id}" }) { isLocal ${fields} } }`,
    );
    expect(data.user).toMatchObject({ firstName: 'Ada', lastName: 'Lovelace', fullName: 'Ada Lovelace' });
    expect(await facade.calls()).toEqual([`GET /api/v1/users/${ada?.id}`]);
  });

  test.each([
    ['FIRST_NAME', 'firstName'],
    ['LAST_NAME', 'lastName'],
    ['FULL_NAME', 'fullName'],
  ] as const)('and orders by %s', async (order, field) => {
    const { data, errors } = await facade.ask<{ users: { nodes: User[] } }, never>(
      `{ users(first: 5, orderBy: { field: ${order}, direction: DESC }) { nodes { ${fields} } } }`,
    );
    expect(errors).toBeUndefined();
    const texts = people.map((person) => shown(person)[field] ?? '').toSorted((a, b) => (a < b ? 1 : -1));
    expect(data.users.nodes.map((node) => node[field])).toEqual(texts.slice(0, 5));
    expect(await facade.calls()).toEqual([`GET /api/v1/users?sortBy=${field}&sortOrder=desc&offset=0&limit=5`]);
  });

  test('and finds them by a search, with the length of what it found', async () => {
    const { data } = await facade.ask<{ users: { totalCount: number; nodes: User[] } }, never>(
      `{ users(first: 50, search: "Łuk") { totalCount nodes { ${fields} } } }`,
    );
    expect(data.users.nodes.length).toBeGreaterThan(0);
    expect(data.users.totalCount).toBe(data.users.nodes.length);
    expect(data.users.nodes.filter(({ fullName }) => !fullName?.includes('Łuk'))).toEqual([]);
  });

  test('and takes them for a new user', async () => {
    const { data } = await facade.ask<{ it: { user: Named } }, never>(
      `mutation { it: createUser(input: { email: "emmy@example.com", firstName: "Emmy", lastName: "Noether" }) {
        ... on CreateUserPayload { user { firstName lastName fullName } } } }`,
    );
    expect(data.it.user).toEqual({ firstName: 'Emmy', lastName: 'Noether', fullName: 'Emmy Noether' });
  });

  test('and has no name above 255 characters, which is told without a call', async () => {
    const { data } = await facade.ask<{ it: object }, never>(
      `mutation { it: createUser(input: { email: "long@example.com", lastName: "${'x'.repeat(256)}" }) {
        __typename ... on ValidationFailure { issues { path } } } }`,
    );
    expect(data.it).toEqual({ __typename: 'ValidationFailure', issues: [{ path: ['lastName'] }] });
    expect(await facade.calls()).toEqual([]);
  });
});

const without = contractVersions.filter((version) => !versionsWith('names').includes(version));

describe.each(without)('Run:ai %s, where users have no names', (version) => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ version, users: 30 });
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.forgetCalls());

  const refusal = { code: 'UNSUPPORTED_BY_VERSION', versions: ['3.0'] };

  test('names are null with their own error, and the rest is answered by the same calls', async () => {
    const { data, errors } = await facade.ask<{ users: { nodes: User[] } }, never>(
      `{ users(first: 1) { nodes { ${fields} } } }`,
    );
    expect(data.users.nodes).toEqual(
      [{ username: 'ada.lovelace@example.com', firstName: null, lastName: null, fullName: null }].map((user) => ({
        ...user,
        username: expect.any(String),
      })),
    );
    expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions])).toEqual(
      ['firstName', 'lastName', 'fullName'].map((name) => [name, expect.objectContaining(refusal)]),
    );
    expect(await facade.calls()).toHaveLength(1);
  });

  test('an order by names, and names for a new user, are refused without a call', async () => {
    const { data, errors } = await facade.ask<{ users: null }, never>(
      '{ users(first: 1, orderBy: { field: FULL_NAME }) { nodes { username } } }',
    );
    expect(data.users).toBeNull();
    expect(errors).toMatchObject([{ path: ['users'], extensions: refusal }]);
    const created = await facade.ask<{ it: object }, never>(
      'mutation { it: createUser(input: { email: "n@example.com", firstName: "N" }) { __typename ... on UnsupportedFailure { versions } } }',
    );
    expect(created.data.it).toEqual({ __typename: 'UnsupportedFailure', versions: ['3.0'] });
    expect(await facade.calls()).toEqual([]);
  });
});
