import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

const listed = ['https://app.example.com', 'http://localhost:5173'];
const ways = [
  ['fast path', 'application/json'],
  ['Yoga', 'application/graphql+json'],
] as const;

let open: Facade;
let closed: Facade;
beforeAll(async () => {
  [open, closed] = await Promise.all([
    graphOver({ users: 1 }, { CORS_ORIGINS: listed.join(', ') }),
    graphOver({ users: 1 }),
  ]);
});
afterAll(() => Promise.all([open.close(), closed.close()]));

async function headersOf(facade: Facade, method: 'POST' | 'OPTIONS', headers: Record<string, string>) {
  const answer = await request(`${facade.url}/graphql`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'POST' && { body: '{"query":"{ __typename }"}' }),
  });
  await answer.body.dump();
  return Object.fromEntries(Object.entries(answer.headers).filter(([name]) => name.startsWith('access-control-')));
}

const preflight = (origin: string) => ({
  origin,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization,content-type',
});

describe('a page of a listed origin', () => {
  test.each(listed)('%s is told before it asks that it may', async (origin) => {
    expect(await headersOf(open, 'OPTIONS', preflight(origin))).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization,content-type',
    });
  });

  test.each(ways)('may read the answer and its id, without cookies: %s', async (_, type) => {
    const headers = await headersOf(open, 'POST', { origin: listed[1] ?? '', 'content-type': type });
    expect(headers).toMatchObject({
      'access-control-allow-origin': listed[1],
      'access-control-expose-headers': 'x-request-id, idempotent-replayed',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });
});

describe('any other page', () => {
  test.each(
    ways.flatMap(([way, type]) =>
      ['https://evil.example', 'null', `${listed[0]}.evil.example`].map((origin) => [way, origin, type]),
    ),
  )('may not: %s, %s', async (_, origin = '', type = '') => {
    expect(await headersOf(open, 'POST', { origin, 'content-type': type })).toEqual({});
    expect(await headersOf(open, 'OPTIONS', preflight(origin))).toEqual({});
  });

  test.each(ways)('may not where no origin is listed: %s', async (_, type) => {
    expect(await headersOf(closed, 'POST', { origin: listed[0] ?? '', 'content-type': type })).toEqual({});
    expect(await headersOf(closed, 'OPTIONS', preflight(listed[0] ?? ''))).toEqual({});
  });
});

test('answers of GET are kept by the client alone, and only under the same credentials', async () => {
  const answer = await request(`${open.url}/graphql?query={__typename}`, { headers: { accept: 'application/json' } });
  await answer.body.dump();
  expect(answer.headers['cache-control']).toBe('private');
  expect(answer.headers.vary).toContain('authorization, accept');
});
