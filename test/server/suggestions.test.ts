import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

let open: Facade;
let closed: Facade;
beforeAll(async () => {
  [open, closed] = await Promise.all([graphOver({ users: 1 }), graphOver({ users: 1 }, { INTROSPECTION: 'off' })]);
});
afterAll(() => Promise.all([open.close(), closed.close()]));

const asks: readonly { of: string; document: string; variables?: object }[] = [
  { of: 'a field', document: '{ user { nam } userss { totalCount } }' },
  { of: 'a type of an interface', document: '{ node(id: "x") { username } }' },
  { of: 'an argument', document: '{ users(firs: 1) { totalCount } }' },
  { of: 'a type', document: '{ node(id: "x") { ... on Usr { id } } }' },
  { of: 'an input field', document: '{ users(filter: { usernam: {} }) { totalCount } }' },
  { of: 'an enum value', document: '{ users(orderBy: { field: USERNAM }) { totalCount } }' },
  {
    of: 'an input field of a variable',
    document: 'query Q($filter: UserFilter) { users(filter: $filter) { totalCount } }',
    variables: { filter: { usernam: {} } },
  },
  {
    of: 'an enum value of a variable',
    document: 'query Q($order: UserOrder) { users(orderBy: $order) { totalCount } }',
    variables: { order: { field: 'USERNAM' } },
  },
];

async function messagesOf(facade: Facade, { document, variables }: (typeof asks)[number]): Promise<string> {
  const { errors = [] } = await facade.ask<unknown, object>(document, variables);
  expect(errors).not.toEqual([]);
  return errors.map(({ message }) => message).join('\n');
}

describe('the name that was meant', () => {
  test.each(asks)('of $of is not told where introspection is off', async (ask) => {
    expect(await messagesOf(closed, ask)).not.toMatch(/did you mean|inline fragment on/i);
  });

  test.each(asks.slice(0, 6))('of $of is told where it is on', async (ask) => {
    expect(await messagesOf(open, ask)).toMatch(/did you mean/i);
  });
});
