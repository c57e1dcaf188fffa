import { hash } from 'node:crypto';
import { type APQStore, createInMemoryAPQStore, useAPQ } from '@graphql-yoga/plugin-apq';
import {
  defaultExtractPersistedOperationId,
  type UsePersistedOperationsOptions,
  usePersistedOperations,
} from '@graphql-yoga/plugin-persisted-operations';
import type { Plugin } from 'graphql-yoga';

/** Documents by the hash that stands for them. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const extractPersistedOperationId: UsePersistedOperationsOptions['extractPersistedOperationId'] = (params, ...rest) =>
  'documentId' in params && typeof params.documentId === 'string'
    ? params.documentId
    : defaultExtractPersistedOperationId(params, ...rest);

/**
 * With trusted documents: executes these and no other, each by its hash, as `documentId` or in
 * `extensions.persistedQuery`. Without: remembers documents that clients send with their hash, so that the next time the
 * hash is enough (automatic persisted queries).
 */
export function usePersisted(trusted: TrustedDocuments | undefined): Plugin {
  if (!trusted) return useAPQ({ store: boundedStore(), hash: async (text) => hash('sha256', text) });
  return usePersistedOperations({
    extractPersistedOperationId,
    getPersistedOperation: (id) => trusted.get(id) ?? null,
    customErrors: {
      persistedQueryOnly: {
        message: 'Only trusted documents are served here: send the hash of one.',
        extensions: { code: 'TRUSTED_DOCUMENTS_ONLY' },
      },
    },
  });
}

const longestDocument = 20_000;

/** A thousand documents for a day. Very long ones are executed, but not kept: memory is for all clients. */
function boundedStore(): APQStore {
  const store = createInMemoryAPQStore({ max: 1000, ttl: 86_400_000 });
  return {
    get: (id) => store.get(id),
    set: (id, document) => (document.length > longestDocument ? undefined : store.set(id, document)),
  };
}
