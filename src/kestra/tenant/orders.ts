/** The orders of the lists of a tenant that Kestra can order; it has been seen to fail to order the others. */

import { builder } from '../../graph/builder.ts';
import { direction } from '../../graph/order.ts';

/**
 * An order of a list.
 * @param type the type of its rows, whose name begins that of the input
 * @param of the rows, in words that follow "of"
 * @param values what it can be ordered by: the values of an enum, each the name that Kestra has for it
 */
const orderOf = <Field extends string>(type: string, of: string, values: Record<string, Value<Field>>) => {
  const field = builder.enumType(`${type}OrderField`, {
    description: `The fields that ${of} can be ordered by.`,
    values,
  });
  return builder.inputType(`${type}Order`, {
    description: `An order of ${of}. Those with equal values are in the order of the platform.`,
    fields: (t) => ({
      field: t.field({ type: field, required: true, description: 'The field to order by.' }),
      direction: t.field(direction),
    }),
  });
};

interface Value<Field> {
  readonly description: string;
  readonly value: Field;
}

export const KestraGroupOrder = orderOf('KestraGroup', 'groups of a tenant', {
  NAME: { description: 'The name of the group.', value: 'name' },
});
export const KestraRoleOrder = orderOf('KestraRole', 'roles of a tenant', {
  NAME: { description: 'The name of the role.', value: 'name' },
});
export const KestraBindingOrder = orderOf('KestraBinding', 'bindings of a tenant', {
  HOLDER: { description: 'Whether a user or a group holds the role.', value: 'type' },
});
export const KestraInvitationOrder = orderOf('KestraInvitation', 'invitations to a tenant', {
  EMAIL: { description: 'The e-mail address of the invited person.', value: 'email' },
});

interface Order {
  readonly field: string;
  readonly direction: string;
}

/** An order as Kestra takes it; undefined if none is asked for. */
export const sortOf = (order: Order | null | undefined): string[] | undefined =>
  order ? [`${order.field}:${order.direction}`] : undefined;
