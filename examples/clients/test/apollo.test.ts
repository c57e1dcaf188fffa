import type { ApolloClient } from '@apollo/client';
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApollo, dropDeleted } from '../apollo.ts';
import {
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
} from '../generated/graphql.ts';
import { pageSize, renaming, startFacade, twoMembers, userWithTokens, walk } from './facade.ts';

let started: Awaited<ReturnType<typeof startFacade>>;
let client: ApolloClient;
beforeAll(async () => {
  started = await startFacade();
});
afterAll(() => started.facade.close());
beforeEach(async () => {
  client = createApollo(started.url, started.headers);
  await started.facade.forgetCalls();
  await started.facade.kestra.forgetCalls();
});

/** Reads every page of the list, as a table does that is scrolled to its end. @returns what the cache then holds */
async function walkUsers() {
  const options = { query: UsersDocument, variables: { first: pageSize } };
  const list = client.watchQuery(options);
  const screen = list.subscribe(() => undefined);
  let page = (await client.query(options)).data;
  while (page?.users.pageInfo.hasNextPage) {
    const after = page.users.pageInfo.endCursor;
    page = (await list.fetchMore({ variables: { after } })).data;
  }
  screen.unsubscribe();
  return client.readQuery(options)?.users.edges.map(({ node }) => node) ?? [];
}

test('the whole list comes into the cache, each user once', async () => {
  const users = await walkUsers();
  expect(users).toHaveLength(230);
  expect(new Set(users.map(({ id }) => id)).size).toBe(230);
  expect(await started.facade.calls()).toEqual(walk);
});

test.each([
  ['of August 2022', new Defer20220824Handler()],
  ['of v0.2', new GraphQL17Alpha9Handler()],
])('what is deferred is shown when it is there, and the rest before, in the form %s', async (_, handler) => {
  client = createApollo(started.url, started.headers, handler);
  await started.facade.kestra.misbehave({ operationId: 'listUsers', connection: 'hold' });
  const states: unknown[] = [];
  const names: unknown[] = [];
  const screen = client.watchQuery({ query: LinkedUsersDocument }).subscribe(({ dataState, data }) => {
    states.push(dataState);
    names.push(
      data?.users?.nodes?.map((node) => [node?.username, node && 'kestraUser' in node && node.kestraUser?.displayName]),
    );
  });
  await expect.poll(() => states).toContain('streaming');
  await expect.poll(() => started.facade.kestra.served()).toMatchObject([{ status: null }, { status: null }]);
  await started.facade.kestra.misbehave();
  await expect.poll(() => states).toEqual(['empty', 'streaming', 'complete']);
  screen.unsubscribe();
  const people = ['ada.lovelace@example.com', 'adaeze.amankwah@example.com'];
  expect(names).toEqual([
    undefined,
    people.map((username) => [username, false]),
    people.map((username) => [username, expect.stringMatching(/./)]),
  ]);
  expect(await started.facade.calls()).toEqual(['GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=2']);
  expect(await started.facade.kestra.calls()).toHaveLength(2);
});

test('a mutation updates what is shown, by the id', async () => {
  const options = { query: KestraUsersDocument, variables: { first: pageSize } };
  const person = (await client.query(options)).data?.kestraUsers.edges[7]?.node;
  const shown: unknown[] = [];
  const screen = client.watchQuery(options).subscribe(({ data }) => {
    shown.push(data?.kestraUsers?.edges?.[7]?.node?.displayName);
  });
  await started.facade.kestra.forgetCalls();
  const variables = { id: person?.id ?? '', firstName: 'Grace', lastName: 'Hopper-Murray' };
  const { data } = await client.mutate({ mutation: RenameKestraUserDocument, variables });
  expect(data?.updateKestraUser?.__typename).toBe('UpdateKestraUserPayload');
  await expect.poll(() => shown).toEqual([person?.displayName, 'Grace Hopper-Murray']);
  expect(
    (await started.facade.kestra.calls()).filter((call) => call.includes('?')),
    'no list call',
  ).toEqual([]);
  screen.unsubscribe();
});

