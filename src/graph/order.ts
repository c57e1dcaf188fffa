/** The direction of an order, which the lists of all platforms share. */

import { builder } from './builder.ts';

const OrderDirection = builder.enumType('OrderDirection', {
  description: 'The direction in which a list is ordered.',
  values: {
    ASC: { description: 'From least to greatest: A to Z, oldest to newest.', value: 'asc' },
    DESC: { description: 'From greatest to least: Z to A, newest to oldest.', value: 'desc' },
  } as const,
});

/** The field of an order's input type that sets its direction. */
export const direction = {
  type: OrderDirection,
  required: true,
  defaultValue: 'asc',
  description: 'The direction of the order.',
} as const;
