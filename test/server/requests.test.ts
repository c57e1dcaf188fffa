import { once } from 'node:events';
import { connect } from 'node:net';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';

const canary = 'cAnAry-7f3a9';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 20 }, { MAX_COST: '5' });
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
  facade.lines.length = 0;
});

/** A request as it is written, and what comes back until the connection ends. */
async function raw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('latin1').on('data', (data: string) => {
    answer += data;
  });
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

async function get(query: Readonly<Record<string, string>>): Promise<{ status: number; text: string }> {
  const { statusCode, body } = await request(`${facade.url}/graphql?${new URLSearchParams(query)}`, {
    headers: { authorization: 'Bearer sandbox-admin' },
  });
  return { status: statusCode, text: await body.text() };
}

describe('a client that leaves takes its REST calls with it', () => {
  const query = '{ users(first: 1) { nodes { id } } }';

  test.each([
    { what: 'a single request', body: { query } },
    { what: 'a batch', body: [{ query }, { query: '{ users(first: 2) { nodes { id } } }' }] },
  ])('$what', async ({ body }) => {
    const calls = [body].flat().length;
    await facade.misbehave({ operationId: '*', latencyMs: 60_000 });
    const leaver = new AbortController();
    const asked = request(`${facade.url}/graphql`, {
      method: 'POST',
      signal: leaver.signal,
      headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-admin' },
      body: JSON.stringify(body),
    }).catch(() => 'left');
    await expect.poll(facade.served).toHaveLength(calls);
    leaver.abort();
    expect(await asked).toBe('left');
    const underWay = async () => {
      const metrics = await request(`${facade.url}/metrics`);
      return /^users_graph_rest_calls_under_way\{.*\} (\d+)$/m.exec(await metrics.body.text())?.[1];
    };
    await expect.poll(underWay).toBe('0');
    expect(facade.lines.join(''), 'and that is no fault').not.toContain('unexpected');
  });
});

