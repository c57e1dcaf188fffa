import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onHttp2Writes, onWrites } from '../support/cannot-be-asked.ts';
import { connectProxy } from '../support/connect-proxy.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { rawHttp2Server } from '../support/raw-http2-server.ts';
import { rawAnswer, rawServer } from '../support/raw-server.ts';
import { selfSigned } from '../support/self-signed.ts';

const reading = '{ users(first: 1) { nodes { username } } }';
const write = 'mutation { createUser(input: { email: "new@example.com" }) { __typename } }';
const at = '2026-01-01T00:00:00.000Z';
const row = { id: 'made', username: 'new@example.com', createdBy: 'a', createdAt: at, updatedAt: at, lastLogin: at };
const created = JSON.stringify({ ...row, isLocal: true, groups: [], tempPassword: 'made-up' });
const ca = join(mkdtempSync(join(tmpdir(), 'users-graph-')), 'ca.pem');
writeFileSync(ca, selfSigned.cert);

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

/** A facade that reaches Run:ai by a proxy alone. */
async function beyondProxy(port: number, env: Readonly<Record<string, string>>, credentials = '') {
  const proxy = await connectProxy(port);
  const url = proxy.url.replace('//', `//${credentials}`);
  const facade = await graphOver(
    { users: 3 },
    { UPSTREAM_TIMEOUT_MS: '1500', HTTPS_PROXY: url, HTTP_PROXY: url, ...env },
  );
  closing.push(proxy.close, facade.close);
  return { proxy, facade };
}

const fateOf = async (facade: Facade) => (await facade.ask(write)).errors?.[0]?.extensions;

test('a platform is reached through the proxy, which learns neither what is asked nor by whom', async () => {
  const platform = await graphOver({ users: 3 });
  closing.push(platform.close);
  const port = Number(new URL(platform.sandboxUrl).port);
  const { proxy, facade } = await beyondProxy(port, { RUNAI_URL: 'http://platform.test:8080/' }, 'me:s%40crit@');
  const { data } = await facade.ask<{ users: { nodes: unknown[] } }, never>(reading);
  expect(data.users.nodes).toHaveLength(1);
  expect(await platform.calls()).toEqual(['GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=1']);
  expect(proxy.tunnels()).toEqual(['platform.test:8080']);
  expect(proxy.forwarded()).toBe(0);
  expect(proxy.headers()).toEqual({
    host: 'platform.test:8080',
    'proxy-authorization': `Basic ${Buffer.from('me:s@crit').toString('base64')}`,
    connection: expect.any(String),
  });
  expect(facade.lines.join('')).not.toMatch(/s(%40|@)crit|bWU6/);
});

test.each([
  ['this machine', { RUNAI_URL: 'http://localhost:1' }],
  ['what NO_PROXY lists', { RUNAI_URL: 'http://127.0.0.2:1', NO_PROXY: 'example.com' }],
  ['what NO_PROXY lists', { RUNAI_URL: 'http://nowhere.invalid:1', NO_PROXY: '10.0.0.0/8, .invalid' }],
])('%s is reached without it', async (_, env) => {
  const { proxy, facade } = await beyondProxy(1, env);
  expect((await facade.ask(reading)).errors?.[0]?.extensions.code).toBe('UPSTREAM_UNAVAILABLE');
  expect(proxy.tunnels()).toEqual([]);
});

describe('through the proxy and with an authority of its own, over HTTP/1.1,', () => {
  let server: Awaited<ReturnType<typeof rawServer>>;
  let facade: Facade;
  let proxy: Awaited<ReturnType<typeof connectProxy>>;
  beforeAll(async () => {
    server = await rawServer({ secure: true });
    closing.push(() => server.close());
    ({ facade, proxy } = await beyondProxy(server.port, { RUNAI_URL: 'https://platform.test', RUNAI_CA: ca }));
  });

  test('reads keep their tunnel, and each write has a fresh one', async () => {
    server.behave((socket, _, call) =>
      socket.write(call.startsWith('POST') ? rawAnswer('201 Created', created) : rawAnswer('200 OK', '[]')),
    );
    for (let read = 0; read < 3; read++) expect((await facade.ask(reading)).errors).toBeUndefined();
    expect(proxy.tunnels()).toEqual(['platform.test:443']);
    for (let number = 0; number < 2; number++) {
      expect(await fateOf(facade)).toBeUndefined();
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    expect(proxy.tunnels()).toHaveLength(3);
  });

  test('a write that breaks in the tunnel has an unknown fate, and is sent once', async () => {
    server.behave(onWrites((_, wire) => wire.resetAndDestroy()));
    expect(await fateOf(facade)).toEqual({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' });
    expect(server.received().filter((call) => !call.startsWith('GET'))).toEqual(['POST /api/v1/users']);
  });

  test.each([
    [407, 'unreachable: PROXY_REFUSED 407'],
    [503, 'unreachable: PROXY_REFUSED 503'],
    [0, 'unreachable: '],
  ])(
    'a write that the proxy does not take on, as it answers %i, is not sent, and /ready says why',
    async (status, ready) => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      server.behave((socket) => socket.destroy());
      proxy.answer(status);
      expect((await facade.ask(write)).errors?.[0]?.extensions).toMatchObject({ outcome: 'NOT_SENT' });
      expect(server.received()).toEqual([]);
      const { statusCode, body } = await request(`${facade.url}/ready`);
      const report = (await body.json()) as Record<string, string>;
      expect([statusCode, report['Run:ai']]).toEqual([503, expect.stringContaining(ready)]);
    },
  );
});

test('HTTP/2 is spoken through it', async () => {
  const server = await rawHttp2Server();
  closing.push(server.close);
  const { port } = new URL(server.url);
  const { facade, proxy } = await beyondProxy(Number(port), { RUNAI_URL: 'https://platform.test', RUNAI_CA: ca });
  server.behave((stream) => {
    stream.respond({ ':status': 201, 'content-type': 'application/json' });
    stream.end(created);
  });
  expect(await fateOf(facade)).toBeUndefined();
  server.behave(onHttp2Writes((stream) => stream.close(7)));
  expect(await fateOf(facade)).toEqual({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' });
  expect(server.received().filter((call) => !call.startsWith('GET'))).toEqual(['POST /api/v1/users']);
  expect(new Set(proxy.tunnels())).toEqual(new Set(['platform.test:443']));
});

test('an authority that is not named is not trusted, and a proxy that is gone is told from the platform', async () => {
  const server = await rawServer({ secure: true });
  closing.push(() => server.close());
  const { facade, proxy } = await beyondProxy(server.port, { RUNAI_URL: 'https://platform.test' });
  const ready = async () => (await request(`${facade.url}/ready`)).body.text();
  expect(await ready()).toContain('unreachable: DEPTH_ZERO_SELF_SIGNED_CERT');
  await proxy.close();
  expect(await ready()).toContain('unreachable: PROXY_UNREACHABLE ECONNREFUSED');
  expect(server.received()).toEqual([]);
});
