import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

const page = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const asked = '/graphql?query=%7B__typename%7D';

async function get(facade: Facade, path: string, headers: Record<string, string> = {}, method = 'GET') {
  const answer = await request(facade.url + path, { method: method as 'GET', headers });
  const { location, allow } = answer.headers;
  return { status: answer.statusCode, location, allow, text: await answer.body.text() };
}

/** A query of the fast path, and one that Yoga serves. */
async function answersAt(facade: Facade, path: string): Promise<void> {
  const posts = [1, 2, 3].map(async () => {
    const { body } = await request(facade.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    return body.text();
  });
  expect(await Promise.all(posts)).toEqual(Array(3).fill('{"data":{"__typename":"Query"}}'));
  expect(await get(facade, `${path}?query=%7B__typename%7D`)).toMatchObject({
    status: 200,
    text: '{"data":{"__typename":"Query"}}',
  });
  expect((await get(facade, path, page)).text).toContain('startExplorer(');
}

const nowhere = (path: string) => ({
  status: 404,
  text: JSON.stringify({
    errors: [
      { message: `There is nothing at this path. The graph is at ${path}.`, extensions: { code: 'BAD_REQUEST' } },
    ],
  }),
});

describe('without settings', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ users: 1 });
  });
  afterAll(() => facade.close());

  test('the graph is at /graphql', () => answersAt(facade, '/graphql'));

  test('/ leads a browser to GraphiQL, below whatever path a proxy has cut off', async () => {
    expect(await get(facade, '/', page)).toMatchObject({ status: 302, location: 'graphql' });
    expect(await get(facade, '/?from=somewhere', page)).toMatchObject({ status: 302, location: 'graphql' });
    expect(await get(facade, '/', page, 'POST')).toMatchObject({ status: 404 });
    expect(await get(facade, '/')).toMatchObject(nowhere('/graphql'));
  });

  test.each(['/nowhere', '/anything/ready', '/anything/health', '/x/graphql', '/graphql/x', '/ready/', '/?/ready'])(
    '%s is nothing, and the answer says where the graph is',
    async (path) => {
      expect(await get(facade, path)).toMatchObject(nowhere('/graphql'));
      expect((await get(facade, path, page)).status).not.toBe(200);
    },
  );

  test.each([`${asked}&x=/ready`, `${asked}&x=/health`, `${asked}&x=/metrics`])(
    '%s is a query, whatever it ends with',
    async (path) => {
      expect(await get(facade, path)).toMatchObject({ status: 200, text: '{"data":{"__typename":"Query"}}' });
    },
  );

  test('/health, /ready and /metrics are read, also with a query, and nothing else', async () => {
    expect(await get(facade, '/health?x=1')).toMatchObject({ status: 200, text: '{"alive":true}' });
    expect(await get(facade, '/health', {}, 'HEAD')).toMatchObject({ status: 200, text: '' });
    expect(await get(facade, '/ready')).toMatchObject({ status: 200, text: '{"Run:ai":"ready"}' });
    expect((await get(facade, '/metrics')).text).toContain('users_graph_operations_total');
    for (const path of ['/health', '/ready', '/metrics'])
      expect(await get(facade, path, {}, 'DELETE')).toMatchObject({ status: 405, allow: 'GET, HEAD' });
  });
});

describe('with paths of its own, behind a proxy', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ users: 1 }, { GRAPHQL_PATH: '/api/graph/', BASE_PATH: '/people/v1' });
  });
  afterAll(() => facade.close());

  test('the graph is there, whether the proxy cuts off the base path or not', async () => {
    await answersAt(facade, '/api/graph');
    await answersAt(facade, '/people/v1/api/graph');
  });

  test('so are the others', async () => {
    for (const path of ['/health', '/people/v1/health', '/ready', '/people/v1/ready', '/people/v1/metrics?x'])
      expect(await get(facade, path)).toMatchObject({ status: 200 });
  });

  test.each(['/', '/people/v1', '/people/v1/', '/people/v1?x=1'])('%s leads a browser to GraphiQL', async (path) => {
    expect(await get(facade, path, page)).toMatchObject({ status: 302, location: '/people/v1/api/graph' });
  });

  test.each([
    '/graphql',
    '/people/v1/graphql',
    '/people/v12/api/graph',
    '/people/v1/people/v1/health',
    '/people/v1//health',
  ])('%s is nothing', async (path) => expect(await get(facade, path)).toMatchObject(nowhere('/people/v1/api/graph')));
});

test('without GraphiQL, / leads nowhere', async () => {
  const facade = await graphOver({ users: 1 }, { GRAPHIQL: 'off' });
  try {
    expect(await get(facade, '/', page)).toMatchObject(nowhere('/graphql'));
  } finally {
    await facade.close();
  }
});
