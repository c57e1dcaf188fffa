import { Client, fetchExchange } from '@urql/core';
import { cacheExchange, type UpdateResolver } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { embeddedTypes, introspection } from './schema.ts';

/** The mutations that delete, and the type of what is gone. */
const deleted = { deleteUser: 'User', deleteKestraUser: 'KestraUser', deleteKestraApiToken: 'KestraApiToken' };

/** Drops what a mutation deleted, by its id: the lists that show it are read again. */
const dropDeleted: Record<string, UpdateResolver> = Object.fromEntries(
  Object.entries(deleted).map(([field, type]): [string, UpdateResolver] => [
    field,
    (result, _, cache) => {
      const { deletedId } = (result[field] ?? {}) as { deletedId?: string };
      if (deletedId) cache.invalidate({ __typename: type, id: deletedId });
    },
  ]),
);

/** urql, whose cache joins the pages of a list and knows every object by its id. */
export function createUrql(url: string, headers: Readonly<Record<string, string>>): Client {
  const cache = cacheExchange({
    schema: introspection,
    keys: embeddedTypes,
    updates: { Mutation: dropDeleted },
    resolvers: { Query: { users: relayPagination(), kestraUsers: relayPagination() } },
  });
  return new Client({ url, exchanges: [cache, fetchExchange], fetchOptions: { headers }, preferGetMethod: false });
}
