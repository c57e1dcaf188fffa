/** The filter and the order of `users`, and the parameters that they become. */

import { InvalidInputError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { platformId } from '../../graph/global-id.ts';
import { OrderDirection } from '../../graph/order.ts';
import { type Condition, canCarry, type UserList, type WireSortField } from '../wire-types.ts';

const ofSeveral =
  'Costs a call for each, or the pages of the whole list where these are fewer; other conditions are then checked by the facade.';

const UserIdFilter = builder.inputType('UserIdFilter', {
  description: 'Conditions on the id of a user.',
  fields: (t) => ({
    in: t.idList({
      description: `The id is one of these, each the \`id\` of a user or the id that Run:ai gave it. ${ofSeveral}`,
    }),
  }),
});

const UserTextFilter = builder.inputType('UserTextFilter', {
  description:
    'Conditions on a text: all given conditions must hold. A value must not be empty or contain a comma or a line break.',
  fields: (t) => ({
    eq: t.string({ description: 'The text equals this.' }),
    in: t.stringList({ description: `The text equals one of these. ${ofSeveral}` }),
    contains: t.string({ description: 'The text contains this.' }),
  }),
});

const DateTimeFilter = builder.inputType('DateTimeFilter', {
  description: 'Conditions on a point in time: all given conditions must hold.',
  fields: (t) => ({
    eq: t.field({ type: 'DateTime', description: 'The time equals this.' }),
    gte: t.field({ type: 'DateTime', description: 'The time is this or later.' }),
    lte: t.field({ type: 'DateTime', description: 'The time is this or earlier.' }),
  }),
});

export const UserFilter = builder.inputType('UserFilter', {
  description:
    'Conditions on a user: all given conditions must hold. With `in` on `userId` or `username`, the list is in the order of those values unless `orderBy` is given; values of no user are left out.',
  fields: (t) => ({
    userId: t.field({ type: UserIdFilter, description: 'Conditions on the id of the user.' }),
    username: t.field({ type: UserTextFilter, description: 'Conditions on the name that the user signs in with.' }),
    createdBy: t.field({
      type: UserTextFilter,
      description: 'Conditions on the username of the creator of the account.',
    }),
    isLocal: t.boolean({ description: 'True selects local accounts, false selects accounts from single sign-on.' }),
    createdAt: t.field({ type: DateTimeFilter, description: 'Conditions on the time when the account was created.' }),
    updatedAt: t.field({
      type: DateTimeFilter,
      description: 'Conditions on the time when the account was last changed.',
    }),
    lastLoginAt: t.field({ type: DateTimeFilter, description: 'Conditions on the time when the user last signed in.' }),
  }),
});

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
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'asc',
      description: 'The direction of the order.',
    }),
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
  const { userId, username, createdBy, isLocal, createdAt, updatedAt, lastLoginAt } = filter ?? {};
  if (search?.isWellFormed() === false) {
    throw new InvalidInputError('"search" must be well-formed Unicode.', [
      { path: 'search', message: 'must be well-formed Unicode' },
    ]);
  }
  const names = chosen('username', username?.in);
  const creators = chosen('createdBy', createdBy?.in);
  const conditions = [
    ...names.conditions,
    ...creators.conditions,
    ...conditionsOn('username', { '==': username?.eq, '=@': username?.contains }),
    ...conditionsOn('createdBy', { '==': createdBy?.eq, '=@': createdBy?.contains }),
    ...conditionsOn('isLocal', { '==': isLocal == null ? isLocal : String(isLocal) }),
    ...conditionsOn('creationTime', { '==': createdAt?.eq, '>=': createdAt?.gte, '<=': createdAt?.lte }),
    ...conditionsOn('lastUpdated', { '==': updatedAt?.eq, '>=': updatedAt?.gte, '<=': updatedAt?.lte }),
    ...conditionsOn('lastLogin', { '==': lastLoginAt?.eq, '>=': lastLoginAt?.gte, '<=': lastLoginAt?.lte }),
  ];
  const ids = userId?.in?.map((id) => platformId('User', String(id)));
  const choices = [
    ...(ids ? [{ field: 'id' as const, values: [...new Set(ids)] }] : []),
    ...names.choices,
    ...creators.choices,
  ];
  return {
    ...(conditions.length > 0 && { conditions }),
    ...(choices.length > 0 && { choices }),
    ...(search && { search }),
    ...(orderBy && { sortBy: orderBy.field, sortOrder: orderBy.direction }),
  };
}

/** One value is a condition that the platform takes; several, or none, are not. */
function chosen(field: 'username' | 'createdBy', sent: readonly string[] | null | undefined) {
  if (sent == null) return { conditions: [], choices: [] };
  const values = [...new Set(sent)];
  const conditions = values.flatMap((value) => conditionsOn(field, { '==': value }));
  return values.length === 1 ? { conditions, choices: [] } : { conditions: [], choices: [{ field, values }] };
}

function conditionsOn(
  field: Condition['field'],
  values: Readonly<Partial<Record<Condition['operator'], string | null>>>,
): Condition[] {
  return (Object.keys(values) as Condition['operator'][]).flatMap((operator) => {
    const value = values[operator];
    if (value == null) return [];
    if (!canCarry(value)) {
      throw new InvalidInputError(
        'A filter value may not be empty or hold a comma or a line break, which Run:ai cannot carry. Use "search" instead.',
        [{ path: `filter.${field}`, message: 'may not be empty or hold a comma or a line break' }],
      );
    }
    return [{ field, operator, value }];
  });
}
