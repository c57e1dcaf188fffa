import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import {
  BREAK,
  type DocumentNode,
  type GraphQLError,
  getOperationAST,
  OverlappingFieldsCanBeMergedRule,
  visit,
} from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../graph/context.ts';
import { deferDirective } from '../graph/defer.ts';
import { acceptsParts, type Part } from './parts.ts';

const rules = useDeferStream();

/**
 * Serves `@defer`: the answer begins without the deferred fragments, which follow as they are resolved, in the form of
 * August 2022 that Apollo Client, urql and GraphiQL read. All else stands: fragments count for the limits as ever, the
 * request has one deadline, and the parts of a client that has left are dropped with their REST calls.
 *
 * A server may deliver a deferred fragment along with the rest. This one does where the client does not accept parts,
 * where several operations share the answer, and in mutations, whose answer nobody may have half of.
 * @param mask what a client learns of an error: Yoga masks those of the first part only
 */
export function useDefer(mask: (error: unknown) => GraphQLError): Plugin<Context> {
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
      if (!isDeferred(args.document)) return undefined;
      const { request } = args.contextValue;
      const operation = getOperationAST(args.document, args.operationName)?.operation;
      if (operation === 'mutation' || batches.has(request) || !acceptsParts(request.headers.get('accept'))) {
        args.document = whole(args.document);
        return undefined;
      }
      return {
        onExecuteDone: ({ result }) => (isAsyncIterable(result) ? { onNext: masked } : undefined),
      };
    },
  };
}

const deferred = new WeakMap<DocumentNode, boolean>();
const wholes = new WeakMap<DocumentNode, DocumentNode>();

/** Whether a document defers a fragment, under whatever condition. */
export function isDeferred(document: DocumentNode): boolean {
  const known = deferred.get(document);
  if (known !== undefined) return known;
  let found = false;
  visit(document, {
    Directive({ name }) {
      found = name.value === deferDirective.name;
      return found ? BREAK : undefined;
    },
  });
  deferred.set(document, found);
  return found;
}

/** The document with nothing deferred: the same one each time, so that it can be compiled. */
function whole(document: DocumentNode): DocumentNode {
  const known = wholes.get(document);
  if (known) return known;
  const without = visit(document, {
    Directive: ({ name }) => (name.value === deferDirective.name ? null : undefined),
  });
  wholes.set(document, without);
  return without;
}
