import { builder } from '../../graph/builder.ts';
import { OrderDirection } from '../../graph/order.ts';
import type { UserList } from '../api.ts';

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
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'asc',
      description: 'The direction of the order.',
    }),
  }),
});

/** The arguments of `kestraUsers` that select the list. */
export interface UserListArguments {
  readonly search?: string | null;
  readonly orderBy?: typeof KestraUserOrder.$inferInput | null;
}

/** Translates the arguments to parameters of the platform. */
export function userList({ search, orderBy }: UserListArguments): UserList {
  return {
    ...(search && { q: search }),
    ...(orderBy && { sort: [`${orderBy.field}:${orderBy.direction}`] }),
  };
}
