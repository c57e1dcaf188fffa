import { intact } from '../rest/contract-breaches.ts';
import type { RunaiApi } from './api.ts';
import type { WireSortField, WireUser } from './wire-types.ts';

/** Orders that need users to have names. */
export const ordersByName: ReadonlySet<WireSortField> = new Set(['firstName', 'lastName', 'fullName']);

/** The first and the last name with a space between, or the one that there is; null where there is neither. */
export function fullNameOf({ firstName, lastName }: WireUser): string | null {
  return [intact(firstName), intact(lastName)].filter(Boolean).join(' ') || null;
}

/**
 * A user who may have names. A platform leaves out those that it does not know, and so does a version without names.
 * @throws {UnsupportedError} where the user has none, and the version has none
 */
export function withNames(user: WireUser, api: RunaiApi): WireUser {
  if (user.firstName === undefined && user.lastName === undefined) api.require('names');
  return user;
}
