/** The calls of one budget: its key in the store, and how many. */
export interface StoredCalls {
  readonly key: string;
  readonly calls: number;
}

/** Budgets that processes share. */
export interface BudgetStore {
  /**
   * Takes calls from all of these budgets, or from none if one of them has too few.
   * @returns whether they were taken, and what is left of each; undefined if the store does not answer
   */
  tryTake(
    asked: readonly StoredCalls[],
  ): Promise<{ readonly isTaken: boolean; readonly left: readonly number[] } | undefined>;
  /** Takes calls in the background, whatever is left. A negative number gives calls back. */
  take(used: readonly StoredCalls[]): void;
}
