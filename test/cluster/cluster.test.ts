import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Agent, request } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startRunai } from '../../src/sandbox/runai.ts';
import { endedProcesses } from '../support/ended-processes.ts';
import type { ServedCall } from '../support/facade.ts';
import { freePort } from '../support/free-port.ts';
import { runaiProbes } from '../support/version-probes.ts';

const startOne = endedProcesses();
const start = (settings: Readonly<Record<string, string>>) => startOne({ WORKERS: '2', ...settings });

interface Line {
  readonly pid: number;
  readonly msg: string;
  readonly worker?: number;
  readonly [name: string]: unknown;
}
const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
const pidsOf = (text: string) => [...new Set(linesOf(text).map(({ pid }) => pid))];

/** A client that keeps one connection, and so one worker. */
function client(url: string) {
  const dispatcher = new Agent({ connections: 1 });
  return {
    async status(path: string): Promise<number> {
      const { statusCode, body } = await request(url + path, { dispatcher });
      await body.dump();
      return statusCode;
    },
    async text(path: string): Promise<string> {
      return (await request(url + path, { dispatcher })).body.text();
    },
    async ask(query: string): Promise<unknown> {
      const { body } = await request(`${url}/graphql`, {
        method: 'POST',
        dispatcher,
        headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-admin' },
        body: JSON.stringify({ query }),
      });
      return body.json();
    },
    close: () => dispatcher.close(),
  };
}
type Client = ReturnType<typeof client>;
const clients = (url: string, count: number) => Array.from({ length: count }, () => client(url));
const closeAll = (all: readonly Client[]) => Promise.all(all.map(({ close }) => close()));

let questions = 0;
/** The same question in other words, so that none is answered along with another. */
const query = () => `{ users(first: 2) { nodes { username } } } # ${questions++}`;
const answer = { data: { users: { nodes: [{ username: expect.any(String) }, { username: expect.any(String) }] } } };

/** A sample of `/metrics`. */
function sample(text: string, name: string): number {
  const line = text.split('\n').find((line) => line.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1));
}
const executed = 'users_graph_operations_total{type="query",outcome="ok"}';

describe('WORKERS=2', () => {
  test('is two processes at one port, one sandbox, one greeting, whose lines and figures are of both', async () => {
    const child = start({});
    const { url } = await child.greeting();
    const all = clients(url, 4);
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all(all.map(({ ask }) => ask(query())));
      expect(answers).toEqual(all.map(() => answer));
    }
    await Promise.all(
      all.map(({ ask }, index) =>
        ask(`mutation { createUser(input: { email: "w${index}@example.com" }) { __typename } }`),
      ),
    );
    for (const { text, status } of all) {
      expect(await status('/ready')).toBe(200);
      expect(await status('/health')).toBe(200);
      const figures = await text('/metrics');
      expect(sample(figures, executed)).toBe(20);
      expect(sample(figures, 'users_graph_operation_duration_seconds_count{type="query"}')).toBe(20);
      expect(
        sample(figures, 'users_graph_rest_calls_total{platform="Run:ai",operation="create_user",status="201"}'),
      ).toBe(4);
      expect(sample(figures, 'users_graph_breaker_state{platform="Run:ai"}')).toBe(0);
      expect(sample(figures, 'users_graph_rest_calls_under_way{platform="Run:ai"}')).toBe(0);
      expect(sample(figures, 'users_graph_workers{state="answering"}')).toBe(2);
      expect(sample(figures, 'users_graph_workers{state="silent"}')).toBe(0);
      expect(sample(figures, 'process_resident_memory_bytes')).toBeGreaterThan(0);
    }
    child.kill('SIGINT');
    const { code, stdout, stderr } = await child.exited;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/listens at/g), 'one greeting').toHaveLength(1);
    expect(linesOf(stdout).filter(({ msg }) => msg === 'operation')).toHaveLength(24);
    expect(linesOf(stdout).filter(({ msg, outcome }) => msg === 'write' && outcome === 'OK')).toHaveLength(4);
    expect(pidsOf(stdout), 'both took part').toHaveLength(2);
    await closeAll(all);
  });

  test('shares a port that is configured, too, and ends at once by a second signal', async () => {
    const port = await freePort();
    const child = start({ PORT: String(port), DRAIN_MS: '60000' });
    const { url } = await child.greeting();
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const one = client(url);
    expect(await one.ask(query())).toEqual(answer);
    child.kill('SIGTERM');
    await expect.poll(() => one.status('/ready')).toBe(503);
    child.kill('SIGTERM');
    expect((await child.exited).code).toBe(null);
    await expect.poll(() => one.status('/health').catch(() => 'nobody')).toBe('nobody');
    await one.close();
  });
});

