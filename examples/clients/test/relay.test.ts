import {
  ConnectionHandler,
  commitMutation,
  createOperationDescriptor,
  type Environment,
  fetchQuery,
  type MutationParameters,
  ROOT_ID,
  type SelectorStoreUpdater,
} from 'relay-runtime';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import countedQuery, {
  type peopleCountedQuery,
  type peopleCountedQuery$data,
} from '../relay/generated/peopleCountedQuery.graphql.ts';
import deleteUser, { type peopleDeleteMutation } from '../relay/generated/peopleDeleteMutation.graphql.ts';
import deleteToken, { type peopleDeleteTokenMutation } from '../relay/generated/peopleDeleteTokenMutation.graphql.ts';
import kestraUsersQuery, { type peopleKestraUsersQuery } from '../relay/generated/peopleKestraUsersQuery.graphql.ts';
import membersQuery, {
  type peopleMembersQuery,
  type peopleMembersQuery$data,
} from '../relay/generated/peopleMembersQuery.graphql.ts';
import renameGroup, { type peopleRenameGroupMutation } from '../relay/generated/peopleRenameGroupMutation.graphql.ts';
import rename, { type peopleRenameMutation } from '../relay/generated/peopleRenameMutation.graphql.ts';
import tokensQuery, {
  type peopleTokensQuery,
  type peopleTokensQuery$data,
} from '../relay/generated/peopleTokensQuery.graphql.ts';
import usersQuery, {
  type peopleUsersQuery,
  type peopleUsersQuery$data,
} from '../relay/generated/peopleUsersQuery.graphql.ts';
import { createRelay, lowerTotals } from '../relay.ts';
import { pageSize, renaming, startFacade, twoMembers, userWithTokens, walk } from './facade.ts';

let started: Awaited<ReturnType<typeof startFacade>>;
let relay: Environment;
beforeAll(async () => {
  started = await startFacade();
});
afterAll(() => started.facade.close());
beforeEach(async () => {
  relay = createRelay(started.url, started.headers);
  await started.facade.forgetCalls();
  await started.facade.kestra.forgetCalls();
});

/** Commits a mutation. @returns what was answered */
function commit<Mutation extends MutationParameters>(
  mutation: typeof rename,
  variables: Mutation['variables'],
  updater?: SelectorStoreUpdater<Mutation['response']>,
): Promise<Mutation['response']> {
  return new Promise((resolve, reject) => {
    commitMutation<Mutation>(relay, { mutation, variables, updater, onCompleted: resolve, onError: reject });
  });
}

/** Keeps the list in the store, as a screen does. */
const users = createOperationDescriptor(usersQuery, { first: pageSize });
const held = () => (relay.lookup(users.fragment).data as peopleUsersQuery$data).users.edges.map(({ node }) => node);

async function walkUsers() {
  relay.retain(users);
  let after: string | null | undefined;
  do {
    const page = await fetchQuery<peopleUsersQuery>(relay, usersQuery, { first: pageSize, after }).toPromise();
    after = page?.users.pageInfo.hasNextPage ? page.users.pageInfo.endCursor : undefined;
  } while (after);
  return held();
}

test('the whole list comes into the store, each user once', async () => {
  const people = await walkUsers();
  expect(people).toHaveLength(230);
  expect(new Set(people.map(({ id }) => id)).size).toBe(230);
  expect(await started.facade.calls()).toEqual(walk);
});

test('a mutation updates what is shown, by the id', async () => {
  const variables = { first: pageSize };
  const list = await fetchQuery<peopleKestraUsersQuery>(relay, kestraUsersQuery, variables).toPromise();
  const id = list?.kestraUsers.edges[7]?.node.id ?? '';
  await started.facade.kestra.forgetCalls();
  const shown: unknown[] = [];
  const screen = relay.subscribe(
    relay.lookup(createOperationDescriptor(kestraUsersQuery, variables).fragment),
    ({ data }) => {
      shown.push((data as peopleKestraUsersQuery['response']).kestraUsers.edges[7]?.node.displayName);
    },
  );
  const answer = await commit<peopleRenameMutation>(rename, { id, firstName: 'Grace', lastName: 'Hopper-Murray' });
  expect(answer.updateKestraUser?.__typename).toBe('UpdateKestraUserPayload');
  expect(shown).toEqual(['Grace Hopper-Murray']);
  expect(await started.facade.kestra.calls()).toEqual([expect.stringMatching(/^PATCH \/api\/v1\/users\/[\w-]+$/)]);
  screen.dispose();
});