describe('a parameter of a GET that is not JSON is the client’s error, and no line repeats it', () => {
  test.each(['variables', 'extensions'])('%s', async (name) => {
    const { status, text } = await get({ query: '{ __typename }', [name]: `{"password":${canary}` });
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({
      errors: [{ message: expect.stringContaining('JSON'), extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(text + facade.lines.join('')).not.toContain('cAnAry');
    expect(facade.lines.join('')).not.toContain('unexpected');
  });
});

describe('an answer without data', () => {
  const documents = [
    {
      what: 'what costs too much',
      body: { query: '{ users(last: 500, before: "x") { totalCount nodes { access { roles } } } }' },
    },
    { what: 'a variable that does not fit', body: { query: 'query ($n: Int!) { users(first: $n) { totalCount } }' } },
    { what: 'a document that is not valid', body: { query: '{ nonsense }' } },
    { what: 'a document that is none', body: { query: '{' } },
    { what: 'an operation that is not there', body: { query: 'query A { __typename }', operationName: 'B' } },
    { what: 'two operations and no name', body: { query: 'query A { __typename } query B { __typename }' } },
  ];
  test.each(documents)(
    'is 400 for a client of graphql-response+json, and 200 for one of json: $what',
    async ({ body }) => {
      const send = (accept: string) => post(facade.url, JSON.stringify(body), { accept });
      const proper = await send('application/graphql-response+json');
      expect(JSON.parse(proper.text)).not.toHaveProperty('data');
      expect(proper.status, proper.text).toBe(400);
      expect((await send('application/json')).status).toBe(200);
      expect(await facade.calls()).toEqual([]);
    },
  );
});

describe('what a client accepts is read with weights and parameters', () => {
  const query = '{ users(first: 1) { nodes { id } ... @defer { totalCount } } }';
  const json = 'application/json; charset=utf-8';
  const graphql = 'application/graphql-response+json; charset=utf-8';
  const parts = 'multipart/mixed; boundary="-"';

  test.each([
    ['', json],
    ['*/*', json],
    ['application/*', json],
    ['application/graphql-response+json, application/json', graphql],
    ['application/json, application/graphql-response+json', json],
    ['application/json;q=0.5, application/graphql-response+json', graphql],
    ['application/json; q=0.5, application/graphql-response+json; q=0.4', json],
    ['application/json;charset=utf-8', json],
    ['application/graphql-response+json;q=0, */*', json],
    ['application/json;q=0, */*', graphql],
    ['text/html;q=0.1, application/json', json],
    ['multipart/mixed', parts],
    ['application/graphql-response+json, application/json, text/event-stream, multipart/mixed', parts],
    ['multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9', parts],
    ['multipart/mixed;q=0, application/json', json],
    ['multipart/mixed;q=0.1, application/json', json],
    ['multipart/mixed;incrementalSpec=v0.1,application/graphql-response+json,application/json;q=0.9', graphql],
    ['multipart/mixed;deferSpec=20990101, application/json', json],
    ['MULTIPART/MIXED, Application/JSON', parts],
    ['text/event-stream', 'text/event-stream'],
    ['nonsense, application/json', json],
  ])('%s', async (accept, type) => {
    const { status, headers, text } = await post(facade.url, JSON.stringify({ query }), { accept });
    expect([status, headers['content-type']]).toEqual([200, type]);
    if (type === json || type === graphql) {
      expect(JSON.parse(text)).toEqual({ data: { users: { nodes: [{ id: expect.anything() }], totalCount: 20 } } });
    }
  });

  test.each(['image/png', 'application/json;q=0', 'multipart/mixed;incrementalSpec=v0.1'])(
    '%s is nothing that we have: the operation is not executed',
    async (accept) => {
      const { status, codes } = await post(facade.url, JSON.stringify({ query }), { accept });
      expect([status, codes]).toEqual([406, ['BAD_USER_INPUT']]);
      expect(await facade.calls()).toEqual([]);
    },
  );
});

test.each(['application/json', 'application/graphql+json'])('an empty operation name is none: %s', async (type) => {
  const body = JSON.stringify({ query: 'query Only { __typename }', operationName: '' });
  for (let time = 0; time < 3; time++) {
    const { text } = await post(facade.url, body, { 'content-type': type });
    expect(JSON.parse(text)).toEqual({ data: { __typename: 'Query' } });
  }
});

describe('a body in a form that is not read is refused, instead of being read as another', () => {
  const body = JSON.stringify({ query: '{ __typename }' });
  test.each<Record<string, string>>([
    { 'content-encoding': 'gzip' },
    { 'content-encoding': 'br' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/json;charset="iso-8859-1"' },
    { 'content-type': 'application/graphql+json; charset=utf-16' },
    { 'content-type': 'application/json-patch' },
  ])('%o', async (headers) => {
    const { status, codes } = await post(facade.url, body, headers);
    expect([status, codes]).toEqual([415, ['BAD_USER_INPUT']]);
  });

  test.each<Record<string, string>>([
    { 'content-encoding': 'identity' },
    { 'content-type': 'application/json; charset=UTF-8' },
    { 'content-type': 'application/json;charset="utf-8"' },
    { 'content-type': 'Application/JSON' },
  ])('and what says the same in other words is read: %o', async (headers) => {
    expect((await post(facade.url, body, headers)).codes).toEqual([]);
  });
});

describe('a target or a host that is none is refused, and shows nothing of the program', () => {
  const end = 'connection: close\r\n\r\n';
  test.each([
    `GET /health HTTP/1.1\r\nhost: ][\r\n${end}`,
    `POST /graphql HTTP/1.1\r\nhost: ][\r\ncontent-type: application/json\r\ncontent-length: 2\r\n${end}{}`,
    `GET http://[ HTTP/1.1\r\nhost: a\r\n${end}`,
    `GET http://[/graphql?query={__typename} HTTP/1.1\r\nhost: a\r\n${end}`,
    `GET //[/graphql HTTP/1.1\r\nhost: a\r\n${end}`,
    `GET /graphql HTTP/1.1\r\nhost: a b\r\n${end}`,
    `GET /graphql HTTP/1.1\r\n${end}`,
  ])('%j', async (text) => {
    const answer = await raw(facade.url, text);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toMatch(/\.(ts|js)|node:|Error:/);
    expect(facade.lines.join('')).not.toContain('unexpected');
  });

  test.each([
    ['OPTIONS * HTTP/1.1', 204],
    ['GET http://example.com/health HTTP/1.1', 200],
    ['GET /graphql?query=%7B__typename%7D HTTP/1.1', 200],
    ['GET //health HTTP/1.1', 404],
    ['GET /nowhere HTTP/1.1', 404],
  ])('and other forms of it are served: %s', async (line, status) => {
    expect(await raw(facade.url, `${line}\r\nhost: a\r\n${end}`)).toMatch(`HTTP/1.1 ${status} `);
  });
});

describe('a client that does not send its request is not waited for', () => {
  let strict: Facade;
  beforeAll(async () => {
    strict = await graphOver({ users: 1 }, { CLIENT_TIMEOUT_MS: '300' });
  });
  afterAll(() => strict.close());

  test.each([
    ['headers', 'POST /graphql HTTP/1.1\r\nhost: a\r\n', 408],
    [
      'a body',
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{',
      408,
    ],
    [
      'a chunked body',
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n',
      408,
    ],
    ['headers that do not end', `GET /health HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}`, 431],
    ['a target that does not end', `GET /${'x'.repeat(20_000)}`, 431],
  ])('%s', async (_, text, status) => {
    expect(await raw(strict.url, text)).toMatch(`HTTP/1.1 ${status} `);
  });
});

test('a connection too many is closed at once, and taken when there are fewer', async () => {
  const narrow = await graphOver({ users: 1 }, { MAX_CONNECTIONS: '2' });
  const { hostname, port } = new URL(narrow.url);
  const open = [0, 1].map(() => connect(Number(port), hostname));
  await Promise.all(open.map((socket) => once(socket, 'connect')));
  const health = () => raw(narrow.url, 'GET /health HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n').catch(() => '');
  expect(await health()).toBe('');
  for (const socket of open) socket.destroy();
  await expect.poll(health).toContain('200 OK');
  await narrow.close();
});

test('a long operation name is neither logged nor repeated', async () => {
  const name = 'x'.repeat(900_000);
  const named = await post(facade.url, JSON.stringify({ query: `query ${name} { __typename }` }));
  const asked = await post(facade.url, JSON.stringify({ query: '{ __typename }', operationName: name }));
  for (const { text, codes } of [named, asked]) {
    expect(codes).toHaveLength(1);
    expect(text.length).toBeLessThan(1000);
  }
  expect(facade.lines.join('').length).toBeLessThan(1000);
});
