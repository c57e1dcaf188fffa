import { BadResponseError } from '../errors.ts';
import type { SecretLostError } from '../rest/proofs.ts';
import type { UserSelection, WireCreatedUser, WireUser, WireUserNames } from './wire-types.ts';

/** An account that was created; an error stands for the temporary password where the answer with it was lost. */
export type WireNewUser = Omit<WireCreatedUser, 'tempPassword'> & { readonly tempPassword: string | SecretLostError };

const unknown = { createdBy: null, createdAt: null, updatedAt: null, lastLogin: null, isLocal: null };

/** A user of whom a look-up returned only the names. */
export const namesOnly = ({ id, username, firstName, lastName }: WireUserNames): WireUser => ({
  ...unknown,
  id,
  username,
  firstName,
  lastName,
});

/** The oldest document requires no key of a user at all: what is absent is not known. */
export function complete(user: Partial<WireUser>): WireUser {
  const { id, username, createdBy = null, createdAt = null, updatedAt = null, lastLogin = null, isLocal = null } = user;
  if (id === undefined || username === undefined) throw lacking('the id or the name of a user');
  const { groups, firstName, lastName } = user;
  const whole = { id, username, createdBy, createdAt, updatedAt, lastLogin, isLocal, groups, firstName, lastName };
  // Names every field of the contract: one that it forgot would be in lists, and missing from a user read alone.
  return whole satisfies Record<keyof WireUser, unknown>;
}

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** A new account. @throws {BadResponseError} if it lacks what its creation is for */
export function newUser(created: WireCreatedUser): WireNewUser {
  if (!created.id || !isText(created.tempPassword)) throw lacking('the new account or its password');
  return created;
}

/** The error for a success without what its operation is for. */
export function lacking(what: string): BadResponseError {
  return new BadResponseError(`Run:ai sent an answer without ${what}.`);
}

/** @throws {BadResponseError} for a number of rows that GraphQL's `Int` cannot carry */
export function inRange(rows: number): number {
  if (rows < 0 || rows > 2 ** 31 - 1) throw new BadResponseError('Run:ai sent a count that is out of range.');
  return rows;
}

/** Which users, as the query of a list says it. */
export function selection({ conditions = [], search }: UserSelection) {
  return { filterBy: conditions.map(({ field, operator, value }) => `${field}${operator}${value}`), search };
}
