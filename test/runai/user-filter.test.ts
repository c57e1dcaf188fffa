import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { contractVersions } from '../support/versions.ts';

interface Row {
  readonly username: string;
  readonly createdBy: string;
  readonly isLocal: boolean | null;
  readonly lastLoginAt: string | null;
}
interface Page {
  readonly users: { readonly nodes: readonly Row[]; readonly totalCount: number };
}

const users = 620;
const fields = 'totalCount nodes { username createdBy isLocal lastLoginAt }';
const whole = ['GET /api/v1/users'];
const order = 'sortBy=username&sortOrder=asc';
const every = (query: string, pages = 1) =>
  Array.from({ length: pages }, (_, index) => `GET /api/v1/users?${query}&${order}&offset=${index * 500}&limit=500`);

/** Filters, who meets them, and what is asked of a platform that gives pages. */
const cases: readonly (readonly [filter: string, meets: (row: Row) => boolean, calls: readonly string[]])[] = [
  [
    'username: { startsWith: "ADA." }',
    ({ username }) => username.toLowerCase().startsWith('ada.'),
    every('filterBy=username=@ADA.'),
  ],
  [
    'username: { endsWith: "@example.net" }',
    ({ username }) => username.endsWith('@example.net'),
    every('filterBy=username=@@example.net'),
  ],
  [
    'username: { startsWith: "a", endsWith: ".net" }, isLocal: true',
    ({ username, isLocal }) => /^a.*\.net$/i.test(username) && isLocal === true,
    every('filterBy=username=@a,username=@.net,isLocal==true'),
  ],
  [
    'username: { contains: "ada", not: "ada.lovelace@example.com" }',
    ({ username }) => /ada/i.test(username) && username !== 'ada.lovelace@example.com',
    every('filterBy=username=@ada'),
  ],
  [
    'username: { contains: "example.net" }, lastLoginAt: { isNull: true }',
    ({ username, lastLoginAt }) => username.includes('example.net') && lastLoginAt === null,
    every('filterBy=username=@example.net'),
  ],
];

describe.each(contractVersions)('conditions that no platform takes, on %s', (version) => {
  let facade: Facade;
  let all: readonly Row[];
  beforeAll(async () => {
    facade = await graphOver({ version, users });
    const pages = [0, 500].map((offset) => `_${offset}: users(first: 500, offset: ${offset}) { ${fields} }`);
    const { data } = await facade.ask<Record<string, Page['users']>, object>(`{ ${pages.join(' ')} }`);
    all = Object.values(data).flatMap(({ nodes }) => nodes);
    expect(all).toHaveLength(users);
  });
  afterAll(() => facade.close());

  async function ask(args: string) {
    await facade.forgetCalls();
    const answer = await facade.ask<Page, object>(`{ users(${args}) { ${fields} } }`, undefined, {
      headers: { 'x-explain': '1' },
    });
    const { cost } = answer.extensions as { cost: { asked: number; actual: number } };
    expect(cost.actual).toBeLessThanOrEqual(cost.asked);
    return answer;
  }

  test.each(cases)('%s', async (filter, meets, calls) => {
    const { data, errors } = await ask(`first: 500, filter: { ${filter} }`);
    expect(errors).toBeUndefined();
    const expected = all.filter(meets);
    expect(expected.length, 'the case means something').toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(users);
    expect(data.users).toEqual({ nodes: expected, totalCount: expected.length });
    expect(await facade.calls()).toEqual(version === 'legacy' ? whole : calls);
  });

  test.each([
    ['username: { not: "ada.lovelace@example.com" }', ({ username }: Row) => username !== 'ada.lovelace@example.com'],
    ['lastLoginAt: { isNull: true }', ({ lastLoginAt }: Row) => lastLoginAt === null],
  ])('%s alone would take all users', async (filter, meets) => {
    const { data, errors } = await ask(`first: 5, filter: { ${filter} }`);
    if (version === 'legacy') expect(data.users.nodes).toEqual(all.filter(meets).slice(0, 5));
    else {
      expect(errors).toMatchObject([{ extensions: { code: 'UNSUPPORTED_BY_VERSION', versions: ['legacy'] } }]);
      expect(await facade.calls()).toEqual([]);
    }
  });

  test('whether a time is known is found by the platform', async () => {
    const { data } = await ask('first: 5, filter: { lastLoginAt: { isNull: false } }');
    const known = all.filter(({ lastLoginAt }) => lastLoginAt !== null);
    expect(data.users).toEqual({ nodes: known.slice(0, 5), totalCount: known.length });
    if (version === 'legacy') return;
    const query = 'filterBy=lastLogin>=1970-01-01T00:00:00Z';
    expect((await facade.calls()).sort()).toEqual(
      [`GET /api/v1/users/count?${query}`, `GET /api/v1/users?${query}&${order}&offset=0&limit=5`].sort(),
    );
  });

  test('they hold for users by one of several values, too', async () => {
    const names = all.slice(0, 9).map(({ username }) => username);
    const { data } = await ask(
      `filter: { username: { in: ${JSON.stringify(names)}, not: ${JSON.stringify(names[2])} }, lastLoginAt: { isNull: false } }`,
    );
    const expected = all.slice(0, 9).filter(({ lastLoginAt }, index) => index !== 2 && lastLoginAt !== null);
    expect(data.users.nodes).toEqual(expected);
  });

  test('each of several such lists is paid for', async () => {
    const lists = ['a', 'e', 'i', 'o'].map(
      (letter, index) =>
        `_${index}: users(first: 1, search: "${letter}", filter: { username: { not: "x" } }) { totalCount }`,
    );
    await facade.forgetCalls();
    const { extensions } = await facade.ask(`{ ${lists.join(' ')} }`, undefined, { headers: { 'x-explain': '1' } });
    const { cost } = extensions as { cost: { asked: number; actual: number } };
    expect(cost.actual).toBe((await facade.calls()).length);
    expect(cost.actual).toBeLessThanOrEqual(cost.asked);
    if (version !== 'legacy') expect(cost.actual).toBeGreaterThan(4);
  });
});
