import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { WireSummary } from '../../src/kestra/api.ts';
import { kestraContract, kestraDialects } from '../../src/kestra/connection.ts';
import { detailFields } from '../../src/kestra/costs.ts';
import { kestraRefusal } from '../../src/kestra/error-body.ts';
import { Kestra } from '../../src/kestra/kestra.ts';
import { ServerFacts } from '../../src/kestra/server-facts.ts';

import { ListFacts } from '../../src/paging/list-facts.ts';
import { RestClient } from '../../src/rest/client.ts';
import { ClientPresence } from '../../src/rest/client-presence.ts';
import type { Ledger } from '../../src/rest/ledger.ts';
import { RestSession } from '../../src/rest/session.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { orders, searches, searchFor } from '../support/kestra-under-test.ts';

const users = 230;
let facade: Facade;
let everyone: readonly { id: string; username: string; email: string }[];
beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], users }, { KESTRA_MAX_PAGE_SIZE: '100' });
  everyone = (await facade.ask<Page, never>('{ kestraUsers(first: 230) { nodes { id username email } } }')).data
    .kestraUsers.nodes;
  expect(new Set(everyone.map(({ id }) => id)).size).toBe(users);
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

interface Page {
  readonly kestraUsers: {
    readonly totalCount: number;
    readonly nodes: { id: string; username: string; email: string }[];
    readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  };
}

async function ask(document: string, variables?: object) {
  await facade.forgetCalls();
  const { data, errors } = await facade.ask<Page, object>(document, variables);
  expect(errors).toBeUndefined();
  return { ...data.kestraUsers, calls: await facade.calls() };
}

const names = (rows: readonly { username: string }[]) => rows.map(({ username }) => username);

describe('REST calls of a list', () => {
  test('rows, total and whether there is more are one call', async () => {
    const page = await ask('{ kestraUsers(first: 20) { totalCount nodes { username } pageInfo { hasNextPage } } }');
    expect(names(page.nodes)).toEqual(names(everyone.slice(0, 20)));
    expect(page).toMatchObject({ totalCount: users, pageInfo: { hasNextPage: true } });
    expect(page.calls).toEqual(['GET /api/v1/users?page=1&size=20']);
  });

  test('the total alone is one call of one row', async () => {
    const { totalCount, calls } = await ask('{ kestraUsers(first: 20) { totalCount } }');
    expect([totalCount, calls]).toEqual([users, ['GET /api/v1/users?page=1&size=1']]);
  });

  test('whether there is more, alone, is one call of one row', async () => {
    const { pageInfo, calls } = await ask('{ kestraUsers(first: 229) { pageInfo { hasNextPage } } }');
    expect([pageInfo.hasNextPage, calls]).toEqual([true, ['GET /api/v1/users?page=1&size=1']]);
  });

  test('where the total says that there is no more, that is looked at', async () => {
    const { pageInfo, calls } = await ask('{ kestraUsers(first: 230) { pageInfo { hasNextPage } } }');
    const expected = ['GET /api/v1/users?page=1&size=1', 'GET /api/v1/users?page=231&size=1'];
    expect([pageInfo.hasNextPage, calls]).toEqual([false, expected]);
  });

  test('a page wider than the cap is as many calls as it takes', async () => {
    const { nodes, calls } = await ask('{ kestraUsers(first: 200) { nodes { username } } }');
    expect(names(nodes)).toEqual(names(everyone.slice(0, 200)));
    expect(calls.toSorted()).toEqual(['GET /api/v1/users?page=1&size=100', 'GET /api/v1/users?page=2&size=100']);
  });

  test('the last rows are the total and then their page, which shows that none follows', async () => {
    const { nodes, pageInfo, calls } = await ask(
      '{ kestraUsers(last: 3) { totalCount nodes { username } pageInfo { hasPreviousPage } } }',
    );
    expect(names(nodes)).toEqual(names(everyone.slice(-3)));
    expect(pageInfo.hasPreviousPage).toBe(true);
    expect(calls).toEqual(['GET /api/v1/users?page=1&size=1', 'GET /api/v1/users?page=33&size=7']);
  });

  test.runIf(searches && orders)('search and order go to the platform', async () => {
    const { nodes, totalCount, calls } = await ask(
      '{ kestraUsers(first: 50, search: "LOVE", orderBy: { field: USERNAME, direction: DESC }) { totalCount nodes { username } } }',
    );
    const expected = names(everyone).filter((name) => /love/i.test(name));
    expect(expected).not.toHaveLength(0);
    expect(names(nodes)).toEqual(expected.toSorted().reverse());
    expect(totalCount).toBe(expected.length);
    expect(calls.toSorted()).toEqual([
      `GET /api/v1/users?${searchFor('LOVE')}&sort=username:desc&page=1&size=50`,
      // Shows that the server does not ignore searches, for the first of them.
      `GET /api/v1/users?${searchFor('zqxjkvbwzqxjkvbw')}&page=1&size=1`,
    ]);
  });

  test.runIf(orders).each([
    ['DISPLAY_NAME', 'displayName'],
    ['FIRST_NAME', 'firstName'],
    ['LAST_NAME', 'lastName'],
  ])('orders by %s', async (field, key) => {
    const { calls } = await ask(`{ kestraUsers(first: 1, orderBy: { field: ${field} }) { nodes { username } } }`);
    expect(calls).toEqual([`GET /api/v1/users?sort=${key}:asc&page=1&size=1`]);
  });
});

