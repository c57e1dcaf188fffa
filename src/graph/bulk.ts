import { z } from 'zod';
import { type CostContext, type CostExtensions, objectOf } from '../cost/field-cost.ts';

/** Items that one plural mutation takes at most. */
const mostItems = 100;

/** The rule for the list that a plural mutation takes. */
export const items = z
  .array(z.unknown())
  .min(1, 'at least one item is needed')
  .max(mostItems, `at most ${mostItems} items are allowed`);

/** What the description of every plural mutation ends with. */
export const oneResultEach = `Takes 1 to ${mostItems} items, makes one REST call for each, and returns their results in the same order: an item that fails does not stop the others.`;

/**
 * Does one thing for each item, and waits for the last, so that what is then read of the results is one batch.
 * @returns settled promises in the order of the items; the rejected ones fail their own item only
 */
export async function forEach<Item, Result>(
  list: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Promise<Result>[]> {
  const results = list.map(work);
  await Promise.allSettled(results);
  return results;
}

/** The cost of a plural mutation: one call for each item of a list in its input. */
export function costOfItems(list: string): CostExtensions {
  const items = ({ args }: CostContext) => [objectOf(args.input)[list]].flat().length;
  return { items, cost: (field) => field.estimate.calls(items(field)) };
}
