import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

let facade: Facade;
let off: Facade;
beforeAll(async () => {
  [facade, off] = await Promise.all([graphOver({ users: 600 }), graphOver({ users: 100 }, { COMPRESSION: 'off' })]);
});
afterAll(() => Promise.all([facade.close(), off.close()]));
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});

const page = '{ users(first: 100) { nodes { id username } } }';
const authorization = 'Bearer sandbox-admin';
const decompress = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  deflate: inflateSync,
  undefined: (body: Buffer) => body,
};

/** An answer as it came over the wire, and its body as text. */
async function fetched(
  path: string,
  headers: Readonly<Record<string, string>>,
  { body, method, url = facade.url }: { body?: string; method?: 'HEAD'; url?: string } = {},
) {
  const answer = await request(`${url}${path}`, {
    method: method ?? (body ? 'POST' : 'GET'),
    headers: { authorization, ...(body && { 'content-type': 'application/json' }), ...headers },
    body,
  });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  const encoding = answer.headers['content-encoding'] as keyof typeof decompress;
  return {
    status: answer.statusCode,
    headers: answer.headers,
    bytes,
    encoding,
    text: String(decompress[encoding](bytes)),
  };
}

const post = (query: string, headers: Readonly<Record<string, string>>) =>
  fetched('/graphql', headers, { body: JSON.stringify({ query }) });

describe('an answer is compressed as its client prefers', () => {
  test.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['deflate', 'deflate'],
    ['br;q=0.1, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['identity', undefined],
    ['zstd', undefined],
    ['gzip;q=0', undefined],
  ])('%s: %s', async (accepted, encoding) => {
    const plain = await post(page, {});
    const answer = await post(page, { 'accept-encoding': accepted });
    expect(answer.encoding).toBe(encoding);
    expect(answer.text).toBe(plain.text);
    expect(answer.headers.vary).toBe('Accept-Encoding');
    if (encoding) expect(answer.bytes.length).toBeLessThan(plain.bytes.length / 2);
    else expect(answer.headers['content-length']).toBe(String(plain.bytes.length));
    expect(await facade.calls()).toEqual(
      Array(2).fill('GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=100'),
    );
  });

  test('whichever path serves it', async () => {
    const accepted = { 'accept-encoding': 'br' };
    const get = await fetched(`/graphql?query=${encodeURIComponent(page)}`, accepted);
    expect([get.encoding, get.text]).toEqual(['br', (await post(page, {})).text]);
    expect(get.headers.vary).toBe('authorization, accept, origin, accept-encoding');
    const batch = await fetched('/graphql', accepted, { body: JSON.stringify([{ query: page }, { query: page }]) });
    expect([batch.encoding, batch.text]).toEqual(['br', `[${get.text},${get.text}]`]);
    const explorer = await fetched('/graphql', { ...accepted, accept: 'text/html' });
    expect([explorer.encoding, explorer.headers.vary]).toEqual(['br', 'Accept-Encoding']);
    expect(explorer.text).toContain('<title>users-graph</title>');
    const metrics = await fetched('/metrics', accepted);
    expect([metrics.encoding, metrics.headers.vary]).toEqual(['br', 'Accept-Encoding']);
    expect(metrics.text).toContain('users_graph_operations_total');
  });

  test('though it is executed once for those who ask for another encoding', async () => {
    const query = `query Known ${page}`;
    await post(query, {});
    await facade.forgetCalls();
    await facade.misbehave({ operationId: 'get_users', latencyMs: 200 });
    const answers = await Promise.all(
      ['br', 'gzip', ''].map((accepted) => post(query, { 'accept-encoding': accepted })),
    );
    expect(answers.map(({ encoding }) => encoding)).toEqual(['br', 'gzip', undefined]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await facade.calls()).toHaveLength(1);
  });
});

