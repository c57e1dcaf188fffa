import type { Client } from '@urql/core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  BreakARuleDocument,
  CountedUsersDocument,
  DeleteApiTokenDocument,
  DeleteUserDocument,
  GroupMembersDocument,
  KestraUsersDocument,
  LinkedUsersDocument,
  RenameGroupDocument,
  RenameKestraUserDocument,
  TokenNamesOfUserDocument,
  TokensOfUserDocument,
  UsersDocument,
  ValuesWithoutIdsDocument,
} from '../generated/graphql.ts';
import { createUrql } from '../urql.ts';
import { pageSize, renaming, startFacade, twoMembers, userWithTokens, walk } from './facade.ts';

let started: Awaited<ReturnType<typeof startFacade>>;
let client: Client;
beforeAll(async () => {
  started = await startFacade();
});
afterAll(() => started.facade.close());
beforeEach(async () => {
  client = createUrql(started.url, started.headers);
  await started.facade.forgetCalls();
  await started.facade.kestra.forgetCalls();
});

test('the whole list comes into the cache, each user once', async () => {
  let after: string | null | undefined;
  do {
    const { data, error } = await client.query(UsersDocument, { first: pageSize, after });
    expect(error).toBeUndefined();
    after = data?.users.pageInfo.hasNextPage ? data.users.pageInfo.endCursor : undefined;
  } while (after);
  const { data } = await client.query(UsersDocument, { first: pageSize }, { requestPolicy: 'cache-only' });
  const users = data?.users.edges.map(({ node }) => node) ?? [];
  expect(users).toHaveLength(230);
  expect(new Set(users.map(({ id }) => id)).size).toBe(230);
  expect(await started.facade.calls()).toEqual(walk);
});

test.each([
  ['of August 2022, as it asks for itself', {}],
  ['of v0.2', { accept: 'multipart/mixed;incrementalSpec=v0.2' }],
])('what is deferred is shown when it is there, and the rest before, in the form %s', async (_, accept) => {
  client = createUrql(started.url, { ...started.headers, ...accept });
  await started.facade.kestra.misbehave({ operationId: 'listUsers', connection: 'hold' });
  const shown: unknown[] = [];
  const screen = client.query(LinkedUsersDocument, {}).subscribe(({ data, hasNext }) => {
    shown.push([hasNext, data?.users.nodes.map((node) => 'kestraUser' in node && node.kestraUser?.displayName)]);
  });
  await expect.poll(() => shown).toEqual([[true, [false, false]]]);
  await expect.poll(() => started.facade.kestra.served()).toMatchObject([{ status: null }, { status: null }]);
  await started.facade.kestra.misbehave();
  await expect.poll(() => shown).toHaveLength(2);
  screen.unsubscribe();
  expect(shown[1]).toEqual([false, [expect.stringMatching(/./), expect.stringMatching(/./)]]);
  expect(await started.facade.calls()).toEqual(['GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=2']);
  expect(await started.facade.kestra.calls()).toHaveLength(2);
});

test('a mutation updates what is shown, by the id', async () => {
  const shown: (string | null | undefined)[] = [];
  const screen = client.query(KestraUsersDocument, { first: pageSize }).subscribe(({ data }) => {
    shown.push(data?.kestraUsers.edges[7]?.node.displayName);
  });
  await expect.poll(() => shown).toHaveLength(1);
  const { data } = await client.query(KestraUsersDocument, { first: pageSize });
  await started.facade.kestra.forgetCalls();
  const variables = { id: data?.kestraUsers.edges[7]?.node.id ?? '', firstName: 'Grace', lastName: 'Hopper-Murray' };
  const renamed = await client.mutation(RenameKestraUserDocument, variables);
  expect(renamed.data?.updateKestraUser?.__typename).toBe('UpdateKestraUserPayload');
  await expect.poll(() => shown.at(-1)).toBe('Grace Hopper-Murray');
  expect(
    (await started.facade.kestra.calls()).filter((call) => call.includes('?')),
    'no list call',
  ).toEqual([]);
  screen.unsubscribe();
});

