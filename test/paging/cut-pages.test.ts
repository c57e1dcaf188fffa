import { assert, asyncProperty, boolean, constantFrom, integer, pre, record } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { type Manners, modelPlatform, type Person } from '../support/model-platform.ts';

/*
 * Platforms that cut their pages, count wrongly, repeat a page or give more than they are asked for. Whatever they do, an
 * answer has the right rows or says that it cannot be had: never some of them.
 */

const people = (total: number): Person[] =>
  Array.from({ length: total }, (_, index) => ({
    id: `id-${index}`,
    username: `user-${String(index).padStart(4, '0')}@example.com`,
  }));
const names = (rows: readonly Person[]) => rows.map(({ username }) => username);

type Model = Awaited<ReturnType<typeof modelPlatform>>;
let runai: Model;
let kestra: Model;
const models = () => ({ users: runai, kestraUsers: kestra });
beforeAll(async () => {
  [runai, kestra] = await Promise.all([modelPlatform('runai'), modelPlatform('kestra')]);
});
afterAll(() => Promise.all([runai.close(), kestra.close()]));

/** A facade that has seen nothing of these platforms yet. */
const newFacade = () =>
  graphOver({ platforms: ['runai', 'kestra'], users: 3 }, { RUNAI_URL: runai.url, KESTRA_URL: kestra.url });

async function withFacade<Result>(use: (facade: Facade) => Promise<Result>): Promise<Result> {
  const facade = await newFacade();
  try {
    return await use(facade);
  } finally {
    await facade.close();
  }
}

