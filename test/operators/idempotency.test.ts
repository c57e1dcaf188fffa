import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { password } from './redis.ts';
import { ahead, replicas } from './replicas.ts';

/* Idempotency keys of several processes, which share a Redis. */

let shared: Awaited<ReturnType<typeof replicas>>;
let redis: typeof shared.redis;
let facade: typeof shared.facade;
let start: typeof shared.start;
beforeAll(async () => {
  shared = await replicas();
  ({ redis, facade, start } = shared);
});
afterAll(() => shared.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});

const fields = '__typename ... on CreateUserPayload { userId temporaryPassword }';
const create = (email: string) => `mutation { it: createUser(input: { email: "${email}" }) { ${fields} } }`;
const someone = () => `${randomUUID()}@example.com`;

interface Answer {
  readonly data?: { readonly it: { readonly userId?: string; readonly temporaryPassword?: string | null } | null };
  readonly errors?: readonly { readonly extensions: { readonly code: string; readonly outcome?: string } }[];
}

const connections = new Agent({ connections: 50 });

async function ask(url: string, query: string, key: string): Promise<Answer> {
  const { body } = await request(`${url}/graphql`, {
    dispatcher: connections,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: 'Bearer sandbox-admin',
      'idempotency-key': key,
    },
    body: JSON.stringify({ query }),
  });
  return (await body.json()) as Answer;
}

const writes = async () => (await facade.calls()).filter((call) => !call.startsWith('GET'));

describe('over two processes, whose clocks are an hour apart,', () => {
  let processes: readonly Awaited<ReturnType<typeof start>>[];
  beforeAll(async () => {
    processes = await Promise.all([start(), start({}, ahead)]);
  });
  afterAll(async () => {
    for (const one of processes) one.kill('SIGTERM');
    const ends = await Promise.all(processes.map(({ exited }) => exited));
    for (const { stdout, stderr } of ends) expect(stdout + stderr).not.toContain(password);
  });

  test('1,000 repeats with one key are one write, and all get its answer', async () => {
    const [key, document] = [randomUUID(), create(someone())];
    await facade.misbehave({ operationId: 'create_user', latencyMs: 300 });
    const asked = Array.from({ length: 1000 }, (_, index) => ask(processes[index % 2]?.url ?? '', document, key));
    const answers = await Promise.all(asked);
    expect(await writes()).toEqual(['POST /api/v1/users']);
    expect([...new Set(answers.map((answer) => JSON.stringify(answer)))]).toHaveLength(1);
    const secret = answers[0]?.data?.it?.temporaryPassword ?? '';
    expect(secret).not.toBe('');
    const kept = await redis.everyText();
    expect(kept).toContain('users-graph:idempotency:');
    for (const one of [secret, 'sandbox-admin', key, answers[0]?.data?.it?.userId ?? '-']) {
      expect(kept).not.toContain(one);
      expect(kept).not.toContain(Buffer.from(one).toString('base64').replace(/=+$/, ''));
    }
  });

  test('a key that another operation has is refused by the other process, too', async () => {
    const key = randomUUID();
    await ask(processes[0]?.url ?? '', create(someone()), key);
    const { errors } = await ask(processes[1]?.url ?? '', create(someone()), key);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });
});

test.each([
  ['done', { connection: 'stall' } as const],
  ['never done', { connection: 'reset-before' } as const],
])(
  'a process that is killed before it could keep the answer to a write that was %s: the repeat ends known',
  async (what, fault) => {
    const timeout = { REQUEST_TIMEOUT_MS: '2000', UPSTREAM_TIMEOUT_MS: '2000' };
    const [dying, living] = await Promise.all([start(timeout), start({ ...timeout, REQUEST_TIMEOUT_MS: '9000' })]);
    const [key, document] = [randomUUID(), create(someone())];
    // The answer to its look comes late enough for the process to be killed.
    await facade.misbehave(
      { operationId: 'create_user', ...fault },
      { operationId: 'get_users', latencyMs: 1500, times: 1 },
    );
    const lost = ask(dying.url, document, key).catch(() => 'lost');
    await expect.poll(writes).toHaveLength(1);
    if (what === 'never done') await expect.poll(() => facade.calls()).toHaveLength(2);
    dying.kill('SIGKILL');
    expect(await lost).toBe('lost');
    await facade.misbehave();
    const { data, errors } = await ask(living.url, document, key);
    if (what === 'done') {
      expect(data?.it).toMatchObject({ userId: expect.any(String), temporaryPassword: null });
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['SECRET_LOST']);
    } else {
      expect(errors?.map(({ extensions }) => extensions.outcome)).toEqual(['NOT_DONE']);
    }
    expect(await writes(), 'nothing is sent again').toHaveLength(1);
    living.kill('SIGTERM');
    await living.exited;
  },
);

test('Redis that goes away and comes back keeps operations with keys from being executed meanwhile, and no others', async () => {
  const { url, kill, exited } = await start();
  await redis.stop();
  const document = create(someone());
  expect((await ask(url, document, 'key')).errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_UNAVAILABLE');
  expect(await facade.calls()).toEqual([]);
  await redis.restart();
  const userId = async () => (await ask(url, document, 'key')).data?.it?.userId;
  await expect.poll(userId).toEqual(expect.any(String));
  expect(await writes()).toHaveLength(1);
  kill('SIGTERM');
  expect((await exited).code).toBe(0);
});