test('what has no id is kept with the object that shows it, and the cache warns of nothing', async () => {
  const warn = vi.spyOn(console, 'warn');
  const { data, error } = await client.query(ValuesWithoutIdsDocument, {});
  expect(error).toBeUndefined();
  expect(data?.kestraUsers.pageCursors?.around?.length).toBeGreaterThan(0);
  const broken = await client.mutation(BreakARuleDocument, { id: btoa('Group:no user') });
  expect(broken.data?.updateUserAccess).toMatchObject({ issues: [{ path: ['userId'] }] });
  const again = await client.query(ValuesWithoutIdsDocument, {}, { requestPolicy: 'cache-only' });
  expect(again.data).toEqual(data);
  expect(warn.mock.calls).toEqual([]);
});

test('a group that is renamed has its new name at each of its users', async () => {
  const { userIds, groupId } = await twoMembers(started);
  const variables = { userIds: [...userIds] };
  await client.query(GroupMembersDocument, variables);
  await started.facade.kestra.forgetCalls();
  const renamed = await client.mutation(RenameGroupDocument, { groupId, name: 'Renamed for urql' });
  expect(renamed.data?.updateKestraGroup?.__typename).toBe('UpdateKestraGroupPayload');
  const { data } = await client.query(GroupMembersDocument, variables, { requestPolicy: 'cache-only' });
  const shown = data?.kestraUsers.edges.map(({ node }) => node.groups?.find(({ id }) => id === groupId)?.name);
  expect(shown).toEqual(Array(2).fill('Renamed for urql'));
  expect(await started.facade.kestra.calls()).toEqual(renaming.map((call) => expect.stringMatching(call)));
});

test('a list of which one is deleted is read again, with its total', async () => {
  const shown: unknown[] = [];
  const screen = client.query(CountedUsersDocument, { first: 3 }).subscribe(({ data }) => {
    shown.push([data?.users.totalCount, data?.users.edges.map(({ node }) => node?.id)]);
  });
  await expect.poll(() => shown).toHaveLength(1);
  const list = (await client.query(CountedUsersDocument, { first: 3 })).data?.users;
  const [first, second, third] = list?.edges.map(({ node }) => node.id) ?? [];
  await client.mutation(DeleteUserDocument, { id: second ?? '' });
  const left = [(list?.totalCount ?? 0) - 1, [first, third, expect.any(String)]];
  await expect.poll(() => shown.at(-1)).toEqual(left);
  screen.unsubscribe();
});

test('a token that is deleted leaves every list, which is read again', async () => {
  const variables = { userId: await userWithTokens(started) };
  const all: (string[] | undefined)[] = [];
  const names: (string[] | undefined)[] = [];
  const screens = [
    client.query(TokensOfUserDocument, variables).subscribe(({ data }) => {
      all.push(data?.kestraUser?.apiTokens?.edges.map(({ node }) => node?.id));
    }),
    client.query(TokenNamesOfUserDocument, variables).subscribe(({ data }) => {
      names.push(data?.kestraUser?.apiTokens?.nodes.map((node) => node?.id));
    }),
  ];
  await expect.poll(() => [all.length > 0, names.length > 0]).toEqual([true, true]);
  const [, second] = all[0] ?? [];
  const left = all[0]?.filter((id) => id !== second);
  await started.facade.kestra.forgetCalls();
  const deleted = await client.mutation(DeleteApiTokenDocument, { ...variables, tokenId: second ?? '' });
  expect(deleted.data?.deleteKestraApiToken?.__typename).toBe('DeleteKestraApiTokenPayload');
  await expect.poll(() => [all.at(-1), names.at(-1)]).toEqual([left, left]);
  for (const screen of screens) screen.unsubscribe();
});
