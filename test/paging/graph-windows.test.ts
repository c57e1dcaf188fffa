import { assert, asyncProperty, boolean, constantFrom, integer, option, record } from 'fast-check';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Range } from '../../src/paging/list.ts';
import type { Needs } from '../../src/paging/plan-slice.ts';
import { offsetReads } from '../../src/paging/window.ts';
import { type Facade, graphOver, warmPlans } from '../support/facade.ts';
import { indexesNeeded, relayReference } from '../support/relay-reference.ts';

const users = 730;
let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users }, warmPlans);
  // From here on a shorter page is known not to have been cut.
  await facade.ask('{ users(first: 500) { nodes { id } } }');
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

/** The order of a list that is asked for none. */
const byUsername = ['sortBy=username', 'sortOrder=asc'];

/** Lists, each as the graph and as the platform are asked for it. */
const lists = [
  { args: {}, query: byUsername },
  { args: { orderBy: { field: 'USERNAME', direction: 'DESC' } }, query: ['sortBy=username', 'sortOrder=desc'] },
  {
    args: { orderBy: { field: 'LAST_LOGIN_AT', direction: 'ASC' }, filter: { isLocal: false } },
    query: ['filterBy=isLocal==false', 'sortBy=lastLogin', 'sortOrder=asc'],
  },
  {
    args: { orderBy: { field: 'IS_LOCAL', direction: 'DESC' }, search: 'an' },
    query: ['search=an', 'sortBy=type', 'sortOrder=desc'],
  },
  {
    args: { filter: { username: { contains: 'example.org' }, createdAt: { gte: '2024-01-01T00:00:00Z' } } },
    query: ['filterBy=username=@example.org,creationTime>=2024-01-01T00:00:00Z', ...byUsername],
  },
  { args: { filter: { username: { eq: 'nobody' } } }, query: ['filterBy=username==nobody', ...byUsername] },
];

interface Page {
  readonly users: {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly userId: string } }[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly startCursor: string | null;
      readonly endCursor: string | null;
    };
  };
}

