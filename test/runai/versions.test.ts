import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UsersPageDocument, type UsersPageQuery, type UsersPageQueryVariables } from '../generated/graphql.ts';
import { everyVersion, type Versions } from '../support/fixtures.ts';

let versions: Versions;
beforeAll(async () => {
  versions = await everyVersion(140);
});
afterAll(() => versions.close());

/**
 * Asserts that all versions answer the same, and returns it.
 * @param searches whether to leave out 3.0, whose search finds names of people too
 */
async function same<Data>(document: string | { toString(): string }, variables?: object, searches = false) {
  const [newest, ...others] = (await versions.ask<Data>(document, variables)).slice(searches ? 1 : 0);
  if (!newest) throw new Error('No version answered.');
  for (const other of others) expect(other).toEqual(newest);
  return newest;
}

describe('every version gives the same list of users', () => {
  const text = () =>
    fc.oneof(
      fc
        .record({
          user: fc.nat({ max: versions.people.length - 1 }),
          from: fc.nat({ max: 12 }),
          length: fc.integer({ min: 1, max: 40 }),
          turn: fc.constantFrom('toLowerCase', 'toUpperCase', 'trim'),
        })
        .map(({ user, from, length, turn }) => {
          const letters = [...(versions.people[user]?.username ?? '')].slice(from, from + length).join('');
          return letters[turn as 'trim']() || 'a';
        }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }).filter((word) => !word.includes(',')),
      fc.constantFrom('%', '_', '\\', "'", 'ß', 'SS', 'İ', 'i̇', 'ı', '+', '&', '=', '@example.'),
    );

  /** An instant of the data or near to it, written with any offset and any number of digits. */
  const date = () =>
    fc
      .record({
        user: fc.nat({ max: versions.people.length - 1 }),
        field: fc.constantFrom('createdAt' as const, 'updatedAt' as const, 'lastLogin' as const),
        shift: fc.constantFrom(-1, 0, 0, 0, 1),
        hours: fc.integer({ min: -12, max: 14 }),
        style: fc.constantFrom('Z', 'offset', 'more digits', 'lower case'),
      })
      .map(({ user, field, shift, hours, style }) => {
        const instant = Date.parse(versions.people[user]?.[field] ?? '2023-05-05T05:05:05.005Z') + shift;
        const utc = new Date(instant).toISOString();
        if (style === 'Z') return utc;
        if (style === 'more digits') return utc.replace('Z', '000Z');
        if (style === 'lower case') return utc.toLowerCase();
        const sign = hours < 0 ? '-' : '+';
        const local = new Date(instant + hours * 3_600_000).toISOString().replace('Z', '');
        return `${local}${sign}${String(Math.abs(hours)).padStart(2, '0')}:00`;
      });

  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
  const texts = () => optional(fc.oneof(fc.record({ contains: text() }), fc.record({ eq: text() })));
  const dates = () =>
    optional(fc.oneof(fc.record({ gte: date() }), fc.record({ lte: date() }), fc.record({ eq: date() })));
  const lists = () =>
    fc.record({
      search: fc.option(text(), { nil: undefined, freq: 1 }),
      filter: optional(
        fc.oneof(
          fc.record({ username: texts() }),
          fc.record({ createdBy: texts(), isLocal: optional(fc.boolean()) }),
          fc.record({ createdAt: dates(), updatedAt: dates() }),
          fc.record({ lastLoginAt: dates(), isLocal: optional(fc.boolean()) }),
        ),
      ),
      orderBy: optional(
        fc.record({
          field: fc.constantFrom(
            ...(['USERNAME', 'CREATED_BY', 'CREATED_AT', 'UPDATED_AT', 'LAST_LOGIN_AT', 'IS_LOCAL'] as const),
          ),
          direction: fc.constantFrom('ASC' as const, 'DESC' as const),
        }),
      ),
    });

  test('whatever is filtered, searched and ordered, and page after page, forth and back', async () => {
    await fc.assert(
      fc.asyncProperty(lists(), fc.integer({ min: 1, max: 160 }), fc.nat({ max: 30 }), async (list, size, more) => {
        const page = (variables: UsersPageQueryVariables) =>
          same<UsersPageQuery>(UsersPageDocument, { ...list, ...variables }, list.search !== undefined);
        const { data, errors } = await page({ first: size });
        expect(errors).toBeUndefined();
        const { startCursor, endCursor } = data.users.pageInfo;
        if (endCursor) await page({ first: more, after: endCursor });
        if (startCursor) await page({ last: more, before: startCursor });
        await page({ last: size });
      }),
      { numRuns: 40 },
    );
  });

  test('nobody is lost: every order is an order of all', async () => {
    for (const field of ['USERNAME', 'CREATED_BY', 'CREATED_AT', 'UPDATED_AT', 'LAST_LOGIN_AT', 'IS_LOCAL'] as const) {
      for (const direction of ['ASC', 'DESC'] as const) {
        const { data } = await same<UsersPageQuery>(UsersPageDocument, { first: 500, orderBy: { field, direction } });
        const ids = data.users.edges.map(({ node }) => node.userId);
        expect(ids.toSorted()).toEqual(versions.people.map(({ id }) => id).toSorted());
      }
    }
  });

  test.each([
    ['ÉCLAIR', 2],
    ['éclair', 2],
    ['STRASSE', 0],
    ['STRAßE', 1],
    ['istanbul@', 1],
    ['İSTANBUL', 1],
    ["O'BRIEN%_\\", 1],
    ['TOM & JERRY=?#+', 1],
    ['\u{1F680}', 1],
    ['.ONE', 0],
    ['LOVELACE', 1],
  ])('and finds "%s" in %i names, whatever the case', async (word, found) => {
    const { data: searched } = await same<UsersPageQuery>(UsersPageDocument, { search: word });
    const { data: filtered } = await same<UsersPageQuery>(UsersPageDocument, {
      filter: { username: { contains: word } },
    });
    await same<UsersPageQuery>(UsersPageDocument, { filter: { createdBy: { contains: word } } });
    expect(searched.users.totalCount).toBe(found);
    expect(filtered.users.edges).toEqual(
      filtered.users.edges.map(({ cursor }, index) => ({ cursor, node: searched.users.edges[index]?.node })),
    );
    expect(filtered.users.totalCount).toBe(found);
  });

  test.each([
    ['a comma', { filter: { username: { contains: 'a,b' } } }],
    ['nothing to look for', { filter: { username: { eq: '' } } }],
    ['a line break', { filter: { createdBy: { contains: 'a\nb' } } }],
    ['text that is no Unicode', { search: 'a\uD800' }],
    ['a page too large', { first: 501 }],
    ['a page less than nothing', { last: -1 }],
    ['both ends', { first: 1, last: 1 }],
    ['a cursor of nowhere', { after: 'bm93aGVyZQ' }],
  ])('and the same refusal of %s', async (_, variables) => {
    const { errors } = await same(UsersPageDocument, variables);
    expect(errors?.[0]?.extensions.code).toMatch(/^BAD_USER_INPUT$|^BAD_CURSOR$/);
  });
});

