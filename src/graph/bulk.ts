import { z } from 'zod';
import { type CostContext, type CostExtensions, objectOf } from '../cost/field-cost.ts';

/** The most items that a plural mutation takes. */
const mostItems = 100;

/** The validation of the list that a plural mutation takes. */
export const bulkItems = z
  .array(z.unknown())
  .min(1, 'at least one item is needed')
  .max(mostItems, `at most ${mostItems} items are allowed`);

/** The end of the description of every plural mutation. */
export const oneResultEach = `Takes 1 to ${mostItems} items, makes one REST call for each, and returns their results in the same order: an item that fails does not stop the others.`;

/**
 * Does the work of every item at once, and waits for all of them, so that the reads of their results are one batch.
 * @returns settled promises in the order of the items; a rejected one fails its own item only
 */
export async function forEachItem<Item, Result>(
  list: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Promise<Result>[]> {
  const results = list.map(work);
  await Promise.allSettled(results);
  return results;
}

/** The cost of a plural mutation: one call for each item of the list with this name in its input. */
export function costOfItems(list: string): CostExtensions {
  const items = ({ args }: CostContext) => [objectOf(args.input)[list]].flat().length;
  return { items, cost: (field) => field.estimate.calls(items(field)) };
}
