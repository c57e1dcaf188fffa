import type { Logger } from 'pino';
import type { BudgetStore } from '../budget/budget-store.ts';
import { redisBudgets } from '../budget/redis-budgets.ts';
import { redisStore } from '../idempotency/redis-store.ts';
import type { Store } from '../idempotency/store.ts';
import { Redis } from './redis.ts';

/** What the processes of one facade share. */
export interface SharedStore {
  /** Answers under idempotency keys. */
  readonly texts: Store;
  /** Undefined where callers have none. */
  readonly budgets: BudgetStore | undefined;
  close(): Promise<void>;
}

/** Connects to the Redis at a URL. Where it cannot be reached yet, the facade starts without it. */
export async function openStore(url: URL, budgetPerMinute: number | undefined, log: Logger): Promise<SharedStore> {
  const redis = new Redis(url, log);
  await redis.start();
  return {
    texts: redisStore(redis),
    budgets: budgetPerMinute === undefined ? undefined : redisBudgets(redis, budgetPerMinute),
    close: () => redis.close(),
  };
}