const document = `query ($first: Int, $after: String, $last: Int, $before: String, $search: String, $filter: UserFilter, $orderBy: UserOrder) {
  users(first: $first, after: $after, last: $last, before: $before, search: $search, filter: $filter, orderBy: $orderBy) {
    edges { cursor node { userId } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;
const all: Needs = {
  rows: true,
  startCursor: true,
  endCursor: true,
  hasNextPage: true,
  hasPreviousPage: true,
  total: false,
  startOffset: false,
};

async function page(variables: object) {
  const { data, errors } = await facade.ask<Page, object>(document, variables);
  expect(errors).toBeUndefined();
  return data.users;
}

/** A whole list, straight from the platform. */
async function plain(query: readonly string[], offset = 0): Promise<string[]> {
  const url = new URL(`${facade.sandboxUrl}/api/v1/users`);
  url.search = [...query.map(escaped), `offset=${offset}`, 'limit=500'].join('&');
  const { body } = await request(url, { headers: { authorization: 'Bearer sandbox-admin' } });
  const rows = (await body.json()) as { id: string }[];
  return [...rows.map(({ id }) => id), ...(rows.length === 500 ? await plain(query, offset + 500) : [])];
}

function escaped(parameter: string): string {
  const [name = '', ...value] = parameter.split('=');
  return `${name}=${encodeURIComponent(value.join('=')).replaceAll('%2C', ',')}`;
}

const callOf = (query: readonly string[], offset: number, limit: number) =>
  `GET /api/v1/users?${[...query, `offset=${offset}`, `limit=${limit}`].join('&')}`;

describe.each(lists)('the list $args', ({ args, query }) => {
  const cursors: string[] = [];
  let rows: string[];
  beforeAll(async () => {
    rows = await plain(query);
  });

  test('is walked through forwards as the platform has it, by calls of a page, its anchor and the row beyond', async () => {
    const size = 97;
    const walked: string[] = [];
    let after: string | null = null;
    for (let from = 0; ; from += size) {
      await facade.forgetCalls();
      const { edges, pageInfo }: Page['users'] = await page({ ...args, first: size, after });
      walked.push(...edges.map(({ node }) => node.userId));
      cursors.push(...edges.map(({ cursor }) => cursor));
      expect(await facade.calls()).toEqual([
        callOf(query, from === 0 ? 0 : from - 1, from === 0 ? size + 1 : size + 2),
      ]);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(walked).toEqual(rows);
  });

  test('is walked through backwards as the platform has it', async () => {
    const walked: string[] = [];
    let before: string | null = null;
    for (;;) {
      const { edges, pageInfo }: Page['users'] = await page({ ...args, last: 97, before });
      walked.unshift(...edges.map(({ node }) => node.userId));
      if (!pageInfo.hasPreviousPage) break;
      before = pageInfo.startCursor;
    }
    expect(walked).toEqual(rows);
  });

  test('gives the page of §4.4 for all arguments, at the calls it must cost', async () => {
    const place = () => option(integer({ min: 0, max: Math.max(0, rows.length - 1) }), { freq: 2 });
    const size = constantFrom(0, 1, 20, 100, 499, 500);
    await assert(
      asyncProperty(record({ size, forward: boolean(), after: place(), before: place() }), async (ask) => {
        if (ask.after !== null && ask.before !== null && ask.before <= ask.after) return;
        const range = rangeOf(ask, rows);
        await facade.forgetCalls();
        const { edges, pageInfo } = await page({
          ...args,
          ...range,
          after: range.after && cursors[range.after.offset],
          before: range.before && cursors[range.before.offset],
        });
        const expected = relayReference(rows, range);
        expect(edges.map(({ node }) => node.userId)).toEqual(expected.rows);
        expect(pageInfo).toEqual({
          hasNextPage: expected.hasNextPage,
          hasPreviousPage: expected.hasPreviousPage,
          startCursor: edges.at(0)?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        });
        expect(new Set(await facade.calls())).toEqual(new Set(callsOf(range)));
      }),
      { numRuns: 25 },
    );
  });

  function callsOf(range: Range): string[] {
    const places = indexesNeeded(rows.length, range, all);
    const from = Math.min(...places);
    const reads = places.length === 0 ? [] : offsetReads({ offset: from, limit: Math.max(...places) + 1 - from }, 500);
    const count = range.last !== undefined && !range.before && (range.last > 0 || range.after);
    const selection = query.filter((parameter) => !parameter.startsWith('sort'));
    return [
      ...(count ? [`GET /api/v1/users/count${selection.length > 0 ? `?${selection.join('&')}` : ''}`] : []),
      ...reads.map(({ offset, limit }) => callOf(query, offset, limit)),
    ];
  }
});

function rangeOf(
  { size, forward, after, before }: { size: number; forward: boolean; after: number | null; before: number | null },
  rows: readonly string[],
): Range {
  const anchor = (offset: number) => ({ offset, id: rows[offset] ?? '' });
  return {
    ...(forward ? { first: size } : { last: size }),
    ...(after !== null && rows.length > 0 && { after: anchor(after) }),
    ...(before !== null && rows.length > 0 && { before: anchor(before) }),
  };
}

describe('arguments that cannot be served', () => {
  test.each([
    [{ first: -1 }, 'BAD_USER_INPUT'],
    [{ last: -1 }, 'BAD_USER_INPUT'],
    [{ first: 501 }, 'BAD_USER_INPUT'],
    [{ last: 501 }, 'BAD_USER_INPUT'],
    [{ first: 1, last: 1 }, 'BAD_USER_INPUT'],
    [{ first: 1, after: 'YXJyYXljb25uZWN0aW9uOjE' }, 'BAD_CURSOR'],
    [{ first: 1, before: '' }, 'BAD_CURSOR'],
    [{ last: 1, before: '-1' }, 'BAD_CURSOR'],
  ])('%j is %s, and no call', async (variables, code) => {
    const { errors } = await facade.ask(document, variables);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(await facade.calls()).toEqual([]);
  });

  test('a cursor of another filter, search, order or list is BAD_CURSOR, and no call', async () => {
    const cursor = (await page({ first: 1 })).pageInfo.endCursor;
    const groups = await facade.ask<{ groups: { pageInfo: { endCursor: string } } }, object>(
      '{ groups(first: 1) { pageInfo { endCursor } } }',
    );
    await facade.forgetCalls();
    for (const variables of [
      ...lists.slice(1).map(({ args }) => ({ ...args, first: 1, after: cursor })),
      { first: 1, after: groups.data.groups.pageInfo.endCursor },
    ]) {
      const { errors } = await facade.ask(document, variables);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_CURSOR']);
    }
    expect(await facade.calls()).toEqual([]);
  });
});
