import { FormData, fetch, request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver();
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

const reading = '{ users(first: 1) { nodes { username } } }';
const writing = 'mutation { createUser(input: { email: "somebody@example.com" }) { __typename } }';
const authorization = 'Bearer sandbox-admin';

describe('a body that a page of another site could send unasked is refused', () => {
  const body = JSON.stringify({ query: writing });
  const form = new FormData();
  form.set('operations', body);
  form.set('map', '{}');

  test.each([
    { type: 'text/plain', body },
    { type: 'application/x-www-form-urlencoded', body: new URLSearchParams({ query: writing }).toString() },
    { type: 'application/graphql', body: writing },
    { type: 'multipart/form-data', body: form },
    { type: 'no', body: Buffer.from(body) },
  ])('$type content type', async ({ type, body }) => {
    const answer = await fetch(`${facade.url}/graphql`, {
      method: 'POST',
      headers: { authorization, ...(type.includes('/') && type !== 'multipart/form-data' && { 'content-type': type }) },
      body,
    });
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(await facade.calls()).toEqual([]);
  });

  test('and a page of another site gets no leave to send JSON', async () => {
    const answer = await request(`${facade.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-allow'))).toEqual([]);
    await answer.body.dump();
  });
});

describe('GET', () => {
  const get = async (query: string, headers = {}) => {
    const url = `${facade.url}/graphql?query=${encodeURIComponent(query)}`;
    const answer = await request(url, {
      headers: { accept: 'application/graphql-response+json', authorization, ...headers },
    });
    return { status: answer.statusCode, body: await answer.body.json() };
  };

  test('reads', async () => {
    expect(await get(reading)).toEqual({
      status: 200,
      body: { data: { users: { nodes: [{ username: expect.any(String) }] } } },
    });
    expect(await facade.calls()).toHaveLength(1);
  });

  test('does not write', async () => {
    const { status, body } = await get(writing);
    expect(status).toBe(405);
    expect(body).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
    expect(body).not.toHaveProperty('data');
    expect(await facade.calls()).toEqual([]);
  });
});

test('operations of one batch are answered in their order, each for itself', async () => {
  const { text } = await post(
    facade.url,
    JSON.stringify([{ query: reading }, { query: '{ nonsense }' }, { query: '{ __typename }' }]),
  );
  expect(JSON.parse(text)).toEqual([
    { data: { users: { nodes: [expect.anything()] } } },
    { errors: [expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })] },
    { data: { __typename: 'Query' } },
  ]);
});

test.each([[null], [1], [[[]]]])('%j in a batch is refused in its place, and is no fault of ours', async (member) => {
  const lines = facade.lines.length;
  const { text } = await post(facade.url, JSON.stringify([member, { query: '{ __typename }' }]));
  expect(JSON.parse(text)).toEqual([
    { errors: [{ message: expect.stringMatching(/^Expected params/), extensions: { code: 'BAD_REQUEST' } }] },
    { data: { __typename: 'Query' } },
  ]);
  expect(facade.lines.slice(lines).filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

describe('the id of a request', () => {
  test.each(['abc-123', '0191e4a2-7d3f-7cc3-98c4-dc0c0c07398f', 'a.b:c_d'])(
    '%s is given back and logged',
    async (id) => {
      const { headers } = await post(facade.url, JSON.stringify({ query: reading }), { 'x-request-id': id });
      expect(headers['x-request-id']).toBe(id);
      expect(JSON.parse(facade.lines.at(-1) ?? '')).toMatchObject({ requestId: id });
    },
  );

  test.each(['', 'with space', 'x'.repeat(129), '{"json":1}', 'ümlaut'])('%j is replaced', async (id) => {
    const sent = Buffer.from(id, 'utf8').toString('latin1');
    const { headers } = await post(facade.url, JSON.stringify({ query: reading }), { 'x-request-id': sent });
    expect(headers['x-request-id']).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(facade.lines.at(-1)).not.toContain(id === '' ? '"requestId":""' : id);
  });
});

describe('the log', () => {
  test('has one line for each operation: who, what, how long, how many calls', async () => {
    const from = facade.lines.length;
    await post(facade.url, JSON.stringify({ query: `query Named ${reading}` }));
    await post(
      facade.url,
      JSON.stringify([{ query: reading }, { query: `query Other { users { totalCount nodes { id } } }` }]),
    );
    await facade.misbehave({ operationId: 'get_users', status: 403, times: 1 });
    await post(facade.url, JSON.stringify({ query: reading }));
    const lines = facade.lines.slice(from).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(4);
    const common = {
      level: 'info',
      time: expect.any(String),
      requestId: expect.any(String),
      type: 'query',
      ms: expect.any(Number),
      msg: 'operation',
    };
    expect(lines[0]).toEqual({ ...common, operation: 'Named', restCalls: 1 });
    expect(lines.slice(1, 3)).toEqual(
      expect.arrayContaining([
        { ...common, operation: null, restCalls: expect.any(Number) },
        { ...common, operation: 'Other', restCalls: 2 },
      ]),
    );
    expect(lines[3]).toEqual({ ...common, operation: null, restCalls: 1, errors: ['FORBIDDEN'] });
    for (const line of facade.lines.slice(from)) expect(line.trim().split('\n')).toHaveLength(1);
  });
});

test('/health is alive and /ready is ready', async () => {
  for (const path of ['/health', '/ready']) {
    const answer = await request(facade.url + path);
    await answer.body.dump();
    expect(answer.statusCode).toBe(200);
  }
});

test('production shows neither its schema nor an explorer', async () => {
  const production = await graphOver({ users: 1 }, { NODE_ENV: 'production' });
  try {
    for (const query of ['{ __schema { queryType { name } } }', '{ __type(name: "User") { name } }']) {
      const { text, codes } = await post(production.url, JSON.stringify({ query }));
      expect(new Set(codes)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
      expect(text).not.toContain('"data"');
    }
    const page = await request(`${production.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.body.text()).not.toContain('GraphiQL');
    expect((await production.ask(reading)).errors).toBeUndefined();
  } finally {
    await production.close();
  }
});
