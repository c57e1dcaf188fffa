import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { embeddedTypes, introspection } from './schema.ts';

/** urql, whose cache joins the pages of a list and knows every object by its id. */
export function createUrql(url: string, headers: Readonly<Record<string, string>>): Client {
  const cache = cacheExchange({
    schema: introspection,
    keys: embeddedTypes,
    resolvers: { Query: { users: relayPagination(), kestraUsers: relayPagination() } },
  });
  return new Client({ url, exchanges: [cache, fetchExchange], fetchOptions: { headers }, preferGetMethod: false });
}