describe('whole users', () => {
  test('cost one call each, however many fields are asked, and only where they are asked', async () => {
    const { nodes, calls } = await ask(
      '{ kestraUsers(first: 5) { nodes { username email firstName lastName isRestricted groups { groupId } } } }',
    );
    expect(nodes.map(({ email }) => email)).toEqual(names(everyone.slice(0, 5)));
    expect(calls[0]).toBe('GET /api/v1/users?page=1&size=5');
    expect(new Set(calls.slice(1))).toEqual(new Set((await ids(5)).map((id) => `GET /api/v1/users/${id}`)));
    expect(calls).toHaveLength(6);
  });

  test('are not what a list shows: no summary answers for a whole user', async () => {
    const [id] = await ids(1);
    const { data } = await facade.ask<{ list: object; whole: { email: string } }, never>(
      `{ list: kestraUsers(first: 1) { nodes { username } } whole: kestraUser(by: { userId: "${id}" }) { email } }`,
    );
    expect(data.whole.email).toBe(everyone[0]?.username);
  });

  test('are read once, be it by id, by global id or from a list', async () => {
    const [id] = await ids(1);
    const one = everyone[0];
    await facade.ask(
      `{ kestraUsers(first: 1) { nodes { email } } kestraUser(by: { userId: "${id}" }) { email } node(id: "${one?.id}") { ... on KestraUser { email } } }`,
    );
    expect((await facade.calls()).toSorted()).toEqual([`GET /api/v1/users/${id}`, 'GET /api/v1/users?page=1&size=1']);
  });

  async function ids(count: number): Promise<string[]> {
    const { data } = await facade.ask<{ kestraUsers: { nodes: { userId: string }[] } }, never>(
      `{ kestraUsers(first: ${count}) { nodes { userId } } }`,
    );
    await facade.forgetCalls();
    return data.kestraUsers.nodes.map(({ userId }) => userId);
  }
});

