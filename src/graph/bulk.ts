import type { ObjectRef } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import { type CostContext, type CostExtensions, objectOf, settledWrite } from '../cost/field-cost.ts';
import { InvalidInputError } from '../errors.ts';
import { builder } from './builder.ts';
import { placeIssues } from './input-paths.ts';

/** The most items that a plural mutation takes. */
export const mostItems = 100;

/** The validation of the list that a plural mutation takes. */
export const bulkItems = z
  .array(z.unknown())
  .min(1, 'must have at least one item')
  .max(mostItems, `must have at most ${mostItems} items`);

/** The end of the description of every plural mutation. */
export const oneResultEach = `Takes 1 to ${mostItems} items, makes one REST call for each (and up to two more if its answer is lost), and returns their results in the same order: an item that fails does not stop the others.`;

/** An item of a plural mutation, and its outcome: settled, because a rejected promise fails only its own item. */
export interface BulkItem<Item, Result> {
  readonly index: number;
  readonly item: Item;
  readonly result: Promise<Result>;
}

/** The outcomes of all items of a plural mutation. */
export interface BulkOutcome<Item, Result> {
  readonly results: readonly BulkItem<Item, Result>[];
  readonly succeededCount: number;
}

/**
 * Does the work of every item at once, and waits for all of them, so that the reads of their results are one batch.
 * @param list the name of the list in the input
 * @param work gets the path of its item
 */
export async function forEachItem<Item, Result>(
  list: string,
  items: readonly Item[],
  info: GraphQLResolveInfo,
  work: (item: Item, path: readonly string[]) => Promise<Result>,
): Promise<BulkOutcome<Item, Result>> {
  const results = items.map((item, index) => {
    const path = [list, String(index)];
    const result = work(item, path).catch((error: unknown) => {
      placeIssues(error, info, item, path);
      throw error;
    });
    return { index, item, result };
  });
  return settledItems(results);
}

/** Waits for the results of all items, and counts those that are no failure. */
export async function settledItems<Item, Result>(
  results: readonly BulkItem<Item, Result>[],
): Promise<BulkOutcome<Item, Result>> {
  const settled = await Promise.allSettled(results.map(({ result }) => result));
  return { results, succeededCount: settled.filter(({ status }) => status === 'fulfilled').length };
}

/**
 * Refuses a list that names something twice.
 * @param list the name of the list in the input
 * @param keys what tells its items apart, in their order
 * @param message the rule, in words
 * @throws {InvalidInputError} at the first item that is named again
 */
export function refuseRepeated(list: string, keys: readonly string[], message: string): void {
  const again = keys.findIndex((key, index) => keys.indexOf(key) < index);
  if (again === -1) return;
  throw InvalidInputError.of([{ path: [list, String(again)], code: 'NOT_ALLOWED', message }]);
}

/** The payload of a plural mutation, whose items are of this type. */
export const bulkPayload = <Item, Result>(
  name: string,
  description: string,
  item: ObjectRef<typeof builder.$inferSchemaTypes, BulkItem<Item, Result>>,
) =>
  builder.objectRef<BulkOutcome<Item, Result>>(name).implement({
    description,
    fields: (t) => ({
      results: t.field({
        type: [item],
        description: 'The result for each item, in the order of the input.',
        // The mutation counts them: what stands below it is there once for each.
        extensions: { items: () => 1 } satisfies CostExtensions,
        resolve: ({ results }) => [...results],
      }),
      succeededCount: t.exposeInt('succeededCount', {
        description: 'The number of items whose result is a payload.',
      }),
      failedCount: t.int({
        description:
          'The number of items whose result is no payload but a failure, or null with an error, whose `extensions.outcome` says whether the change may have taken effect.',
        resolve: ({ results, succeededCount }) => results.length - succeededCount,
      }),
    }),
  });

export const indexOfItem = 'The position of the item in the list of the input, from 0.';
export const resultOfItem = 'The result for the item: a payload, or the reason why nothing was changed.';

/**
 * The cost of a plural mutation.
 * @param list the name of the list in its input, of which each item is a write
 * @param ofItem the cost of one
 */
export function costOfItems(list: string, ofItem = settledWrite()): CostExtensions {
  const items = ({ args }: CostContext) => [objectOf(args.input)[list]].flat().length;
  return { items, cost: (field) => ofItem.cost?.({ ...field, times: items(field) }) };
}
