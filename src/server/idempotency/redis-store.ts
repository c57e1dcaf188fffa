import { once } from 'node:events';
import { createClient } from '@redis/client';
import type { Logger } from 'pino';
import type { Store } from './store.ts';

const prefix = 'users-graph:idempotency:';

/** Puts ARGV[2], or nothing where it is empty, in the place of ARGV[1]. */
const replaceScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1`;

/** For how long a command waits for Redis. */
const commandMs = 1000;

/**
 * Keeps texts in Redis, for all processes that name the same one. It connects in the background, and again after a failure:
 * a command that Redis does not answer in time throws.
 */
export function redisStore(url: URL, log: Logger): Store {
  const client = createClient({
    url: url.href,
    // A command that waits for a connection would be sent long after its request was told that it was not.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    socket: { connectTimeout: commandMs, reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, 2000) },
  });
  let isDown = false;
  client.on('ready', () => {
    if (isDown) log.info('the store of idempotency keys is reached again');
    isDown = false;
  });
  // Its message may name the address, but no credentials.
  client.on('error', (error: NodeJS.ErrnoException) => {
    if (!isDown) log.warn({ code: error.code ?? error.name }, 'the store of idempotency keys cannot be reached');
    isDown = true;
  });
  const connected = client.connect().catch(() => undefined);
  const ready = async () => {
    if (!client.isReady) await inTime(once(client, 'ready'));
  };
  return {
    async begin(key, text, ttlMs) {
      const options = { condition: 'NX', GET: true, expiration: { type: 'PX', value: ttlMs } } as const;
      await ready();
      return (await inTime(client.set(prefix + key, text, options))) ?? undefined;
    },
    async replace(key, before, after, ttlMs) {
      const asked = { keys: [prefix + key], arguments: [before, after ?? '', String(ttlMs)] };
      await ready();
      return (await inTime(client.eval(replaceScript, asked))) === 1;
    },
    async close() {
      client.destroy();
      await connected;
    },
  };
}

async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('Redis did not answer in time.')), commandMs);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => undefined);
  }
}
