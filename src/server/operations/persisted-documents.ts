import { hash } from 'node:crypto';
import { useAPQ } from '@graphql-yoga/plugin-apq';
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';

/** Documents by the hash that stands for them. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** Documents that clients may ask for by a hash in place of the text. */
export interface PersistedDocuments {
  /** Has Yoga find them, and refuse what may not be asked. */
  readonly plugin: Plugin;
  /** The text of the document that is asked for; undefined if the plugin has to say what is wrong, or to learn it. */
  textOf(params: GraphQLParams & { readonly documentId?: unknown }): string | undefined;
}

/**
 * With trusted documents: these and no others are served, each by its hash, as `documentId` or in
 * `extensions.persistedQuery`. Without: documents that clients send with their hash are remembered, so that the hash is
 * enough the next time (automatic persisted queries).
 */
export function persistedDocuments(trusted: TrustedDocuments | undefined): PersistedDocuments {
  return trusted ? trustedOnly(trusted) : automatic();
}

function trustedOnly(trusted: TrustedDocuments): PersistedDocuments {
  const idOf = (params: { readonly documentId?: unknown } & GraphQLParams): string | null =>
    typeof params.documentId === 'string' ? params.documentId : (hashOf(params) ?? null);
  return {
    plugin: usePersistedOperations({
      extractPersistedOperationId: idOf,
      getPersistedOperation: (id) => trusted.get(id) ?? null,
      customErrors: {
        persistedQueryOnly: {
          message: 'Only trusted documents are served here: send the hash of one.',
          extensions: { code: 'TRUSTED_DOCUMENTS_ONLY' },
        },
      },
    }),
    textOf: (params) => (params.query ? undefined : trusted.get(idOf(params) ?? '')),
  };
}

/** Characters of the longest document that is remembered, how many are, and for how long: memory is for all clients. */
const longestDocument = 20_000;
const mostDocuments = 1000;
const rememberedMs = 86_400_000;

function automatic(): PersistedDocuments {
  const store = new LRUCache<string, string>({ max: mostDocuments, ttl: rememberedMs });
  return {
    plugin: useAPQ({
      store: {
        get: (id) => store.get(id),
        set: (id, text) => (text.length > longestDocument ? undefined : store.set(id, text)),
      },
      hash: async (text) => hash('sha256', text),
    }),
    textOf(params) {
      if (params.documentId != null) return undefined;
      const id = hashOf(params);
      if (id === undefined) return params.query;
      // Sent with its text, the hash has to be checked.
      return params.query == null ? store.get(id) : undefined;
    },
  };
}

/** The hash of Apollo's persisted queries, protocol version 1. */
function hashOf({ extensions }: GraphQLParams): string | undefined {
  const { version, sha256Hash }: { version?: unknown; sha256Hash?: unknown } = extensions?.persistedQuery ?? {};
  return version === 1 && typeof sha256Hash === 'string' ? sha256Hash : undefined;
}
