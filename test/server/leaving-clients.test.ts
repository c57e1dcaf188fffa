import { setTimeout } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { expect, test } from 'vitest';
import { startKestra } from '../../src/sandbox/kestra.ts';
import { startRunai } from '../../src/sandbox/runai.ts';
import { controls } from '../support/facade.ts';
import { measured, startProcess } from '../support/process.ts';

const clients = 1000;
/** How many are there at once: with the platforms' ends, no process holds more sockets than systems allow by default. */
const atOnce = 250;
const mostKeptBytesEach = 2000;

test(`${clients} clients that leave in the middle leave no call, no connection and no memory behind`, async () => {
  const sandboxes = await Promise.all([startRunai({ version: '2.24', users: 100 }), startKestra({ users: 100 })]);
  const [runai, kestra] = sandboxes.map(controls);
  const facade = startProcess(
    {
      RUNAI_URL: runai?.sandboxUrl ?? '',
      RUNAI_VERSION: '2.24',
      KESTRA_URL: kestra?.sandboxUrl ?? '',
      KESTRA_VERSION: '2.0',
      LOG_LEVEL: 'warn',
      // What ends does so because its client has left.
      UPSTREAM_TIMEOUT_MS: '60000',
      REQUEST_TIMEOUT_MS: '60000',
    },
    measured,
  );
  const platforms = [runai, kestra];
  try {
    const { url } = await facade.greeting();
    const send = async (client: number, dispatcher: Agent, signal?: AbortSignal) => {
      const { body } = await request(`${url}/graphql`, {
        method: 'POST',
        dispatcher,
        signal,
        headers: {
          'content-type': 'application/json',
          authorization: 'Bearer sandbox-admin',
          'kestra-authorization': 'Bearer sandbox-admin',
        },
        // More calls than there are connections to a platform: some are sent, some wait.
        body: JSON.stringify({
          query: `query ($name: String!, $id: ID!) {
            users(search: $name) { nodes { id } } user(by: { userId: $id }) { id } kestraUsers(search: $name) { totalCount }
          }`,
          variables: { name: `name ${client}`, id: String(client) },
        }),
      });
      return (await body.json()) as { errors?: unknown };
    };
    /** Some leave before a call is sent, some before it is answered. All are gone when this ends. */
    async function comeAndGo(count: number): Promise<void> {
      for (let done = 0; done < count; done += atOnce) {
        const dispatcher = new Agent();
        const outcomes = await Promise.all(
          Array.from({ length: atOnce }, async (_, index) => {
            const leaver = new AbortController();
            const asked = send(done + index, dispatcher, leaver.signal).then(
              () => 'answered',
              () => 'left',
            );
            await setTimeout(index);
            leaver.abort();
            return asked;
          }),
        );
        expect(new Set(outcomes)).toEqual(new Set(['left']));
        await dispatcher.close();
      }
    }
    const callsUnderWay = async () => {
      const { body } = await request(`${url}/metrics`, { reset: true });
      return [...(await body.text()).matchAll(/^users_graph_rest_calls_under_way\{.*\} (\d+)$/gm)].map(([, n]) => n);
    };
    const nothingLeft = () => expect.poll(callsUnderWay).toEqual(['0', '0']);

    // Once behaved, once not, so that all is loaded and compiled that the rest needs.
    const well = new Agent();
    expect((await send(0, well)).errors).toBeUndefined();
    await well.close();
    const stall = { operationId: '*', latencyMs: 60_000 };
    await Promise.all(platforms.map((platform) => platform?.misbehave(stall)));
    await comeAndGo(atOnce);
    await nothingLeft();
    const before = await facade.retained();

    await comeAndGo(clients);
    await nothingLeft();
    await expect.poll(() => facade.retained().then(({ sockets }) => sockets)).toBe(0);
    // What is about to end is not kept: one collection may come before its end.
    const kept = () => facade.retained().then(({ heapBytes }) => heapBytes - before.heapBytes);
    await expect.poll(kept, { message: 'bytes that stay' }).toBeLessThan(clients * mostKeptBytesEach);

    for (const platform of platforms) {
      const served = (await platform?.served()) ?? [];
      expect(served.length, 'some were asked').toBeGreaterThan(clients / 2);
      expect(served.filter(({ status }) => status !== null).length, 'and none went on').toBeLessThanOrEqual(3);
      await platform?.misbehave();
    }
    const after = new Agent();
    const ready = await request(`${url}/ready`, { dispatcher: after });
    expect(await ready.body.json(), 'and no platform is blamed').toEqual({ 'Run:ai': 'ready', Kestra: 'ready' });
    expect((await send(1, after)).errors).toBeUndefined();
    await after.close();
    expect(facade.printed()).not.toContain('unexpected');
  } finally {
    facade.kill('SIGKILL');
    await facade.exited;
    await Promise.all(sandboxes.map(({ close }) => close()));
  }
});