interface Listed {
  readonly totalCount: number;
  readonly nodes: readonly { readonly username: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}
type List = 'users' | 'kestraUsers';
const lists = ['users', 'kestraUsers'] as const;

/** A page of a list; the code of its error where it has none. */
async function pageOf(facade: Facade, list: List, variables: object, more = ''): Promise<Listed | string> {
  const { data, errors } = await facade.ask<Record<string, Listed | null> | null, object>(
    `query ($first: Int, $after: String, $last: Int, $before: String) {
      ${list}(first: $first, after: $after, last: $last, before: $before) {
        ${more} nodes { username } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }`,
    variables,
  );
  return data?.[list] ?? String(errors?.[0]?.extensions.code);
}

/** All rows of a list, page by page; or the code of the error that ended the walk. */
async function walk(facade: Facade, list: List, way: 'first' | 'last', size: number, more = '') {
  const walked: string[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < 100; pages++) {
    const at: object = way === 'first' ? { first: size, after: cursor } : { last: size, before: cursor };
    const page = await pageOf(facade, list, at, more);
    if (typeof page === 'string') return page;
    const shown = page.nodes.map(({ username }) => username);
    if (way === 'first') walked.push(...shown);
    else walked.unshift(...shown);
    if (!(way === 'first' ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage)) return walked;
    cursor = way === 'first' ? page.pageInfo.endCursor : page.pageInfo.startCursor;
  }
  throw new Error('The walk does not end.');
}

describe.each(lists)('%s of a platform that gives 100 rows where more are asked for', (list) => {
  const everyone = people(350);
  const hold = (manners: Manners = { cap: 100 }) => models()[list].holds(everyone, manners);

  test.each([500, 350, 120, 100, 99, 20])('are walked through whole by %i', async (size) => {
    await withFacade(async (facade) => {
      hold();
      expect(await walk(facade, list, 'first', size)).toEqual(names(everyone));
      expect(await walk(facade, list, 'last', size)).toEqual(names(everyone));
    });
  });

  test('have their last rows shown', async () => {
    await withFacade(async (facade) => {
      hold();
      const page = await pageOf(facade, list, { last: 150 });
      expect(page).toMatchObject({
        nodes: everyone.slice(-150).map(({ username }) => ({ username })),
        pageInfo: { hasPreviousPage: true, hasNextPage: false },
      });
    });
  });

  test('are asked for in pages of 100 from then on, which is logged once', async () => {
    await withFacade(async (facade) => {
      hold();
      await walk(facade, list, 'first', 500);
      models()[list].forgetCalls();
      await walk(facade, list, 'first', 350);
      const sizes = models()
        [list].calls()
        .map((call) => Number(/(?:limit|size)=(\d+)/.exec(call)?.[1]));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
      expect(sizes.length).toBeLessThanOrEqual(5);
      const warnings = facade.lines.filter((line) => line.includes('smaller pages'));
      expect(warnings).toHaveLength(list === 'users' ? 1 : 0);
      if (list === 'users')
        expect(JSON.parse(warnings[0] ?? '')).toMatchObject({ level: 'warn', platform: 'Run:ai', given: 100 });
    });
  });
});

test('a Kestra that gives pages of 10 where KESTRA_MAX_PAGE_SIZE says 100 is read by pages of 10', async () => {
  await withFacade(async (facade) => {
    kestra.holds(people(35), { cap: 10 });
    expect(await walk(facade, 'kestraUsers', 'first', 20)).toEqual(names(people(35)));
    expect(JSON.parse(facade.lines.find((line) => line.includes('smaller pages')) ?? '')).toMatchObject({
      level: 'warn',
      platform: 'Kestra',
      given: 10,
    });
  });
});

describe('users that exist are found, however many rows a page has', () => {
  const everyone = people(350);
  // Beyond the first hundred.
  const some = everyone.filter((_, index) => index >= 100 && index % 20 === 0);

  test.each(['userId', 'username'] as const)('by %s, in one batch', async (key) => {
    await withFacade(async (facade) => {
      runai.holds(everyone, { cap: 100 });
      const { data, errors } = await facade.ask<Record<string, { username: string } | null>, never>(
        `{ ${some.map(({ id, username }, index) => `u${index}: user(by: { ${key}: "${key === 'userId' ? id : username}" }) { username }`).join(' ')} }`,
      );
      expect(errors).toBeUndefined();
      expect(Object.values(data).map((user) => user?.username)).toEqual(names(some));
    });
  });

  test('by the names of Kestra accounts, and back', async () => {
    await withFacade(async (facade) => {
      const upper = everyone.map(({ id, username }) => ({ id, username: username.toUpperCase() }));
      runai.holds(everyone, { cap: 100 });
      kestra.holds(upper, { cap: 30 });
      const { data, errors } = await facade.ask<
        Record<List, { nodes: { other: { username: string } | null }[] }>,
        never
      >(
        `{ users(last: 100) { nodes { other: kestraUser { username } } }
           kestraUsers(last: 100) { nodes { other: user { username } } } }`,
      );
      expect(errors).toBeUndefined();
      expect(data.users.nodes.map(({ other }) => other?.username)).toEqual(names(upper.slice(-100)));
      expect(data.kestraUsers.nodes.map(({ other }) => other?.username)).toEqual(names(everyone.slice(-100)));
    });
  });
});

describe.each(lists)('%s whose count is wrong', (list) => {
  const everyone = people(350);

  test.each([50, -50, 1, -1, 3000, -350])('by %i are all shown, and their last ones as the last', async (miscount) => {
    await withFacade(async (facade) => {
      models()[list].holds(everyone, { miscount });
      expect(await walk(facade, list, 'first', 100)).toEqual(names(everyone));
      expect(await walk(facade, list, 'first', 70, 'totalCount')).toEqual(names(everyone));
      expect(await walk(facade, list, 'last', 90)).toEqual(names(everyone));
      expect(await walk(facade, list, 'last', 70, 'totalCount')).toEqual(names(everyone));
      const page = await pageOf(facade, list, { last: 5 });
      expect(page).toMatchObject({
        nodes: everyone.slice(-5).map(({ username }) => ({ username })),
        pageInfo: { hasPreviousPage: true, hasNextPage: false },
      });
      const { data } = await facade.ask<Record<string, Listed>, never>(
        `{ a: ${list}(last: 350) { pageInfo { hasPreviousPage } } b: ${list}(last: 349) { pageInfo { hasPreviousPage } } }`,
      );
      expect([data.a, data.b].map((page) => page?.pageInfo.hasPreviousPage)).toEqual([false, true]);
      // A page that has rows is one of the pages, whatever the count says.
      const around = 'nodes { username } pageCursors { around(pages: 3) { page isCurrent } }';
      const numbered = await facade.ask<
        Record<string, { pageCursors: { around: { page: number; isCurrent: boolean }[] } }>,
        never
      >(`{ ${list}(first: 20, offset: 340) { ${around} } }`);
      expect(numbered.data[list]?.pageCursors.around.find(({ isCurrent }) => isCurrent)?.page).toBe(18);
    });
  });
});

describe.each(lists)('%s of a platform that gives the same page whatever is asked for', (list) => {
  test('fail, and the walk ends', async () => {
    await withFacade(async (facade) => {
      models()[list].holds(people(350), { ignoresOffset: true });
      expect(await walk(facade, list, 'first', 100)).toBe('UPSTREAM_BAD_RESPONSE');
      expect(await walk(facade, list, 'last', 100)).toBe('UPSTREAM_BAD_RESPONSE');
      expect(models()[list].calls().length).toBeLessThan(20);
    });
  });
});

test('a platform without an order of its own is asked for one, so that a walk over many requests shows each row once', async () => {
  await withFacade(async (facade) => {
    runai.holds(people(350), { cap: 100, unordered: true });
    expect(await walk(facade, 'users', 'first', 30)).toEqual(names(people(350)));
    expect(await walk(facade, 'users', 'last', 30)).toEqual(names(people(350)));
    const { data, errors } = await facade.ask<{ users: Listed }, never>('{ users(first: 350) { nodes { username } } }');
    expect(errors).toBeUndefined();
    expect(data.users.nodes.map(({ username }) => username)).toEqual(names(people(350)));
  });
});

test('pages that have rows in common, as the platform does not heed the order, are no answer', async () => {
  await withFacade(async (facade) => {
    runai.holds(people(350), { cap: 100, unordered: true, ignoresOrder: true });
    expect(await pageOf(facade, 'users', { first: 350 })).toBe('UPSTREAM_BAD_RESPONSE');
  });
});

test('rows beyond the window are not shown in it, and not lost', async () => {
  await withFacade(async (facade) => {
    runai.holds(people(350), { ignoresLimit: true });
    expect(await pageOf(facade, 'users', { first: 20 })).toMatchObject({
      nodes: people(20).map(({ username }) => ({ username })),
      pageInfo: { hasNextPage: true },
    });
    expect(await walk(facade, 'users', 'first', 100)).toEqual(names(people(350)));
    expect(await walk(facade, 'users', 'last', 100)).toEqual(names(people(350)));
  });
});

test('rows with one id twice are all shown, forwards and backwards', async () => {
  const twice = people(30).flatMap((person, index) => (index % 7 === 3 ? [person, person] : [person]));
  await withFacade(async (facade) => {
    runai.holds(twice);
    for (const size of [1, 2, 3, 5]) {
      expect(await walk(facade, 'users', 'first', size)).toEqual(names(twice));
      expect(await walk(facade, 'users', 'last', size)).toEqual(names(twice));
    }
  });
});

describe.each([undefined, 1, 3, 7, 20, 50])('whatever a platform does that gives %s rows at once at most', (cap) => {
  const least = cap ?? 50;
  // A count that is too low by so much that it ends where a page was cut is believed: two answers agree.
  const miscount = integer({ min: cap === undefined ? -70 : 0, max: 70 });
  const manners = record<Manners>(
    {
      miscount,
      ignoresOffset: constantFrom(false, false, true),
      ignoresLimit: constantFrom(false, false, true),
    },
    { requiredKeys: [] },
  );
  let facade: Facade;
  // What it learns of the platform in one run, it knows in the next.
  beforeAll(async () => {
    facade = await newFacade();
  });
  afterAll(() => facade.close());

  test.each(lists)('a walk through %s shows all rows, or fails, by a bounded number of calls', async (list) => {
    await assert(
      asyncProperty(
        integer({ min: 0, max: 60 }),
        constantFrom(1, 2, 5, 10, 20, 21, 50, 100),
        boolean(),
        boolean(),
        manners,
        async (total, size, forward, counted, ways) => {
          // The first rows in the place of the last, just as many as are owed there, are believed: nothing contradicts them.
          pre(!(ways.ignoresOffset && !forward && size === cap));
          const everyone = people(total);
          models()[list].holds(everyone, { ...ways, cap });
          const walked = await walk(facade, list, forward ? 'first' : 'last', size, counted ? 'totalCount' : '');
          if (walked !== 'UPSTREAM_BAD_RESPONSE') expect(walked).toEqual(names(everyone));
          else expect(ways.ignoresOffset || ways.ignoresLimit).toBe(true);
          // A search for the end, and each row of a page read a few times.
          const each = 2 * 32 + 8 * (1 + size / least);
          expect(models()[list].calls().length).toBeLessThanOrEqual((total / size + 1) * each);
        },
      ),
      // A total that is too high leads to a page that a server of smaller pages takes for an earlier one.
      { numRuns: 25, examples: [[31, 20, false, true, { miscount: 25, ignoresLimit: false }]] },
    );
  });

  test('users that exist are found by name and by id, and others are not', async () => {
    await assert(
      asyncProperty(
        integer({ min: 0, max: 60 }),
        miscount,
        constantFrom('userId', 'username'),
        integer({ min: 1, max: 25 }),
        async (total, miscount, key, count) => {
          const everyone = people(total);
          runai.holds(everyone, { cap, miscount });
          const asked = people(80).filter((_, index) => index % Math.ceil(80 / count) === 0);
          const { data, errors } = await facade.ask<Record<string, { username: string } | null>, never>(
            `{ ${asked.map(({ id, username }, index) => `u${index}: user(by: { ${key}: "${key === 'userId' ? id : username}" }) { username }`).join(' ')} }`,
          );
          expect(errors).toBeUndefined();
          expect(Object.values(data).map((user) => user?.username)).toEqual(
            asked.map(({ id, username }) => (everyone.some((one) => one.id === id) ? username : undefined)),
          );
        },
      ),
      { numRuns: 15 },
    );
  });
});
