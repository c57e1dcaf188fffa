/** The calls of one budget: its key in the store, and how many. */
export interface StoredCalls {
  readonly key: string;
  readonly calls: number;
}

/** Budgets that processes share. */
export interface BudgetStore {
  /**
   * Takes calls from budgets: from all, or from none where one has too few.
   * @returns whether they were taken, and what is left of each; undefined where the store does not answer
   */
  tryTake(
    asked: readonly StoredCalls[],
  ): Promise<{ readonly isTaken: boolean; readonly left: readonly number[] } | undefined>;
  /** Takes calls whatever is left, or gives back as many as are negative, in the background. */
  take(used: readonly StoredCalls[]): void;
}
