import type { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { findingOf } from '../../rest/causes.ts';
import { isMade } from '../../rest/ledger.ts';
import type { AddressOf } from '../client-address.ts';
import type { ExecutionHook } from '../execution-hooks.ts';
import { internalCode } from '../masking.ts';

/** A line for each operation: names, numbers and codes; no variable, message or row, and of headers only what trusted proxies say of the client. */
export function operationLog(log: Logger, addressOf: AddressOf): ExecutionHook {
  // No part of these lines could hold a secret, and to search them for one takes four times as long as to write them.
  const lines = log.child({}, { redact: [] });
  return ({ context, definition }) => {
    if (!lines.isLevelEnabled('info')) return undefined;
    const start = performance.now();
    return {
      onResult(result) {
        const { errors = [] } = result;
        // The errors of a batch that fails are all made of one.
        const failures = [...new Set(errors.map(({ originalError }) => originalError))];
        const causes = new Set(failures.flatMap((failure) => findingOf(failure)?.code ?? []));
        lines.info(
          {
            requestId: context.clientRequest.id,
            client: addressOf(context.clientRequest),
            operation: definition?.name?.value ?? null,
            type: definition?.operation,
            ms: Math.round(performance.now() - start),
            restCalls: context.ledger.calls.filter(isMade).length,
            ...(errors.length > 0 && {
              errors: [...new Set(errors.map(codeOf))],
            }),
            ...(causes.size > 0 && { causes: [...causes] }),
          },
          'operation',
        );
        return result;
      },
    };
  };
}

/** The code of an error, before or after it was masked. */
export function codeOf({ extensions, originalError }: GraphQLError): string {
  const original: (Error & { extensions?: { code?: unknown } }) | undefined = originalError;
  return String(extensions.code ?? original?.extensions?.code ?? internalCode);
}
