import { expect, test } from 'vitest';
import { graphOver } from '../support/facade.ts';

test('a server that gives smaller pages than asked for loses nobody', async () => {
  const facade = await graphOver({ version: '3.0', users: 230, quirks: ['runai-clamps-limit'] });
  const { data, errors } = await facade.ask<{ users: { totalCount: number; nodes: { userId: string }[] } }, never>(
    '{ users(first: 230) { totalCount nodes { userId } } }',
  );
  expect(errors).toBeUndefined();
  expect(data.users.totalCount).toBe(230);
  expect(new Set(data.users.nodes.map(({ userId }) => userId)).size).toBe(230);
  await facade.close();
});