test('processes find the version of a platform each for itself, once, and each is ready before and after', async () => {
  const sandbox = await startRunai({ version: '2.22', users: 10 });
  const child = start({ RUNAI_URL: sandbox.url, PLATFORMS: 'runai' });
  const { url } = await child.greeting();
  const all = clients(url, 4);
  const versions = async () => {
    const ready = await Promise.all(all.map(({ text }) => text('/ready')));
    return ready.map((body) => JSON.parse(body)).map((body) => [body['Run:ai'], body.versions['Run:ai']]);
  };
  expect(await versions()).toEqual(all.map(() => ['ready', 'not found yet']));
  const control = `${sandbox.url}/__sandbox/calls`;
  await fetch(control, { method: 'DELETE' });
  for (let round = 0; round < 2; round++) {
    expect(await Promise.all(all.map(({ ask }) => ask(query())))).toEqual(all.map(() => answer));
  }
  const calls = (await (await fetch(control)).json()) as ServedCall[];
  const probes = runaiProbes['2.22'].probes.map((probe) => probe.split('?')[0]);
  const made = calls.map(({ method, path }) => `${method} ${path}`).filter((call) => call !== 'GET /api/v1/users');
  expect(made.toSorted()).toEqual([...probes, ...probes].toSorted());
  expect(await versions()).toEqual(all.map(() => ['ready', '2.22']));
  const found = () => linesOf(child.printed()).filter(({ version }) => version === '2.22');
  await expect.poll(found).toHaveLength(2);
  expect(new Set(found().map(({ pid }) => pid)).size, 'each process tells it').toBe(2);
  await closeAll(all);
  await sandbox.close();
});

