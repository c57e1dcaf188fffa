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

test('a server that sends the year 1 where there is no time shows none', async () => {
  const document = '{ users(first: 230) { nodes { username createdAt updatedAt lastLoginAt } } }';
  const [usual, odd] = await Promise.all(
    [[], ['runai-zero-times'] as const].map(async (quirks) => {
      const facade = await graphOver({ version: '3.0', users: 230, quirks });
      const { data, errors } = await facade.ask<{ users: { nodes: { lastLoginAt: string | null }[] } }, never>(
        document,
      );
      await facade.close();
      expect(errors).toBeUndefined();
      return data.users.nodes;
    }),
  );
  expect(usual?.filter(({ lastLoginAt }) => lastLoginAt === null).length).toBeGreaterThan(0);
  expect(odd).toEqual(usual);
});
