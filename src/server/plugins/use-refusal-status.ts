import type { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { internalCode } from '../masking.ts';

/**
 * Gives an answer without `data` a status that says so (GraphQL over HTTP, §6.4): 400 for
 * `application/graphql-response+json`, where `application/json` has 200, and 500 for a fault of ours.
 */
export function useRefusalStatus(): Plugin {
  return {
    onExecutionResult({ result }) {
      if (!result || !('errors' in result) || 'data' in result) return;
      for (const { extensions } of result.errors ?? []) extensions.http = httpOf(extensions);
    },
  };
}

/** `spec` says that the status is not for `application/json`. Yoga omits it where no operation has the name asked for. */
function httpOf({ code, http }: GraphQLError['extensions']) {
  if (code === internalCode) return { status: 500 };
  if (http && code !== 'OPERATION_RESOLUTION_FAILURE') return http;
  return { status: 400, spec: true };
}