describe('a worker that dies', () => {
  test('takes with it what it had in hand and no more, is counted on, and is replaced', async () => {
    const sandbox = await startRunai({ version: '2.24', users: 100, latencyMs: 20 });
    const child = start({ RUNAI_URL: sandbox.url });
    const { url } = await child.greeting();
    const all = clients(url, 8);
    await Promise.all(all.map(({ ask }) => ask(query())));
    const operations = () => linesOf(child.printed()).filter(({ msg }) => msg === 'operation');
    await expect.poll(operations).toHaveLength(all.length);
    const victim = operations()[0]?.pid ?? 0;
    const itsClients = operations().filter(({ pid }) => pid === victim).length;
    expect(sample((await all[0]?.text('/metrics')) ?? '', executed)).toBe(8);

    const failures: { sent: number; ended: number }[] = [];
    let answered = 0;
    let enough = Number.POSITIVE_INFINITY;
    const load = all.map(async ({ ask }) => {
      while (answered < enough) {
        const sent = performance.now();
        await ask(query()).then(
          (given) => {
            expect(given).toEqual(answer);
            answered++;
          },
          () => failures.push({ sent, ended: performance.now() }),
        );
      }
    });
    await expect.poll(() => answered).toBeGreaterThan(20);
    process.kill(victim, 'SIGKILL');
    await expect.poll(() => child.printed()).toContain('worker died');
    const noticed = performance.now();
    enough = answered + 50;
    await Promise.all(load);
    expect(failures.length, 'one each, and one that was being handed over').toBeLessThanOrEqual(itsClients + 1);
    for (const { sent, ended } of failures) {
      expect(sent, 'under way when it died').toBeLessThanOrEqual(noticed);
      expect(ended, 'and told at once').toBeLessThan(noticed + 10_000);
    }

    await expect.poll(() => child.printed()).toContain('worker replaced');
    const figures = (await all[0]?.text('/metrics')) ?? '';
    expect(sample(figures, 'users_graph_workers{state="answering"}')).toBe(2);
    expect(sample(figures, 'users_graph_worker_deaths_total')).toBe(1);
    expect(sample(figures, executed), 'no sum falls').toBeGreaterThanOrEqual(8 + answered / 2);
    const died = linesOf(child.printed()).find(({ msg }) => msg === 'worker died');
    expect(died).toMatchObject({ level: 'error', worker: victim, signal: 'SIGKILL' });
    child.kill('SIGINT');
    expect((await child.exited).code).toBe(0);
    await closeAll(all);
    await sandbox.close();
  });

  test('again and again ends the program, which says so', async () => {
    const sandbox = await startRunai({ version: '2.24', users: 10 });
    // Those who come after the first two end as soon as they begin.
    const ending = `import cluster from 'node:cluster'; if (cluster.worker?.id > 2) process.exit(7);`;
    const child = start({
      RUNAI_URL: sandbox.url,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(ending)}`,
    });
    const { url } = await child.greeting();
    const all = clients(url, 2);
    await Promise.all(all.map(({ ask }) => ask(query())));
    await expect.poll(() => pidsOf(child.printed())).not.toEqual([]);
    const [victim = 0] = pidsOf(child.printed());
    process.kill(victim, 'SIGKILL');
    const { code, stdout, stderr } = await child.exited;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'users-graph gives up: its workers die again and again, 11 times within a minute.\n',
    });
    expect(linesOf(stdout).filter(({ msg }) => msg === 'worker did not start')).toHaveLength(10);
    await closeAll(all);
    await sandbox.close();
  });

  test('after it hung kept no scrape waiting, no other worker, and in the end no connection', async () => {
    const sandbox = await startRunai({ version: '2.24', users: 10 });
    const child = start({ RUNAI_URL: sandbox.url });
    const { url } = await child.greeting();
    const all = clients(url, 2);
    await Promise.all(all.map(({ ask }) => ask(query())));
    expect(sample((await all[0]?.text('/metrics')) ?? '', executed)).toBe(2);
    await expect.poll(() => pidsOf(child.printed())).not.toEqual([]);
    const [hung = 0] = pidsOf(child.printed());
    process.kill(hung, 'SIGSTOP');
    // Stopped, it would outlive its primary.
    onTestFinished(() => {
      spawnSync('kill', ['-KILL', String(hung)]);
    });

    const begun = performance.now();
    const figures = await Promise.any(all.map(({ text }) => text('/metrics')));
    expect(performance.now() - begun).toBeLessThan(30_000);
    expect(sample(figures, 'users_graph_workers{state="silent"}')).toBe(1);
    expect(sample(figures, executed), 'with its last known metrics').toBe(2);

    // One of these is offered to the worker that does not move; the other one takes the rest.
    const late = clients(url, 4);
    const outcomes: (number | 'cut')[] = [];
    const asked = late.map(async ({ status }) => outcomes.push(await status('/health').catch(() => 'cut')));
    await expect.poll(() => outcomes).toEqual([200, 200, 200]);
    process.kill(hung, 'SIGKILL');
    await Promise.all(asked);
    expect(outcomes.at(-1)).toBe('cut');
    child.kill('SIGINT');
    expect((await child.exited).code).toBe(0);
    await Promise.allSettled([...all, ...late].map(({ close }) => close()));
    await sandbox.close();
  });
});

describe('the start', () => {
  test.each([
    [{ WORKERS: 'abc' }, 'WORKERS must be a whole number from 1 to 256, and is "abc".'],
    [{ HOST: '192.0.2.1' }, 'users-graph could not start: listen EADDRNOTAVAIL: address not available 192.0.2.1'],
  ])('with %o says once what is wrong', async (settings, line) => {
    const { code, stdout, stderr } = await start(settings).exited;
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: `${line}\n` });
  });

  test('at a port that is taken says so once', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, stderr } = await start({ PORT: String(port) }).exited;
    other.close();
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^PORT \d+ is taken/)]);
  });
});

describe('SIGTERM under load', () => {
  test('turns /ready false in every worker, loses no answer, and ends with 0', async () => {
    const drainMs = 3000;
    const sandbox = await startRunai({ version: '2.24', users: 100, latencyMs: 100 });
    const child = start({ RUNAI_URL: sandbox.url, DRAIN_MS: String(drainMs) });
    const { url } = await child.greeting();
    const all = clients(url, 8);
    let signalled = Number.POSITIVE_INFINITY;
    const asked: { at: number; given: unknown }[] = [];
    const load = all.map(async ({ ask }) => {
      // As load balancers do, who see /ready: no new request shortly before connections are refused.
      while (performance.now() < signalled + drainMs / 2) {
        const at = performance.now();
        asked.push({ at, given: await ask(query()).catch((error: Error) => error) });
      }
    });
    await expect.poll(() => asked.length).toBeGreaterThan(20);
    const probes = clients(url, 6);
    signalled = performance.now();
    child.kill('SIGTERM');
    await Promise.all(probes.map(({ status }) => expect.poll(() => status('/ready'), { interval: 5 }).toBe(503)));
    expect(performance.now() - signalled, 'long before connections are refused').toBeLessThan(drainMs / 2);
    for (const { status } of probes) expect(await status('/health')).toBe(200);
    await Promise.all(load);
    expect(asked.filter(({ at }) => at > signalled).length).toBeGreaterThan(8);
    for (const { given } of asked) expect(given).toEqual(answer);
    expect((await child.exited).code).toBe(0);
    await closeAll([...all, ...probes]);
    await sandbox.close();
  });
});
