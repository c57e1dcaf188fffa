import type { Redis } from '../redis/redis.ts';
import type { Store } from './store.ts';

const prefix = 'users-graph:idempotency:';

/** Keeps texts in Redis, for all processes that name the same one. A command that Redis does not answer in time throws. */
export function redisStore(redis: Redis): Store {
  return {
    async now() {
      await redis.ready();
      const [seconds, micros] = await redis.ask((client) => client.time());
      return Number(seconds) * 1000 + Number(micros) / 1000;
    },
    async begin(key, text, ttlMs) {
      const options = { condition: 'NX', GET: true, expiration: { type: 'PX', value: ttlMs } } as const;
      await redis.ready();
      return (await redis.ask((client) => client.set(prefix + key, text, options))) ?? undefined;
    },
    async replace(key, before, after, ttlMs) {
      await redis.ready();
      const values = [before, after ?? '', String(ttlMs)];
      return (await redis.ask((client) => client.replaceText([prefix + key], values))) === 1;
    },
  };
}
