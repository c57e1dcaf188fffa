import type { SessionOptions } from '../../rest/session-options.ts';
import type { Operation } from '../operations/operation.ts';
import type { BudgetExceededError, BudgetLeft } from './budget-error.ts';
import { budgetHeadersOf } from './budget-headers.ts';
import type { StoredCalls } from './budget-store.ts';
import type { CallBudget } from './call-budget.ts';
import type { CallBudgets } from './call-budgets.ts';

/** The budget of a request at one platform, and the calls that were made there. */
interface Account {
  readonly budget: CallBudget;
  made: number;
  /** Calls that were taken from the budget beforehand. */
  taken: number;
  /** Calls that were also taken from the shared budget; undefined if this request does not count there. */
  shared: number | undefined;
}

type PlatformsOf = (operation: Operation) => ReadonlySet<string>;

/** Charges the operations of a request to the budgets of its caller: their highest cost before, and their calls after they are executed. */
export class Charge {
  readonly #accounts = new Map<string, Account>();
  readonly #platformsOf: PlatformsOf;
  readonly #budgets: Pick<CallBudgets, 'store' | 'onAlone'>;

  /** @param platformsOf names the platforms that an operation may ask */
  constructor(platformsOf: PlatformsOf, budgets: Pick<CallBudgets, 'store' | 'onAlone'>) {
    this.#platformsOf = platformsOf;
    this.#budgets = budgets;
  }

  /** Whether processes share the budgets, so that an operation waits for `takeShared`. */
  get isShared(): boolean {
    return this.#budgets.store !== undefined;
  }

  /** Adds the budget at a platform. @returns listeners for the session there */
  at(budget: CallBudget): Required<Pick<SessionOptions, 'onCall' | 'onAccepted'>> {
    const account: Account = { budget, made: 0, taken: 0, shared: undefined };
    this.#accounts.set(budget.platform, account);
    return {
      onCall: () => {
        account.made++;
      },
      onAccepted: () => budget.accepted(),
    };
  }

  /** Milliseconds until the budgets have so many calls for an operation; Infinity if one of them is too small. Takes and refuses nothing. */
  async waitMs(operation: Operation, calls: number): Promise<number> {
    const asked = this.#platformsOf(operation);
    const { store } = this.#budgets;
    const budgets = [...this.#accounts.values()].flatMap(({ budget }) => (asked.has(budget.platform) ? budget : []));
    const shared = store ? budgets.filter(({ isShared }) => isShared) : [];
    const answer = await store?.tryTake(shared.map(({ key }) => ({ key, calls: 0 })));
    for (const [index, budget] of shared.entries()) budget.learn(answer?.left[index]);
    return Math.max(0, ...budgets.map((budget) => budget.waitMs(calls)));
  }

  /**
   * Takes the calls that an operation may make, at each platform that it may ask, from the budgets of this process.
   * @param request that asks for it
   * @returns why it may not be executed; then nothing is taken
   */
  take(operation: Operation, calls: number, request: object): BudgetExceededError | undefined {
    if (calls === 0) return undefined;
    const asked = this.#platformsOf(operation);
    for (const [platform, account] of this.#accounts) {
      if (!asked.has(platform)) continue;
      const refusal = account.budget.tryTake(calls, request);
      if (refusal) {
        this.settle();
        return refusal;
      }
      account.taken += calls;
    }
    if (!this.isShared) this.#tellServed(request);
    return undefined;
  }

  /**
   * Takes what was taken here from the budgets that processes share, too, and learns what is left of them. If the store does
   * not answer, only the budgets of this process count.
   * @returns why the operation may not be executed; then nothing is taken
   */
  async takeShared(request: object): Promise<BudgetExceededError | undefined> {
    const { store, onAlone } = this.#budgets;
    const { shared: accounts = [], own = [] } = Object.groupBy(this.#accounts.values(), ({ budget }) =>
      budget.isShared ? 'shared' : 'own',
    );
    // Their calls are taken at the end, if the platform has accepted the credentials by then.
    for (const account of own) account.shared = 0;
    if (!store || accounts.length === 0) return void this.#tellServed(request);
    const answer = await store.tryTake(accounts.map(({ budget, taken }) => ({ key: budget.key, calls: taken })));
    if (!answer) onAlone();
    for (const [index, account] of accounts.entries()) {
      account.shared = answer?.isTaken ? account.taken : undefined;
      account.budget.learn(answer?.left[index]);
    }
    if (!answer || answer.isTaken) return void this.#tellServed(request);
    const [{ budget, taken }, missing] = leastOf(accounts, answer.left);
    this.settle();
    return budget.refusal(taken, missing, request);
  }

  /** Corrects what was taken to the calls that were made. */
  settle(): void {
    const used: StoredCalls[] = [];
    for (const account of this.#accounts.values()) {
      const { budget, made, taken, shared } = account;
      budget.take(made - taken);
      account.taken = made;
      if (shared === undefined || !budget.isShared || made === shared) continue;
      account.shared = made;
      budget.learnTaken(made - shared);
      used.push({ key: budget.key, calls: made - shared });
    }
    if (used.length > 0) this.#budgets.store?.take(used);
  }

  #tellServed(request: object): void {
    for (const { budget, taken } of this.#accounts.values()) if (taken > 0) budget.patience.served(request);
  }

  /** What is left, by the platform. */
  get left(): Readonly<Record<string, BudgetLeft>> {
    return Object.fromEntries([...this.#accounts].map(([platform, { budget }]) => [platform, budget.left]));
  }

  /** The same as headers of the answer. */
  get headers(): Readonly<Record<string, string>> {
    return budgetHeadersOf([...this.#accounts.values()].map(({ budget }) => budget));
  }
}

/** The account that lacks the most calls, and how many it lacks. */
function leastOf(accounts: readonly Account[], left: readonly number[]): readonly [Account, number] {
  const [first, ...others] = accounts.map((account, index) => [account, account.taken - (left[index] ?? 0)] as const);
  if (!first) throw new Error('No budget was asked.');
  return others.reduce((least, other) => (other[1] > least[1] ? other : least), first);
}
