import type { Redis } from '../redis/redis.ts';
import type { BudgetStore, StoredCalls } from './budget-store.ts';

const prefix = 'users-graph:budget:';

/**
 * Budgets in Redis, for all processes that use the same one. They are refilled by its clock, and lost with its memory.
 * @param perMinute the size of each budget, and the calls that it gets in a minute
 */
export function redisBudgets(redis: Redis, perMinute: number): BudgetStore {
  const ask = (asked: readonly StoredCalls[], isRefusable: boolean) =>
    redis.ask((client) =>
      client.takeCalls(
        asked.map(({ key }) => prefix + key),
        [String(perMinute), isRefusable ? '1' : '0', ...asked.map(({ calls }) => String(calls))],
      ),
    );
  return {
    async tryTake(asked) {
      if (!redis.isAnswering) return undefined;
      try {
        const [isTaken, ...left] = await ask(asked, true);
        return { isTaken: isTaken === '1', left: left.map(Number) };
      } catch {
        return undefined;
      }
    },
    take(used) {
      if (redis.isAnswering) ask(used, false).catch(() => undefined);
    },
  };
}