describe('an answer goes as it is', () => {
  test('where it is small', async () => {
    const { encoding, headers, bytes } = await post('{ users(first: 1) { nodes { id } } }', {
      'accept-encoding': 'br',
    });
    expect(encoding).toBeUndefined();
    expect(headers['content-length']).toBe(String(bytes.length));
  });

  test('where nobody asked, and a cache is told that it might not', async () => {
    const { headers } = await post(page, {});
    expect([headers['content-encoding'], headers.vary]).toEqual([undefined, undefined]);
    const get = await fetched(`/graphql?query=${encodeURIComponent(page)}`, {});
    expect([get.encoding, get.headers.vary]).toEqual([undefined, 'authorization, accept, origin, accept-encoding']);
    expect((await fetched('/metrics', {})).headers.vary).toBe('Accept-Encoding');
  });

  test('where only its head is asked for', async () => {
    const { encoding, bytes } = await fetched('/metrics', { 'accept-encoding': 'br' }, { method: 'HEAD' });
    expect([encoding, bytes.length]).toEqual([undefined, 0]);
  });

  test.each([
    ['by itself', (query: string) => ({ query })],
    ['in a batch', (query: string) => [{ query }, { query: page }]],
  ])("where it is a mutation's, as it may show a password: %s", async (_, bodyOf) => {
    const secret = `createUser(input: { email: "${crypto.randomUUID()}@example.com" }) { ... on CreateUserPayload { temporaryPassword } }`;
    const filling = Array.from({ length: 100 }, (_, index) => `_${index}: __typename`).join(' ');
    const body = JSON.stringify(bodyOf(`mutation { ${secret} ${filling} }`));
    const answer = await fetched('/graphql', { 'accept-encoding': 'gzip, br' }, { body });
    expect(answer.encoding).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store, no-transform');
    expect(answer.text).toMatch(/"temporaryPassword":"[^"]{4,}"/);
    expect(answer.bytes.length).toBeGreaterThan(1024);
  });

  test('with COMPRESSION=off', async () => {
    const body = JSON.stringify({ query: page });
    const { encoding, headers } = await fetched('/graphql', { 'accept-encoding': 'br' }, { body, url: off.url });
    expect([encoding, headers.vary]).toEqual([undefined, undefined]);
  });
});

describe('over a plain socket', () => {
  const query = `{ users(first: 500) { nodes { ${Array.from({ length: 165 }, (_, index) => `i${index}: id`).join(' ')} } } }`;

  /** Sends the query, and leaves the answer to the test. */
  async function asked(accepted: string) {
    const { hostname, port } = new URL(facade.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const body = JSON.stringify({ query });
    const lines = [
      'POST /graphql HTTP/1.1',
      `host: ${hostname}`,
      `authorization: ${authorization}`,
      'connection: close',
    ];
    lines.push('content-type: application/json', `content-length: ${body.length}`, `accept-encoding: ${accepted}`);
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
    return socket;
  }

  /** The body of an answer that came in chunks (RFC 9112, §7.1). */
  function dechunked(answer: Buffer): Buffer {
    const chunks: Buffer[] = [];
    let at = answer.indexOf('\r\n\r\n') + 4;
    for (;;) {
      const start = answer.indexOf('\r\n', at) + 2;
      const size = Number.parseInt(answer.toString('latin1', at, start), 16);
      if (size === 0) return Buffer.concat(chunks);
      chunks.push(answer.subarray(start, start + size));
      at = start + size + 2;
    }
  }

  test('a client that reads slowly gets all of it', async () => {
    const expected = (await post(query, {})).text;
    expect(expected.length).toBeGreaterThan(2_000_000);
    const socket = await asked('gzip');
    await setTimeout(500);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) {
      chunks.push(chunk);
      if (chunks.length % 2 === 0) await setTimeout(5);
    }
    const answer = Buffer.concat(chunks);
    expect(answer.subarray(0, 15).toString()).toBe('HTTP/1.1 200 OK');
    expect(String(gunzipSync(dechunked(answer)))).toBe(expected);
  });

  test('a client that leaves in the middle of it harms nobody', async () => {
    for (let left = 0; left < 5; left++) {
      const socket = await asked('br');
      await once(socket, 'data');
      socket.resetAndDestroy();
    }
    expect((await post(page, { 'accept-encoding': 'br' })).encoding).toBe('br');
    expect(facade.lines.filter((line) => JSON.parse(line).level === 'error')).toEqual([]);
  });
});
