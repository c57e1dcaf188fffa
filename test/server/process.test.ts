import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import { describe, expect, test } from 'vitest';
import { endedProcesses } from '../support/ended-processes.ts';
import { silentServer } from '../support/silent-server.ts';

const start = endedProcesses();

describe('the start', () => {
  test('is stopped by bad settings, a line each', async () => {
    const { code, stdout, stderr } = await start({ PORT: 'abc', RUNAI_URL: 'foo', GRAPHIQL: 'maybe' }).exited;
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n').toSorted()).toEqual([
      'GRAPHIQL must be "on" or "off", and is "maybe".',
      'PORT must be a whole number from 0 to 65535, and is "abc".',
      'RUNAI_URL must be an http:// or https:// URL without credentials, query or fragment.',
    ]);
  });

  test('is stopped by a misspelt URL, rather than served from the sandbox', async () => {
    const { code, stdout, stderr } = await start({ RUNAI_URI: 'https://runai.example' }).exited;
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'RUNAI_URI is not a setting: did you mean RUNAI_URL?\n',
    });
  });

  test('in production is stopped by a platform without a URL, unless SANDBOX=on', async () => {
    const settings = { NODE_ENV: 'production', PLATFORMS: 'runai,kestra', RUNAI_URL: 'https://runai.example' };
    const { code, stdout, stderr } = await start(settings).exited;
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'KESTRA_URL must be set, as PLATFORMS names kestra; or SANDBOX=on to have the embedded sandbox stand in for it.\n',
    });
    const { text } = await start({ ...settings, SANDBOX: 'on' }).greeting();
    expect(text).toMatch(/Kestra 2\.0 at http:\S+ \(sandbox, 100 users\)/);
  });

  test('is stopped by a port that is taken', async () => {
    const other = await silentServer();
    const { code, stderr } = await start({ PORT: String(other.port) }).exited;
    await other.close();
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(`PORT ${other.port} is taken`)]);
  });

  test('is stopped by an address that is not this machine', async () => {
    const { code, stderr } = await start({ HOST: '192.0.2.1' }).exited;
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('tells where to go, and a line to paste that works', async () => {
    const { url, text } = await start({}).greeting();
    expect(text).toMatch(/users-graph \d+\.\d+\.\d+ listens at /);
    expect(text).toContain(`listens at ${url}/graphql`);
    expect(text).toContain(`GraphiQL, to explore it:  ${url}/graphql`);
    expect(text).toMatch(/Run:ai 3\.0 at http:\S+ \(sandbox, 100 users\)/);
    const line = text.slice(text.indexOf('curl'));
    const { stdout } = await promisify(execFile)('sh', ['-c', line]);
    const { data, errors } = JSON.parse(stdout);
    expect(errors).toBeUndefined();
    expect(data.users.totalCount).toBe(100);
    expect(data.users.nodes).toHaveLength(3);
    const page = await request(`${url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.body.text()).toContain('GraphiQL');
  });
});

test('the start shows a line that works where only trusted documents are executed', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'users-graph-')), 'documents.json');
  writeFileSync(file, JSON.stringify({ abc: 'query First { users(first: 1) { totalCount } }' }));
  const { text } = await start({ TRUSTED_DOCUMENTS: file }).greeting();
  expect(text).toContain('It executes only the documents of TRUSTED_DOCUMENTS: 1.');
  expect(text).not.toContain('GraphiQL');
  const { stdout } = await promisify(execFile)('sh', ['-c', text.slice(text.indexOf('curl'))]);
  expect(JSON.parse(stdout)).toEqual({ data: { users: { totalCount: 100 } } });
});

describe('SIGTERM', () => {
  const drainMs = 3000;
  const question = {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-admin' },
    body: '{"query":"{ users(first: 2) { nodes { username } } }"}',
  } as const;
  const answer = { data: { users: { nodes: [{}, {}] } } };

  test('turns /ready false first, loses no answer, and ends with 0', async () => {
    const child = start({ DRAIN_MS: String(drainMs), SANDBOX_LATENCY_MS: '100' });
    const { url } = await child.greeting();
    const agent = new Agent({ pipelining: 1 });
    const status = async (path: string) => {
      const answer = await request(url + path, { dispatcher: agent });
      await answer.body.dump();
      return answer.statusCode;
    };
    expect(await status('/ready')).toBe(200);

    // From before the signal until nobody listens any more.
    let signalled = Number.POSITIVE_INFINITY;
    const answers: unknown[] = [];
    const refusals: string[] = [];
    const clients = Array.from({ length: 20 }, async () => {
      while (refusals.length === 0) {
        const at = performance.now();
        const given = await request(`${url}/graphql`, { ...question, dispatcher: agent }).then(
          ({ body }) => body.json(),
          (error: { code: string }) => error.code,
        );
        if (at < signalled + drainMs / 2) answers.push(given);
        else if (typeof given === 'string') refusals.push(given);
      }
    });
    await expect.poll(() => answers.length).toBeGreaterThan(20);
    signalled = performance.now();
    const before = answers.length;
    child.kill('SIGTERM');
    await expect.poll(() => status('/ready'), { interval: 20 }).toBe(503);
    expect(performance.now() - signalled, 'long before connections are refused').toBeLessThan(drainMs / 2);
    expect(await status('/health')).toBe(200);
    await Promise.all(clients);
    expect(answers.length).toBeGreaterThan(before + 20);
    for (const given of answers) expect(given).toMatchObject(answer);
    for (const refusal of refusals) expect(['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET']).toContain(refusal);
    const { code } = await child.exited;
    expect(code).toBe(0);
    expect(performance.now() - signalled, 'and not held up by idle connections').toBeLessThan(20_000);
    await agent.close();
  });

  test('SIGINT ends at once, and after the answers under way', async () => {
    const child = start({ DRAIN_MS: '60000', SANDBOX_LATENCY_MS: '1500' });
    const { url } = await child.greeting();
    const asked = request(`${url}/graphql`, question);
    const metrics = async () => (await request(`${url}/metrics`)).body.text();
    await expect.poll(metrics, { interval: 20 }).toMatch(/^users_graph_rest_calls_under_way\{platform="Run:ai"\} 1$/m);
    const signalled = performance.now();
    child.kill('SIGINT');
    expect(await (await asked).body.json()).toMatchObject(answer);
    expect((await child.exited).code).toBe(0);
    expect(performance.now() - signalled, 'and not held up by idle connections').toBeLessThan(20_000);
  });

  test('does not wait for ever for a body that does not come', async () => {
    const child = start({ DRAIN_MS: '0', REQUEST_TIMEOUT_MS: '300' });
    const { url } = await child.greeting();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write('POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{');
    const { body } = await request(`${url}/health`);
    await body.dump();
    const signalled = performance.now();
    child.kill('SIGTERM');
    expect((await child.exited).code).toBe(0);
    expect(performance.now() - signalled).toBeLessThan(10_000);
  });
});
