import { intact } from '../rest/contract-breaches.ts';
import type { RunaiApi } from './api.ts';
import type { WireSortField, WireUser } from './wire-types.ts';

/** Orders that need users to have names. */
export const ordersByName: ReadonlySet<WireSortField> = new Set(['firstName', 'lastName', 'fullName']);

/** The first and the last name with a space between, or the one that there is; null if there is neither. */
export function fullNameOf({ firstName, lastName }: WireUser): string | null {
  return [intact(firstName), intact(lastName)].filter(Boolean).join(' ') || null;
}

/**
 * Reads the names of a user. A platform leaves out those that it does not know, and so does a version without names.
 * @throws {UnsupportedError} if the user has none, and the version has none
 * @throws {UnavailableError} if the user has none, and the platform speaks another version by now
 */
export function withNames<Name>(user: WireUser, api: RunaiApi, read: (user: WireUser) => Name): Name | Promise<Name> {
  if (user.firstName !== undefined || user.lastName !== undefined) return read(user);
  api.require('names');
  const confirmed = api.nameless(user);
  return confirmed ? confirmed.then(() => read(user)) : read(user);
}