test('who is deleted is dropped by the id', async () => {
  const [, , third] = await walkUsers();
  await started.facade.forgetCalls();
  await client.mutate({
    mutation: DeleteUserDocument,
    variables: { id: third?.id ?? '' },
    update(cache, { data }) {
      if (data?.deleteUser?.__typename !== 'DeleteUserPayload') throw new Error('It was not deleted.');
      dropDeleted(cache, 'User', data.deleteUser.deletedId);
    },
  });
  const left = client.readQuery({ query: UsersDocument, variables: { first: pageSize } });
  expect(left?.users.edges).toHaveLength(229);
  expect(left?.users.edges.map(({ node }) => node.id)).not.toContain(third?.id);
  expect(await started.facade.calls()).toEqual([expect.stringMatching(/^DELETE \/api\/v1\/users\/[\w-]+$/)]);
});

test('a group that is renamed has its new name at each of its users', async () => {
  const { userIds, groupId } = await twoMembers(started);
  const members = { query: GroupMembersDocument, variables: { userIds: [...userIds] } };
  await client.query(members);
  await started.facade.kestra.forgetCalls();
  const variables = { groupId, name: 'Renamed for Apollo' };
  const { data } = await client.mutate({ mutation: RenameGroupDocument, variables });
  expect(data?.updateKestraGroup?.__typename).toBe('UpdateKestraGroupPayload');
  const shown = client.readQuery(members)?.kestraUsers.edges.map(({ node }) => node.groups);
  expect(shown?.map((groups) => groups?.find(({ id }) => id === groupId)?.name)).toEqual(
    Array(2).fill('Renamed for Apollo'),
  );
  expect(await started.facade.kestra.calls()).toEqual(renaming.map((call) => expect.stringMatching(call)));
});

test('a list of which one is deleted has a total that is one less, without a call', async () => {
  const options = { query: CountedUsersDocument, variables: { first: 3 } };
  const list = (await client.query(options)).data?.users;
  await started.facade.forgetCalls();
  await client.mutate({
    mutation: DeleteUserDocument,
    variables: { id: list?.edges[1]?.node.id ?? '' },
    update(cache, { data }) {
      if (data?.deleteUser?.__typename !== 'DeleteUserPayload') throw new Error('It was not deleted.');
      dropDeleted(cache, 'User', data.deleteUser.deletedId);
    },
  });
  const left = client.readQuery(options)?.users;
  expect([left?.totalCount, left?.edges.length]).toEqual([(list?.totalCount ?? 0) - 1, 2]);
  expect(await started.facade.calls()).toHaveLength(1);
  expect((await client.query({ ...options, fetchPolicy: 'network-only' })).data?.users.totalCount).toBe(
    left?.totalCount,
  );
});

test('a token that is deleted leaves every list', async () => {
  const userId = await userWithTokens(started);
  const variables = { userId };
  const all = (await client.query({ query: TokensOfUserDocument, variables })).data?.kestraUser?.apiTokens?.edges;
  const names = (await client.query({ query: TokenNamesOfUserDocument, variables })).data?.kestraUser?.apiTokens?.nodes;
  expect(names?.map(({ id }) => id)).toEqual(all?.map(({ node }) => node.id));
  const tokenId = all?.[1]?.node.id ?? '';
  await started.facade.kestra.forgetCalls();
  await client.mutate({
    mutation: DeleteApiTokenDocument,
    variables: { userId, tokenId },
    update(cache, { data }) {
      if (data?.deleteKestraApiToken?.__typename !== 'DeleteKestraApiTokenPayload')
        throw new Error('It was not deleted.');
      dropDeleted(cache, 'KestraApiToken', data.deleteKestraApiToken.deletedId);
    },
  });
  const left = client.readQuery({ query: TokensOfUserDocument, variables })?.kestraUser?.apiTokens?.edges;
  const namesLeft = client.readQuery({ query: TokenNamesOfUserDocument, variables })?.kestraUser?.apiTokens?.nodes;
  const others = names?.map(({ id }) => id).filter((id) => id !== tokenId);
  expect(others?.length).toBeGreaterThan(1);
  expect(left?.map(({ node }) => node.id)).toEqual(others);
  expect(namesLeft?.map(({ id }) => id)).toEqual(others);
  expect(await started.facade.kestra.calls()).toEqual([expect.stringMatching(/^DELETE .*\/api-tokens\/\w+$/)]);
});