describe('paging through everyone', () => {
  const document = `query P($first: Int, $after: String, $last: Int, $before: String) {
    kestraUsers(first: $first, after: $after, last: $last, before: $before) {
      totalCount nodes { id username } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;

  test.each([1, 7, 33, 60, 100, 230])(
    'forward by %i shows each once, in one or two calls a page',
    async (first) => {
      const seen: string[] = [];
      let page = await ask(document, { first });
      for (; ; page = await ask(document, { first, after: page.pageInfo.endCursor })) {
        // One row more is read than shown: the one that the cursor stands for.
        expect(page.calls.length).toBeLessThanOrEqual(Math.ceil((first + 1) / 100) + 1);
        expect(page.totalCount).toBe(users);
        seen.push(...names(page.nodes));
        expect(page.pageInfo.hasNextPage).toBe(seen.length < users);
        if (!page.pageInfo.hasNextPage) break;
      }
      expect(seen).toEqual(names(everyone));
    },
    60_000,
  );

  test.each([17, 60, 100])(
    'backward by %i shows each once, in one or two calls a page after the first',
    async (last) => {
      const seen: string[] = [];
      let page = await ask(document, { last });
      for (; ; page = await ask(document, { last, before: page.pageInfo.startCursor })) {
        seen.unshift(...names(page.nodes));
        expect(page.pageInfo.hasPreviousPage).toBe(seen.length < users);
        expect(page.calls.length).toBeLessThanOrEqual(3);
        if (!page.pageInfo.hasPreviousPage) break;
      }
      expect(seen).toEqual(names(everyone));
    },
  );
});

describe('windows', () => {
  const dialect = kestraDialects('2.0', 'main').now;
  const client = () =>
    new RestClient({
      name: 'Kestra',
      headers: ['Authorization'],
      url: new URL(facade.sandboxUrl),
      contract: kestraContract('2.0'),
      timeoutMs: 5000,
      breaker: { failures: 10, pauseMs: 1000 },
      ownRefusal: kestraRefusal,
      probe: { operation: 'listUsers' },
    });

  test('of any cap from 1 to 100 hold their rows, in one or two calls where the cap allows, and one more at the end', async () => {
    const upstream = client();
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 100 }),
          fc.integer({ min: 0, max: users + 20 }),
          fc.integer({ min: 1, max: 150 }),
          async (cap, offset, limit) => {
            const ledger: Ledger = { calls: [], plans: [], writes: [] };
            const session = new RestSession(upstream, {
              authorization: 'Bearer sandbox-viewer',
              requestId: 'windows',
              client: new ClientPresence(),
              deadline: Date.now() + 60_000,
              concurrency: 32,
              ledger,
              budget: { allowed: 1000, made: 0 },
            });
            const list = new Kestra(
              session,
              new ListFacts().of('', []),
              {
                tenant: 'main',
                maxPageSize: cap,
                impersonation: false,
              },
              { dialect, facts: new ServerFacts() },
            ).users.list({});
            const [{ rows }, total] = await Promise.all([list.read({ offset, limit }), list.count()]);
            expect(total).toBe(users);
            expect(rows.map(({ username }: WireSummary) => username)).toEqual(
              names(everyone.slice(offset, offset + limit)),
            );
            // A page that ends the list is short: that it was not cut takes a call to tell, where no other page has shown it.
            const mayBeCut = offset > 0 && offset + limit > users;
            expect(ledger.calls.length).toBeLessThanOrEqual(Math.max(2, Math.ceil(limit / cap) + 1) + Number(mayBeCut));
            if (offset === 0 && limit <= cap) expect(ledger.calls).toHaveLength(1);
          },
        ),
        { numRuns: 150, examples: [[72, 195, 72]] },
      );
    } finally {
      await upstream.close();
    }
  });
});

test('the fields that cost a call are those that the contract leaves out of a list', () => {
  const file = new URL('../../schema/rest/kestra.openapi.json', import.meta.url);
  const { schemas } = JSON.parse(readFileSync(file, 'utf8')).components;
  const inList = Object.keys(schemas['IAMUserController.ApiUserSummary'].properties);
  const alone = Object.keys(schemas['IAMUserController.ApiUser'].properties);
  const inGraph = (name: string) => (name === 'restricted' ? 'isRestricted' : name);
  expect([...detailFields].toSorted()).toEqual(
    alone
      .filter((name) => !inList.includes(name))
      .map(inGraph)
      .toSorted(),
  );
});
