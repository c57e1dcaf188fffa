import type { RequestListener } from 'node:http';
import { lexicographicSortSchema } from 'graphql';
import { compress } from './compression.ts';
import { corsFor } from './cors.ts';
import { lean } from './lean.ts';
import { errorMask } from './masking.ts';
import { identify, requestIdHeader } from './request-id.ts';
import { SharedQueries } from './sharing.ts';
import { createServer, type Parts } from './yoga.ts';

/**
 * Answers HTTP requests, each with its id.
 * A gateway that asks for a federated trace (`apollo-federation-include-trace: ftv1`) is served by a server of its own,
 * made when the first one asks: tracing wraps every resolver, which nobody else shall pay for.
 */
export function createFront(parts: Omit<Parts, 'shared'>): RequestListener {
  const { config, log, readiness, metrics } = parts;
  const shared = new SharedQueries(config.requestTimeoutMs);
  const yoga = createServer({ ...parts, shared });
  const server = lean({ yoga, shared, readiness, metrics, cors: corsFor(config.corsOrigins), mask: errorMask(log) });
  let tracing: RequestListener | undefined;
  return (request, response) => {
    response.setHeader(requestIdHeader, identify(request));
    if (config.compression) compress(request, response);
    if (request.headers['apollo-federation-include-trace'] !== 'ftv1') return server(request, response);
    tracing ??= createServer({ ...parts, shared, schema: lexicographicSortSchema(parts.schema), inlineTrace: true });
    return tracing(request, response);
  };
}
