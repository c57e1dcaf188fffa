import type { RequestListener } from 'node:http';
import { lexicographicSortSchema } from 'graphql';
import { corsFor } from './cors.ts';
import { lean } from './lean.ts';
import { identify, requestIdHeader } from './request-id.ts';
import { createServer, type Parts } from './yoga.ts';

/**
 * Answers HTTP requests, each with its id.
 * A gateway that asks for a federated trace (`apollo-federation-include-trace: ftv1`) is served by a server of its own,
 * made when the first one asks: tracing wraps every resolver, which nobody else shall pay for.
 */
export function createFront(parts: Parts): RequestListener {
  const server = lean(createServer(parts), parts.readiness, corsFor(parts.config.corsOrigins));
  let tracing: RequestListener | undefined;
  return (request, response) => {
    response.setHeader(requestIdHeader, identify(request));
    if (request.headers['apollo-federation-include-trace'] !== 'ftv1') return server(request, response);
    tracing ??= createServer({ ...parts, schema: lexicographicSortSchema(parts.schema), inlineTrace: true });
    return tracing(request, response);
  };
}
