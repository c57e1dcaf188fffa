import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type Answer, type Fault, graphOver } from './facade.ts';
import { explained } from './settled-writes.ts';

interface Result {
  readonly __typename: string;
}

/** A write of one mutation, and whether the platform has what it asks for. */
interface Write {
  readonly document: string;
  readonly isDone: () => boolean;
}

interface User {
  readonly id: string;
  readonly username: string;
}
interface KestraUser extends User {
  readonly groups: readonly { readonly id: string; readonly tenantId: string }[];
}

/** How many of each kind are under way at once: a third of them for each way. */
const atOnce = 21;
const ways = ['reset-before', 'reset-during', 'reset'] as const;

/**
 * Makes writes of several kinds, many at once, and cuts the connection of each before, during or after it. Expects that none
 * is sent twice, none stays unknown, what a client is told is so, and each costs two calls more at most.
 * @param ofKind how many writes of each of five kinds there are, a multiple of 21
 */
export async function cutWrites(ofKind: number): Promise<void> {
  const platforms = ['runai', 'kestra'] as const;
  const facade = await graphOver({ platforms, users: 3 * ofKind + 20 });
  const { kestra } = facade;
  const runaiUsers = await list<User[]>(`${facade.sandboxUrl}/api/v1/users?limit=500`);
  const people = runaiUsers.filter(({ username }) => username.includes('example')).slice(0, ofKind);
  const members = (await everySummary(kestra.sandboxUrl)).slice(5, 5 + 2 * ofKind);
  const group = await groupIn(kestra.sandboxUrl);

  const present = { runai: new Map<string, number>(), kestra: new Map<string, KestraUser>() };
  // Some accounts share a name.
  const isNamed = (name: string) => [...present.kestra.values()].some(({ username }) => username === name);
  const names = Array.from({ length: ofKind }, () => `${randomUUID()}@example.com`);
  const has = (name: string) => present.runai.has(name);
  const writes: Readonly<Record<string, readonly Write[]>> = {
    create_user: names.map((name) => ({
      document: `createUser(input: { email: "${name}" }) { __typename }`,
      isDone: () => has(name),
    })),
    delete_user_by_id: people.map(({ id, username }) => ({
      document: `deleteUser(input: { userId: "${btoa(`User:${id}`)}" }) { __typename }`,
      isDone: () => !has(username),
    })),
    createUser: names.map((name) => ({
      document: `createKestraUser(input: { email: "${name}", lastName: "New" }) { __typename }`,
      isDone: () => isNamed(name),
    })),
    deleteUser: members.slice(0, ofKind).map(({ id }) => ({
      document: `deleteKestraUser(input: { userId: "${id}" }) { __typename }`,
      isDone: () => !present.kestra.has(id),
    })),
    updateUserGroups: members.slice(ofKind).map(({ id }) => ({
      document: `setKestraUserGroups(input: { userId: "${id}", groupIds: ["${group}"] }) { __typename }`,
      isDone: () => {
        const inTenant = present.kestra.get(id)?.groups.filter(({ tenantId }) => tenantId === 'main') ?? [];
        return inTenant.length === 1 && inTenant[0]?.id === group;
      },
    })),
  };
  const faultsOf = (operations: readonly string[]): Fault[] =>
    operations.flatMap((operationId) =>
      ways.map((connection) => ({ operationId, connection, times: atOnce / ways.length, latencyMs: 20 })),
    );
  await Promise.all([facade.forgetCalls(), kestra.forgetCalls()]);
  const told = new Map<Write, Answer<{ it: Result | null }>>();
  for (let from = 0; from < ofKind; from += atOnce) {
    await facade.misbehave(...faultsOf(['create_user', 'delete_user_by_id']));
    await kestra.misbehave(...faultsOf(['createUser', 'deleteUser', 'updateUserGroups']));
    const wave = Object.values(writes).flatMap((all) => all.slice(from, from + atOnce));
    const ask = async (write: Write) =>
      told.set(write, await facade.ask(`mutation { it: ${write.document} }`, undefined, explained));
    await Promise.all(wave.map(ask));
  }
  const sent = [...(await facade.served()), ...(await kestra.served())].map(({ operationId }) => operationId);
  for (const [operationId, { length }] of Object.entries(writes)) {
    expect(
      sent.filter((id) => id === operationId),
      `${operationId} is sent once each`,
    ).toHaveLength(length);
  }
  await facade.misbehave();
  await kestra.misbehave();
  for (const { username } of await everyUser(facade.sandboxUrl)) {
    present.runai.set(username, (present.runai.get(username) ?? 0) + 1);
  }
  for (const user of await everyKestraUser(kestra.sandboxUrl)) present.kestra.set(user.id, user);
  const tally = new Map<string, number>();
  for (const [write, answer] of told) {
    const end = endOf(answer);
    tally.set(end, (tally.get(end) ?? 0) + 1);
    expect([write.document, end]).toEqual([write.document, write.isDone() ? 'done' : 'NOT_DONE']);
    expect(answer.extensions).toMatchObject({ cost: { actual: expect.toSatisfy((calls: number) => calls <= 3) } });
  }
  expect(
    [...present.runai.values()].every((count) => count === 1),
    'nobody is there twice',
  ).toBe(true);
  expect(tally.get('done')).toBeGreaterThan(ofKind);
  expect(tally.get('NOT_DONE')).toBeGreaterThan(ofKind);
  await facade.close();
}

function endOf({ data, errors = [] }: Answer<{ it: Result | null }>): string {
  const [error] = errors;
  if (error) return String(error.extensions.outcome);
  return data.it?.__typename.endsWith('Payload') ? 'done' : String(data.it?.__typename);
}

async function list<Body>(url: string): Promise<Body> {
  const answer = await fetch(url, { headers: { authorization: 'Bearer sandbox-admin' } });
  return (await answer.json()) as Body;
}

async function everyUser(url: string): Promise<User[]> {
  const users: User[] = [];
  for (let offset = 0; ; offset += 500) {
    const page = await list<User[]>(`${url}/api/v1/users?offset=${offset}&limit=500`);
    users.push(...page);
    if (page.length < 500) return users;
  }
}

async function everySummary(url: string): Promise<User[]> {
  const users: User[] = [];
  for (let page = 1; ; page++) {
    const { results, total } = await list<{ results: User[]; total: number }>(
      `${url}/api/v1/users?page=${page}&size=100`,
    );
    users.push(...results);
    if (users.length >= total || results.length === 0) return users;
  }
}

/** Whole users, who are read one by one. */
async function everyKestraUser(url: string): Promise<KestraUser[]> {
  const summaries = await everySummary(url);
  return Promise.all(summaries.map(({ id }) => list<KestraUser>(`${url}/api/v1/users/${id}`)));
}

async function groupIn(url: string): Promise<string> {
  const { results } = await list<{ results: User[] }>(`${url}/api/v1/main/groups/search?page=1&size=1`);
  return results[0]?.id ?? '';
}
