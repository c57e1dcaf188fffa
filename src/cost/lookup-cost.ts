import type { GraphQLSchema } from 'graphql';
import { type CostContext, type CostExtensions, objectOf, type RawArgs } from './field-cost.ts';

/**
 * The cost of finding objects by keys.
 * @param keysOf the keys in the arguments, each with the name of its type
 */
export function costOfKeys(keysOf: (args: RawArgs) => readonly (readonly [typename: string, key: RawArgs])[]) {
  const cost = (field: CostContext) => {
    for (const [typename, key] of keysOf(field.args)) {
      const { lookupCost } = extensionsOf(field.schema, typename);
      // What is no key costs a call as well: an answer of nothing but errors is work, too.
      if (lookupCost) lookupCost({ ...field, times: 1 }, key);
      else field.estimate.calls(1);
    }
  };
  return { cost, items: ({ args }: CostContext) => keysOf(args).length } satisfies CostExtensions;
}

/** The default cost of a field that gives a node: that of finding it by the key in its argument `by`, or by its id. */
export function costOfNode(field: CostContext, typename: string): void {
  extensionsOf(field.schema, typename).lookupCost?.(field, objectOf(field.args.by));
}

function extensionsOf(schema: GraphQLSchema, typename: string): CostExtensions {
  return schema.getType(typename)?.extensions ?? {};
}
