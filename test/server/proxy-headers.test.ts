import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver(
    { users: 1 },
    { TRUSTED_PROXIES: 'loopback, 10.0.0.0/8', MAX_HEADER_BYTES: '2048', CLIENT_TIMEOUT_MS: '300' },
  );
});
afterAll(() => facade.close());

const reading = '{ users(first: 1) { nodes { username } } }';
const deleting = 'mutation { deleteUser(input: { userId: "nobody" }) { __typename } }';

async function clientsLogged(from: Facade, query: string, forwarded?: string): Promise<unknown[]> {
  const before = from.lines.length;
  const headers = forwarded === undefined ? undefined : { 'x-forwarded-for': forwarded };
  await post(from.url, JSON.stringify({ query }), headers);
  return from.lines.slice(before).map((line) => (JSON.parse(line) as { client?: string }).client);
}

describe('the address of the client is the last that no trusted proxy has', () => {
  test.each([
    [undefined, '127.0.0.1'],
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7, 10.1.2.3', '203.0.113.7'],
    ['6.6.6.6, 203.0.113.7, 10.1.2.3', '203.0.113.7'],
    ['2001:db8::7', '2001:db8::7'],
    ['<script>', '127.0.0.1'],
    ['203.0.113.7, nonsense', '127.0.0.1'],
  ])('%s is %s', async (forwarded, client) => {
    expect(await clientsLogged(facade, reading, forwarded)).toEqual([client]);
  });

  test('also where a write is logged', async () => {
    expect(await clientsLogged(facade, deleting, '203.0.113.7')).toEqual(['203.0.113.7', '203.0.113.7']);
  });

  test('and is not logged where no proxy is trusted', async () => {
    const trusting = await graphOver({ users: 1 });
    try {
      expect(await clientsLogged(trusting, deleting, '203.0.113.7')).toEqual([undefined, undefined]);
    } finally {
      await trusting.close();
    }
  });
});

describe('what is no request is answered in JSON', () => {
  const head = 'GET /health HTTP/1.1\r\nhost: a\r\nconnection: close\r\n';
  test.each([
    ['with larger headers than are allowed', `${head}x: ${'x'.repeat(2048)}\r\n\r\n`, 431, 'too large'],
    ['that does not end', head, 408, 'in time'],
    ['of another protocol', 'EHLO mail.example\r\n\r\n', 400, 'not a valid HTTP request'],
  ])('a request %s', async (_, sent, status, message) => {
    const { hostname, port } = new URL(facade.url);
    const socket = connect(Number(port), hostname);
    socket.write(sent);
    const [answered = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    expect(answered).toMatch(new RegExp(`^HTTP/1.1 ${status} .*content-type: application/json`, 's'));
    expect(answered).toMatch(/x-request-id: [\da-f-]{36}/);
    expect(JSON.parse(body)).toEqual({
      errors: [{ message: expect.stringContaining(message), extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  test('and headers just below the limit are taken', async () => {
    const answer = await post(facade.url, JSON.stringify({ query: '{ __typename }' }), { x: 'x'.repeat(1700) });
    expect(answer.status).toBe(200);
  });
});
