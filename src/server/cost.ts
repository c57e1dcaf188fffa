import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../graph/context.ts';
import { type PriceTag, priceTag } from '../graph/price.ts';
import { CostLimitError } from '../rest/errors.ts';
import type { Execution } from './concerns.ts';
import { limits } from './limits.ts';
import { PerOperation } from './per-operation.ts';

/** The prices of the operations that are asked for, each worked out once for each document that Yoga keeps. */
export class Prices {
  readonly #tags = new PerOperation<PriceTag>();

  /**
   * Prices an operation of a valid document, and tells its context.
   * @returns why it is to be refused, where it may cost more REST calls than are allowed, or its answer be too large
   */
  refusal(execution: Execution): CostLimitError | undefined {
    const { variableValues, contextValue } = execution;
    const tag = this.#tag(execution);
    if (!tag) return undefined;
    // Before anything is multiplied: of a document that unfolds without end, nothing else is looked at.
    if (tag.size > limits.unfolded) {
      return new CostLimitError('fields once its fragments are in their places', tag.size, limits.unfolded);
    }
    const { calls, fields } = tag.quote(variableValues ?? {}, contextValue);
    contextValue.cost.asked = calls;
    const { allowed } = contextValue.cost;
    if (calls > allowed) return new CostLimitError('REST calls', calls, allowed);
    if (fields > limits.fields) return new CostLimitError('fields in its answer', fields, limits.fields);
    return undefined;
  }

  /**
   * Has Yoga refuse what costs too much, before anything is asked of a platform.
   * @param mask what a client learns of an error
   */
  plugin(mask: (error: unknown) => GraphQLError): Plugin<Context> {
    return {
      onExecute: ({ args, setResultAndStopExecution }) => {
        const error = this.refusal(args as Execution);
        if (!error) return;
        // Nobody comes after this who would do so.
        const masked = mask(new GraphQLError(error.message, { originalError: error }));
        setResultAndStopExecution({ errors: [masked] });
      },
    };
  }

  #tag(execution: Execution): PriceTag | undefined {
    const { schema, document, operationName } = execution;
    const known = this.#tags.get(execution);
    if (known) return known;
    const tag = priceTag(schema, document, operationName);
    if (tag) this.#tags.set(execution, tag);
    return tag;
  }
}
