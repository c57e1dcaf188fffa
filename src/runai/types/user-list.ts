/** The order of `users`, and the parameters that its arguments become. */

import { InvalidInputError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { direction } from '../../graph/order.ts';
import type { UserList, WireSortField } from '../wire-types.ts';
import { filtered, type UserFilter } from './user-filter.ts';

const UserOrderField = builder.enumType('UserOrderField', {
  description: 'The fields that users of Run:ai can be ordered by.',
  values: {
    USERNAME: { description: 'The name that the user signs in with.', value: 'username' },
    CREATED_BY: { description: 'The username of the creator of the account.', value: 'createdBy' },
    CREATED_AT: { description: 'The time when the account was created.', value: 'creationTime' },
    UPDATED_AT: { description: 'The time when the account was last changed.', value: 'lastUpdated' },
    LAST_LOGIN_AT: { description: 'The time when the user last signed in.', value: 'lastLogin' },
    IS_LOCAL: { description: 'Whether the account is local or comes from single sign-on.', value: 'type' },
    FIRST_NAME: { description: 'The first name. From Run:ai 3.0 on.', value: 'firstName' },
    LAST_NAME: { description: 'The last name. From Run:ai 3.0 on.', value: 'lastName' },
    FULL_NAME: { description: 'The first name, then the last name. From Run:ai 3.0 on.', value: 'fullName' },
  } satisfies Record<string, { description: string; value: WireSortField }>,
});

export const UserOrder = builder.inputType('UserOrder', {
  description: 'An order of users of Run:ai. Users with equal values are in the order of the platform.',
  fields: (t) => ({
    field: t.field({ type: UserOrderField, required: true, description: 'The field to order by.' }),
    direction: t.field(direction),
  }),
});

/** The arguments of `users` that select the list. */
export interface UserListArguments {
  readonly search?: string | null;
  readonly filter?: typeof UserFilter.$inferInput | null;
  readonly orderBy?: typeof UserOrder.$inferInput | null;
}

/**
 * Translates the arguments to parameters of the platform.
 * @throws {InvalidInputError} for a filter value that the platform's syntax cannot express, and for malformed Unicode
 */
export function userList({ search, filter, orderBy }: UserListArguments): UserList {
  if (search?.isWellFormed() === false) {
    throw InvalidInputError.of([{ path: ['search'], code: 'INVALID_FORMAT', message: 'must be well-formed Unicode' }]);
  }
  const { conditions, choices, checks } = filtered(filter);
  return {
    ...(checks.length > 0 && { checks }),
    ...(conditions.length > 0 && { conditions }),
    ...(choices.length > 0 && { choices }),
    ...(search && { search }),
    ...(orderBy && { sortBy: orderBy.field, sortOrder: orderBy.direction }),
  };
}