describe('every version gives the same users', () => {
  const fields = 'id userId username isLocal createdAt updatedAt lastLoginAt createdBy creator { username }';

  test('one by one, by each of their names, as nodes, and none where there is none', async () => {
    for (const index of [0, 5, 42, 121, 122, 123, 124, 125, 126, ...versions.people.keys()].slice(0, 40)) {
      const person = versions.people[index];
      if (!person) continue;
      const { data, errors } = await same<Record<string, { id: string; username: string }>>(
        `query One($userId: ID!, $username: String!) {
          a: user(by: { userId: $userId }) { ${fields} groups(first: 50) { totalCount nodes { name } } }
          b: user(by: { username: $username }) { ${fields} }
        }`,
        { userId: person.id, username: person.username },
      );
      expect(errors).toBeUndefined();
      expect(data.a?.username).toBe(person.username);
      expect(data.b).toMatchObject({ id: data.a?.id });
    }
    const { data } = await same<Record<string, null>>(
      `{ a: user(by: { userId: "00000000-0000-4000-8000-000000000000" }) { ${fields} }
         b: user(by: { username: "no,body" }) { ${fields} } c: user(by: { username: "" }) { ${fields} }
         d: user(by: { userId: "no uuid" }) { ${fields} } }`,
    );
    expect(data).toEqual({ a: null, b: null, c: null, d: null });
  });

  test('many at once', async () => {
    const { data: page } = await same<UsersPageQuery>(UsersPageDocument, { first: 150 });
    const ids = page.users.edges.map(({ node }) => node.id);
    const { data } = await same<{ nodes: object[] }>(
      `query Many($ids: [ID!]!) { nodes(ids: $ids) { id ... on User { ${fields} } } }`,
      { ids },
    );
    expect(data.nodes).toMatchObject(ids.map((id) => ({ id })));
  });

  test("with their groups and those groups' members", async () => {
    const { data } = await same<{ users: { nodes: object[] } }>(
      `{ users(first: 30) { nodes { username groups { totalCount nodes { id name members(first: 5) { totalCount nodes { username } pageInfo { hasNextPage endCursor } } } } } } }`,
    );
    expect(data.users.nodes).toHaveLength(30);
    await same(
      '{ group(by: { name: "robotics" }) { id name members(first: 100) { nodes { username createdBy groups { nodes { name } } } } } }',
    );
    await same(
      '{ groups(first: 100) { totalCount nodes { id name members(last: 3) { totalCount nodes { username } } } } }',
    );
  });
});
