import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import { type GraphQLError, OperationTypeNode, OverlappingFieldsCanBeMergedRule } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ClientRequest } from '../client-request.ts';
import {
  acceptsCurrentForm,
  acceptsMultipart,
  currentForm,
  type IncrementalResult,
  isMultipart,
} from '../incremental.ts';
import type { Operation } from '../operations/operation.ts';

const rules = useDeferStream();
/** Fields of an answer that is delivered incrementally: there, each field that fails costs much more than by a plan. */
const mostFields = 5000;

/**
 * Serves `@defer`: the answer begins without the deferred fragments, which follow as they are resolved, in the form of
 * August 2022 that Apollo Client, urql and GraphiQL read, or in that of `incrementalSpec=v0.2` where `Accept` names it. Nothing else changes: fragments count for the limits, the request
 * has one deadline, and when the client leaves, what was not sent is dropped with its REST calls.
 * @param mask what a client learns of an error: Yoga masks those of the first result only
 */
export function useDefer(mask: (error: unknown) => GraphQLError): Plugin {
  const maskErrors = ({ result, setResult }: { result: IncrementalResult; setResult: SetResult }) => {
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
        // The plugin has its own rule of overlapping fields, for the sake of `@stream`, which compares long documents for
        // seconds where that of graphql-js gives up.
        addValidationRule: (rule) => rule.name !== OverlappingFieldsCanBeMergedRule.name && addValidationRule(rule),
      });
    },
    onResponse({ request, response: { headers } }) {
      const type = headers.get('content-type');
      if (!isMultipart(type) || !acceptsCurrentForm(request.headers.get('accept'))) return;
      headers.set('content-type', `${type}; ${currentForm}`);
    },
    onExecute: () => ({
      onExecuteDone: ({ result }) => (isAsyncIterable(result) ? { onNext: maskErrors } : undefined),
    }),
  };
}

type SetResult = (result: IncrementalResult) => void;

/**
 * Whether deferred fragments follow the rest of an answer. A server may deliver them along with it (GraphQL, `@defer`).
 * This one does where the client does not accept multipart answers, where several operations share the answer, where it may
 * have more than 5000 fields, and in mutations, whose result must not be seen in part.
 * @param fields that the answer may have, at most
 */
export function isDeliveredIncrementally(
  { isDeferred, definition }: Operation,
  { fields }: { readonly fields: number },
  clientRequest: ClientRequest,
): boolean {
  return (
    isDeferred &&
    definition.operation !== OperationTypeNode.MUTATION &&
    acceptsMultipart(clientRequest.header('accept')) &&
    !clientRequest.isBatch &&
    fields <= mostFields
  );
}
