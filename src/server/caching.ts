import { getDirectiveValues, OperationTypeNode } from 'graphql';
import type { VariableValues } from '../execution/plan.ts';
import { noCacheDirective } from '../graph/no-cache-directive.ts';
import type { CacheUse } from '../rest/answer-cache.ts';
import type { ExecutionHook } from './execution-hooks.ts';
import type { Operation } from './operations/operation.ts';
import type { ServerContext } from './server-context.ts';

/**
 * How a request wants answers that are kept (RFC 9111 §5.2.1): as old as the facade keeps them, as `max-age` says, or not at
 * all with `no-cache` and `no-store`; and whether what is read for it may be kept, which `no-store` denies.
 * @param header `Cache-Control` of the request
 */
export function cacheUse(header: string | undefined): CacheUse {
  const directives = new Set(header?.toLowerCase().split(/\s*,\s*/));
  const isNew = directives.has('no-cache') || directives.has('no-store');
  const maxAge = [...directives].map((text) => /^max-age="?(\d+)"?$/.exec(text)?.[1]).find(Boolean);
  return {
    maxAgeMs: isNew ? 0 : maxAge === undefined ? Infinity : Number(maxAge) * 1000,
    keeps: !directives.has('no-store'),
    oldestAt: Infinity,
  };
}

/** Has a request read what is there now, and keep nothing of it. */
export function forgo(cache: CacheUse | undefined): void {
  if (!cache) return;
  cache.maxAgeMs = 0;
  cache.keeps = false;
}

/**
 * Has a query with `@noCache` read what is there now. Its answer says nothing of its age: caches before the facade know nothing of
 * the directive, and would answer the query in its place.
 * @param variables coerced
 */
export function heedNoCache(
  { definition }: Pick<Operation, 'definition'>,
  variables: VariableValues,
  { cache }: Pick<ServerContext, 'cache'>,
): void {
  if (!cache || !definition.directives?.length) return;
  if (!getDirectiveValues(noCacheDirective, definition, { ...variables })?.if) return;
  cache.maxAgeMs = 0;
  cache.oldestAt = -Infinity;
}

/**
 * Has mutations read what is there now, and tells clients of whole answers to queries for how long they are fresh: until the
 * oldest of their parts is no longer kept.
 * @param ttlMs for how long answers of platforms are kept
 */
export function caching(ttlMs: number): ExecutionHook {
  return ({ definition, context: { cache, clientRequest } }) => {
    if (!cache) return undefined;
    if (definition?.operation !== OperationTypeNode.QUERY) {
      forgo(cache);
      return undefined;
    }
    return {
      onResult(result) {
        const freshMs = cache.oldestAt + ttlMs - performance.now();
        if (!result.errors && cache.keeps && Number.isFinite(freshMs)) clientRequest.allowCaching(freshMs);
        return result;
      },
    };
  };
}
