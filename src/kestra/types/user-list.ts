import { builder } from '../../graph/builder.ts';
import { platformId } from '../../graph/global-id.ts';
import { direction } from '../../graph/order.ts';
import type { ChosenList, UserList } from '../api.ts';

const cost =
  'Costs a call for each, or the pages of the whole list where these are fewer; the facade then checks every other condition.';

const KestraUserIdFilter = builder.inputType('KestraUserIdFilter', {
  description: 'Conditions on the id of a user.',
  fields: (t) => ({
    in: t.idList({
      description: `The id is one of these, each the \`id\` of a user or the id that Kestra gave it. ${cost}`,
    }),
  }),
});

const KestraUserTextFilter = builder.inputType('KestraUserTextFilter', {
  description:
    'Conditions on a text. For a part of a name use `search`: Kestra does not document that its search finds every part.',
  fields: (t) => ({ in: t.stringList({ description: `The text equals one of these. ${cost}` }) }),
});

export const KestraUserFilter = builder.inputType('KestraUserFilter', {
  description:
    'Conditions on a user: all given conditions must hold. The list is in the order of the values unless `orderBy` is given; values that match no user are left out.',
  fields: (t) => ({
    userId: t.field({ type: KestraUserIdFilter, description: 'Conditions on the id of the user.' }),
    username: t.field({
      type: KestraUserTextFilter,
      description: 'Conditions on the name that the user signs in with.',
    }),
  }),
});

const KestraUserOrderField = builder.enumType('KestraUserOrderField', {
  description: 'The fields that users of Kestra can be ordered by.',
  values: {
    USERNAME: { description: 'The name that the user signs in with.', value: 'username' },
    DISPLAY_NAME: { description: 'The name to display.', value: 'displayName' },
    FIRST_NAME: { description: 'The first name of the user.', value: 'firstName' },
    LAST_NAME: { description: 'The last name of the user.', value: 'lastName' },
  } as const,
});

export const KestraUserOrder = builder.inputType('KestraUserOrder', {
  description: 'An order of users of Kestra. Users with equal values are in the order of the platform.',
  fields: (t) => ({
    field: t.field({ type: KestraUserOrderField, required: true, description: 'The field to order by.' }),
    direction: t.field(direction),
  }),
});

/** The arguments of `kestraUsers` that select the list. */
export interface UserListArguments {
  readonly search?: string | null;
  readonly filter?: typeof KestraUserFilter.$inferInput | null;
  readonly orderBy?: typeof KestraUserOrder.$inferInput | null;
}

/** Translates the arguments to parameters of the platform. @throws {InvalidInputError} for the id of another type */
export function userList({ search, filter, orderBy }: UserListArguments): UserList | ChosenList {
  const { userId, username } = filter ?? {};
  const ids = userId?.in?.map((id, index) =>
    platformId('KestraUser', String(id), ['filter', 'userId', 'in', String(index)]),
  );
  const choices = [
    ...(ids ? [{ field: 'id' as const, values: [...new Set(ids)] }] : []),
    ...(username?.in ? [{ field: 'username' as const, values: [...new Set(username.in)] }] : []),
  ];
  const q = search || undefined;
  if (choices.length > 0) return { choices, ...(q && { q }), ...(orderBy && { orderBy }) };
  return {
    ...(q && { q }),
    ...(orderBy && { sort: [`${orderBy.field}:${orderBy.direction}`] }),
  };
}
