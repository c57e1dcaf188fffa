import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 2000 });
});
afterAll(() => facade.close());
beforeEach(() => facade.calls());

async function callsOf(document: string, options = {}): Promise<string[]> {
  const { errors } = await facade.ask(document, undefined, options);
  expect(errors).toBeUndefined();
  return facade.calls();
}

describe('REST calls of a list', () => {
  test('a page is one list call of just its rows', async () => {
    expect(await callsOf('{ users(first: 20) { nodes { username } } }')).toEqual([
      'GET /api/v1/users?offset=0&limit=20',
    ]);
  });

  test('hasNextPage reads one row more', async () => {
    expect(await callsOf('{ users(first: 20) { nodes { username } pageInfo { hasNextPage } } }')).toEqual([
      'GET /api/v1/users?offset=0&limit=21',
    ]);
  });

  test('totalCount adds a count call, and spares the row more', async () => {
    const calls = await callsOf('{ users(first: 20) { totalCount nodes { username } pageInfo { hasNextPage } } }');
    expect(calls.toSorted()).toEqual(['GET /api/v1/users/count', 'GET /api/v1/users?offset=0&limit=20']);
  });

  test('totalCount alone is a count call alone', async () => {
    expect(await callsOf('{ users(first: 20) { totalCount } }')).toEqual(['GET /api/v1/users/count']);
  });

  test('fields left out by @skip and @include cost nothing', async () => {
    const document =
      '{ users(first: 2) { totalCount @skip(if: true) nodes { username } pageInfo @include(if: false) { hasNextPage } } }';
    expect(await callsOf(document)).toEqual(['GET /api/v1/users?offset=0&limit=2']);
  });

  test('100 users with their 20 creators cost a count and four pages more than the list', async () => {
    const document =
      '{ users(first: 100, orderBy: { field: USERNAME, direction: DESC }) { nodes { username creator { username } } } }';
    expect(await callsOf(document, { token: 'sandbox-viewer' })).toEqual([
      'GET /api/v1/users?sortBy=username&sortOrder=desc&offset=0&limit=100',
      'GET /api/v1/users/count',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=500',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=500&limit=500',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=1000&limit=500',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=1500&limit=500',
    ]);
    const again = await callsOf(document, { token: 'sandbox-viewer' });
    expect(again, 'the total is known from the last request').not.toContain('GET /api/v1/users/count');
    expect(again).toHaveLength(6);
  });

  test('a document without credentials costs no call', async () => {
    const { errors } = await facade.ask('{ users { totalCount nodes { username } } roles: __typename }', undefined, {
      token: null,
    });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(await facade.calls()).toEqual([]);
  });
});