test('who is deleted is dropped from the list by the id', async () => {
  const [, , third] = await walkUsers();
  await started.facade.forgetCalls();
  const connections = [ConnectionHandler.getConnectionID(ROOT_ID, 'people_users')];
  const answer = await commit<peopleDeleteMutation>(deleteUser, { id: third?.id ?? '', connections });
  expect(answer.deleteUser?.__typename).toBe('DeleteUserPayload');
  expect(await started.facade.calls()).toEqual([expect.stringMatching(/^DELETE \/api\/v1\/users\/[\w-]+$/)]);
  expect(held()).toHaveLength(229);
  expect(held().map(({ id }) => id)).not.toContain(third?.id);
});

test('a group that is renamed has its new name at each of its users', async () => {
  const { userIds, groupId } = await twoMembers(started);
  const members = createOperationDescriptor(membersQuery, { userIds });
  relay.retain(members);
  await fetchQuery<peopleMembersQuery>(relay, membersQuery, { userIds }).toPromise();
  await started.facade.kestra.forgetCalls();
  await commit<peopleRenameGroupMutation>(renameGroup, { groupId, name: 'Renamed for Relay' });
  const { nodes } = (relay.lookup(members.fragment).data as peopleMembersQuery$data).kestraUsers;
  expect(nodes.map((node) => node.groups?.find(({ id }) => id === groupId)?.name)).toEqual(
    Array(2).fill('Renamed for Relay'),
  );
  expect(await started.facade.kestra.calls()).toEqual(renaming.map((call) => expect.stringMatching(call)));
});

test('a list of which one is deleted has a total that is one less, without a call', async () => {
  const counted = createOperationDescriptor(countedQuery, { first: 3 });
  relay.retain(counted);
  await fetchQuery<peopleCountedQuery>(relay, countedQuery, { first: 3 }).toPromise();
  const shown = () => (relay.lookup(counted.fragment).data as peopleCountedQuery$data).users;
  const { totalCount, edges } = shown();
  await started.facade.forgetCalls();
  const connections = [ConnectionHandler.getConnectionID(ROOT_ID, 'counted_users')];
  await commit<peopleDeleteMutation>(deleteUser, { id: edges[1]?.node.id ?? '', connections }, (store) =>
    lowerTotals(store, connections),
  );
  expect([shown().totalCount, shown().edges.length]).toEqual([totalCount - 1, 2]);
  expect(await started.facade.calls()).toHaveLength(1);
});

test('a token that is deleted leaves every list', async () => {
  const userId = await userWithTokens(started);
  const tokens = createOperationDescriptor(tokensQuery, { userId });
  relay.retain(tokens);
  await fetchQuery<peopleTokensQuery>(relay, tokensQuery, { userId }).toPromise();
  const shown = () => {
    const { kestraUser } = relay.lookup(tokens.fragment).data as peopleTokensQuery$data;
    return {
      user: kestraUser?.id ?? '',
      lists: [kestraUser?.all, kestraUser?.newest].map((list) => list?.edges.map(({ node }) => node.id)),
    };
  };
  const { user, lists } = shown();
  const [, second] = lists[0] ?? [];
  await started.facade.kestra.forgetCalls();
  const connections = ['people_all', 'people_newest'].map((key) => ConnectionHandler.getConnectionID(user, key));
  await commit<peopleDeleteTokenMutation>(deleteToken, { userId, tokenId: second ?? '', connections });
  expect(shown().lists).toEqual(lists.map((list) => list?.filter((id) => id !== second)));
  expect(await started.facade.kestra.calls()).toEqual([expect.stringMatching(/^DELETE .*\/api-tokens\/\w+$/)]);
});
