import type { BudgetExceededError, BudgetLeft } from './budget-error.ts';
import type { CallBudget } from './call-budget.ts';
import type { ExecutionHook } from './execution-hooks.ts';
import type { Operation } from './operations/operation.ts';

/** The budget of a request at one platform, and the calls that it made there. */
interface Account {
  readonly budget: CallBudget;
  made: number;
  /** Calls that were taken from the budget beforehand. */
  taken: number;
}

type PlatformsOf = (operation: Operation) => ReadonlySet<string>;

/** What the operations of a request take from the budgets of its caller: what they may cost beforehand, less what they did not. */
export class Charge {
  readonly #accounts = new Map<string, Account>();
  readonly #platformsOf: PlatformsOf;

  /** @param platformsOf names the platforms that an operation may ask */
  constructor(platformsOf: PlatformsOf) {
    this.#platformsOf = platformsOf;
  }

  /** Adds the budget at a platform. @returns a function to be called with each call that is made there */
  at(budget: CallBudget): () => void {
    const account: Account = { budget, made: 0, taken: 0 };
    this.#accounts.set(budget.platform, account);
    return () => {
      account.made++;
    };
  }

  /**
   * Takes as many calls as an operation may come to, at each platform that it may ask.
   * @param request that asks for it
   * @returns why it may not be executed; then nothing is taken
   */
  take(operation: Operation, calls: number, request: object): BudgetExceededError | undefined {
    if (calls === 0) return undefined;
    const asked = this.#platformsOf(operation);
    const accounts = [...this.#accounts].flatMap(([platform, account]) => (asked.has(platform) ? [account] : []));
    for (const { budget } of accounts) {
      const refusal = budget.refusal(calls, request);
      if (refusal) return refusal;
    }
    for (const account of accounts) {
      account.budget.take(calls);
      account.taken += calls;
    }
    return undefined;
  }

  /** Gives back what was taken and not used, and takes what was used beyond it. */
  settle(): void {
    for (const account of this.#accounts.values()) {
      account.budget.take(account.made - account.taken);
      account.taken = account.made;
    }
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

/** What is left of budgets, as headers of an answer (draft-ietf-httpapi-ratelimit-headers-10). */
export function budgetHeadersOf(budgets: readonly CallBudget[]): Readonly<Record<string, string>> {
  if (budgets.length === 0) return {};
  const known = budgets.map(({ platform, left }) => ({ platform, ...left }));
  return {
    'ratelimit-policy': known.map(({ platform, perMinute }) => `"${platform}";q=${perMinute};w=60`).join(', '),
    ratelimit: known.map(({ platform, left, fullInS }) => `"${platform}";r=${left};t=${fullInS}`).join(', '),
  };
}

/** The headers that say what is left, and when to try again. */
export const budgetHeaders = ['ratelimit', 'ratelimit-policy', 'retry-after'];

/** Has answers say what is left of the budgets: in `extensions.cost.budget`, and in headers. */
export const budgetReport: ExecutionHook = ({ context: { charge, clientRequest } }) =>
  charge && {
    onResult(result) {
      charge.settle();
      clientRequest.announce(charge.headers);
      if (!('data' in result)) return result;
      const budget = Object.fromEntries(
        Object.entries(charge.left).map(([platform, { left, perMinute }]) => [platform, { left, perMinute }]),
      );
      const cost = { ...(result.extensions?.cost as object | undefined), budget };
      return { ...result, extensions: { ...result.extensions, cost } };
    },
  };
