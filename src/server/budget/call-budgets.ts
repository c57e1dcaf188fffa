import { LRUCache } from 'lru-cache';
import { ownerOf } from '../../rest/owner.ts';
import type { BudgetStore } from './budget-store.ts';
import { type BudgetRules, CallBudget } from './call-budget.ts';
import { RecentCallers } from './recent-callers.ts';

/** A bucket is full again after a minute without calls, and need not be kept. */
const idleMs = 120_000;
const mostCallers = 10_000;

interface CallBudgetsOptions {
  /** Holds the budgets that several processes share. */
  readonly store?: BudgetStore;
  /** Called for each operation for which the store does not answer. */
  readonly onAlone?: () => void;
}

/**
 * The budgets of all callers, one for each platform, in memory. They limit the REST calls that a caller may cause over time.
 * Callers are known by a hash of their credentials.
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

  /** The same, if it was used lately. */
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
