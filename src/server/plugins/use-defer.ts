import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import {
  type DocumentNode,
  type GraphQLError,
  OperationTypeNode,
  OverlappingFieldsCanBeMergedRule,
  visit,
} from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { VariableValues } from '../../execution/plan.ts';
import type { Context } from '../../graph/context.ts';
import { deferDirective } from '../../graph/defer-directive.ts';
import { acceptsParts, type Part } from '../incremental.ts';
import { limits } from '../limits.ts';
import type { Operation, Operations } from '../operations.ts';
import { coerceVariables } from '../variables.ts';

const rules = useDeferStream();
/** Fields of an answer in parts. Executing one costs much more for each field that fails than executing one by its plan. */
const mostFields = 5000;

interface Options {
  /** What a client learns of an error: Yoga masks those of the first part only. */
  readonly mask: (error: unknown) => GraphQLError;
  readonly operations: Operations;
}

/**
 * Serves `@defer`: the answer begins without the deferred fragments, which follow as they are resolved, in the form of
 * August 2022 that Apollo Client, urql and GraphiQL read. All else stands: fragments count for the limits as ever, the
 * request has one deadline, and the parts of a client that has left are dropped with their REST calls.
 *
 * A server may deliver a deferred fragment along with the rest. This one does where the client does not accept parts,
 * where several operations share the answer, where it may have more than 5000 fields, and in mutations, whose answer
 * nobody may have half of.
 */
export function useDefer({ mask, operations }: Options): Plugin<Context> {
  const batches = new WeakSet<Request>();
  const masked = ({ result, setResult }: { result: Part; setResult: (part: Part) => void }) => {
    if (!result.incremental) return;
    const incremental = result.incremental.map((fragment) =>
      fragment.errors ? { ...fragment, errors: fragment.errors.map((error) => mask(error)) } : fragment,
    );
    setResult({ ...result, incremental });
  };
  return {
    onValidate(payload) {
      const { addValidationRule } = payload;
      return rules.onValidate?.({
        ...payload,
        params: { ...payload.params },
        // Of overlapping fields it has a rule of its own, for the sake of `@stream`, which compares long documents for
        // seconds where that of graphql-js gives up.
        addValidationRule: (rule) => rule.name !== OverlappingFieldsCanBeMergedRule.name && addValidationRule(rule),
      });
    },
    onRequestParse: ({ request }) => ({
      onRequestParseDone({ requestParserResult }) {
        if (Array.isArray(requestParserResult)) batches.add(request);
      },
    }),
    onExecute({ args }) {
      const operation = operations.of(args);
      if (!operation?.isDeferred) return undefined;
      const { request } = args.contextValue;
      const isMutation = operation.definition.operation === OperationTypeNode.MUTATION;
      const takesParts = acceptsParts(request.headers.get('accept')) && !batches.has(request);
      if (isMutation || !takesParts || isLarge(operation, args.variableValues ?? {}, args.contextValue)) {
        args.document = whole(args.document);
        return undefined;
      }
      return {
        onExecuteDone: ({ result }) => (isAsyncIterable(result) ? { onNext: masked } : undefined),
      };
    },
  };
}

const wholes = new WeakMap<DocumentNode, DocumentNode>();

/** The document with nothing deferred: the same one each time, so that its plan can be kept. */
function whole(document: DocumentNode): DocumentNode {
  const known = wholes.get(document);
  if (known) return known;
  const without = visit(document, {
    Directive: ({ name }) => (name.value === deferDirective.name ? null : undefined),
  });
  wholes.set(document, without);
  return without;
}

function isLarge(operation: Operation, values: VariableValues, context: Context): boolean {
  const { cost } = operation;
  const { coerced } = coerceVariables(operation, values);
  if (!coerced || cost.size > limits.unfolded) return true;
  return cost.estimate(coerced, context).fields > mostFields;
}
