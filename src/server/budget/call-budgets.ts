import { LRUCache } from 'lru-cache';
import { ownerOf } from '../../rest/owner.ts';
import type { BudgetStore } from './budget-store.ts';
import { type BudgetRules, CallBudget } from './call-budget.ts';
import { RecentCallers } from './recent-callers.ts';

/** A full bucket says nothing, and is forgotten when nobody has used it for so long. */
const idleMs = 120_000;
const mostCallers = 10_000;

interface CallBudgetsOptions {
  /** Where several processes share the budgets. */
  readonly store?: BudgetStore;
  /** Called where the store does not answer, for each operation. */
  readonly onAlone?: () => void;
}

/**
 * The REST calls that callers may cause over time, each at each platform, by token buckets: as many as a minute brings may be
 * made at once. It knows callers by a hash of their credentials, in memory.
 */
export class CallBudgets {
  readonly store: BudgetStore | undefined;
  readonly onAlone: () => void;
  readonly #rules: BudgetRules;
  readonly #callers = new Map<string, RecentCallers>();
  readonly #budgets = new LRUCache<string, CallBudget>({ max: mostCallers, ttl: idleMs, updateAgeOnGet: true });

  constructor(rules: BudgetRules, { store, onAlone = () => undefined }: CallBudgetsOptions = {}) {
    this.#rules = rules;
    this.store = store;
    this.onAlone = onAlone;
  }

  /** The budget of some credentials at a platform. */
  of(platform: string, authorization: string): CallBudget {
    const key = keyOf(platform, authorization);
    let budget = this.#budgets.get(key);
    if (!budget) {
      budget = new CallBudget(platform, authorization, this.#callersOf(platform), this.#rules);
      this.#budgets.set(key, budget);
    }
    return budget;
  }

  /** The same where it was used lately. */
  known(platform: string, authorization: string): CallBudget | undefined {
    return this.#budgets.peek(keyOf(platform, authorization));
  }

  #callersOf(platform: string): RecentCallers {
    const callers = this.#callers.get(platform) ?? new RecentCallers();
    this.#callers.set(platform, callers);
    return callers;
  }
}

const keyOf = (platform: string, authorization: string) => `${platform} ${ownerOf(authorization)}`;
