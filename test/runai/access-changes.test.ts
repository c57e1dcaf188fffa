import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { callPlatform, readPlatform } from '../support/platform.ts';

type Result = { __typename: string; code?: string; message?: string; access?: object; user?: object | null };
interface K8s {
  userId: string;
  email: string;
  roles: string[];
  createdAt?: string;
}
interface Person {
  id: string;
  userId: string;
  username: string;
}

const cluster = '71f69d83-ba66-4822-adf5-55ce55efd210';
const failure = '__typename ... on Failure { code message }';
const update = `mutation Update($input: UpdateUserAccessInput!) {
  it: updateUserAccess(input: $input) {
    ${failure}
    ... on UpdateUserAccessPayload { access { roles isForAllClusters permittedClusterIds } user { username access { roles } } }
  }
}`;
const create = `mutation Create($input: CreateUserWithAccessInput!) {
  it: createUserWithAccess(input: $input) {
    ${failure}
    ... on CreateUserWithAccessPayload { username access { roles tenantId entityType } user { userId username isLocal } }
  }
}`;
const remove = `mutation Remove($input: DeleteUserWithAccessInput!) {
  it: deleteUserWithAccess(input: $input) { ${failure} ... on DeleteUserWithAccessPayload { deletedId userId } }
}`;
describe.each(['2.22', 'legacy'] as const)('Run:ai %s', (version) => {
  let facade: Facade;
  let people: Person[];

  beforeAll(async () => {
    facade = await graphOver({ version, users: 400 }, { LOG_LEVEL: 'trace' });
    const { data } = await facade.ask<{ users: { nodes: Person[] } }, never>(
      '{ users(first: 300) { nodes { id userId username } } }',
    );
    people = data.users.nodes;
  });
  afterAll(() => facade.close());
  beforeEach(async () => {
    await facade.misbehave();
    await facade.forgetCalls();
  });

  async function change(document: string, input: object, token?: string): Promise<Result> {
    const { data, errors } = await facade.ask<{ it: Result }, object>(document, { input }, token ? { token } : {});
    expect(errors).toBeUndefined();
    return data.it;
  }

  /** A user whom no other test changes. */
  function somebody(): Person {
    const person = people.pop();
    if (!person) throw new Error('The sandbox holds too few users.');
    return person;
  }

  describe('an update of a user', () => {
    test('reads, merges and writes: what is not given stays as it was', async () => {
      for (const person of [somebody(), somebody(), somebody()]) {
        const path = `/v1/k8s/users/${person.userId}`;
        const before = await readPlatform<K8s>(facade, path);
        await facade.forgetCalls();
        const result = await change(update, { userId: person.id, roles: ['EDITOR', 'ML_ENGINEER'] });
        expect(await facade.calls()).toEqual([
          `GET ${path}`,
          `PUT ${path}`,
          `GET /api/v1/users/${person.userId}`,
          `GET ${path}/roles`,
        ]);
        expect(result).toMatchObject({
          __typename: 'UpdateUserAccessPayload',
          access: { roles: ['EDITOR', 'ML_ENGINEER'] },
          user: { username: person.username, access: { roles: ['EDITOR', 'ML_ENGINEER'] } },
        });
        expect(await readPlatform(facade, path)).toEqual({ ...before, roles: ['editor', 'ml_engineer'] });
      }
    });

    test('null is as good as absent, and an empty list is not', async () => {
      const { id, userId } = somebody();
      const before = await readPlatform<K8s>(facade, `/v1/k8s/users/${userId}`);
      const input = { userId: id, roles: null, tenantId: null, isForAllClusters: true, permittedClusterIds: [] };
      expect(await change(update, input)).toMatchObject({
        access: { isForAllClusters: true, permittedClusterIds: [] },
      });
      expect(await readPlatform(facade, `/v1/k8s/users/${userId}`)).toEqual({
        ...before,
        permitAllClusters: true,
        permittedClusters: [],
      });
    });

    test('of nobody is a failure, and nothing is written', async () => {
      const { id, userId } = somebody();
      await callPlatform(facade, 'DELETE', `/api/v1/users/${userId}`);
      await facade.forgetCalls();
      expect(await change(update, { userId: id, roles: ['VIEWER'] })).toMatchObject({ __typename: 'NotFoundFailure' });
      expect(await facade.calls()).toEqual([`GET /v1/k8s/users/${userId}`]);
    });

    test('of somebody who is deleted between the read and the write is a failure', async () => {
      const { id, userId } = somebody();
      await facade.misbehave({ operationId: 'updateUserById', latencyMs: 300 });
      const result = change(update, { userId: id, roles: ['VIEWER'] });
      while (!(await facade.served()).some(({ method }) => method === 'PUT')) await setTimeout(10);
      await callPlatform(facade, 'DELETE', `/api/v1/users/${userId}`);
      expect(await result).toMatchObject({ __typename: 'NotFoundFailure', code: 'NOT_FOUND' });
      expect(await readPlatform(facade, `/v1/k8s/users/${userId}`)).toBeNull();
    });

    test('by a viewer is a failure of the write', async () => {
      const { id, userId } = somebody();
      const before = await readPlatform<K8s>(facade, `/v1/k8s/users/${userId}`);
      expect(await change(update, { userId: id, roles: ['ADMIN'] }, 'sandbox-viewer')).toMatchObject({
        __typename: 'ForbiddenFailure',
        code: 'FORBIDDEN',
      });
      expect(await readPlatform(facade, `/v1/k8s/users/${userId}`)).toEqual(before);
    });

    test('whose answer is lost ends with what the platform shows then', async () => {
      const { id } = somebody();
      await facade.misbehave({ operationId: 'updateUserById', connection: 'reset' });
      const input = { userId: id, roles: ['VIEWER'] };
      const { data, errors } = await facade.ask<{ it: Result }, object>(update, { input });
      expect(errors).toBeUndefined();
      expect(data.it).toMatchObject({ access: { roles: ['VIEWER'] } });
    });

    test('with an id that is no user or a cluster that is no id is refused before anything is written', async () => {
      expect(await change(update, { userId: btoa('Group:nonsense'), roles: ['VIEWER'] })).toMatchObject({
        code: 'BAD_USER_INPUT',
      });
      expect(await facade.calls()).toEqual([]);
      const { id, userId } = somebody();
      expect(await change(update, { userId: id, permittedClusterIds: ['no uuid'] })).toMatchObject({
        __typename: 'ValidationFailure',
      });
      expect(await facade.calls()).toEqual([`GET /v1/k8s/users/${userId}`]);
    });
  });

  describe('a new user with access', () => {
    const password = 'Canary-7f3e!password';

    test('gets what was asked for; the password that the platform echoes reaches nobody', async () => {
      const input = { email: 'canary@example.com', password, roles: ['RESEARCHER'], permittedClusterIds: [cluster] };
      await facade.misbehave();
      const answer = await facade.ask<{ it: Result }, object>(create, { input });
      expect(answer.data.it).toMatchObject({
        __typename: 'CreateUserWithAccessPayload',
        username: 'canary@example.com',
        access: { roles: ['RESEARCHER'] },
        user: { username: 'canary@example.com', isLocal: true },
      });
      expect((await facade.calls())[0]).toBe('POST /v1/k8s/users');
      expect(JSON.stringify(answer)).not.toContain(password);
      expect(facade.lines.join('')).not.toContain(password);
    });

    test.each(['truncated', 'not-json', 'wrong-shape'] as const)('a %s answer does not leak it', async (body) => {
      await facade.misbehave({ operationId: 'createUser', body });
      const input = { email: `${body}@example.com`, password, roles: ['VIEWER'] };
      const answer = await facade.ask<{ it: Result | null }, object>(create, { input });
      expect(answer.data.it, 'the platform shows that it was done').toMatchObject({ username: input.email });
      expect(JSON.stringify(answer)).not.toContain(password);
      expect(facade.lines.join('')).not.toContain(password);
      expect(facade.lines.join(''), 'lines are written at this level').toContain('platform failure');
    });

    test('may bring an id of its own, by which it is read back', async () => {
      const userId = '6b1a7f0e-4a4e-4c56-9a43-8f6f8c1f2b11';
      const input = { email: 'own.id@example.com', password, roles: ['VIEWER'], userId, entityType: 'SSO_USER' };
      expect(await change(create, input)).toMatchObject({ user: { userId }, access: { entityType: 'SSO_USER' } });
      expect(await facade.calls()).toEqual(['POST /v1/k8s/users', `GET /api/v1/users/${userId}`]);
    });

    test('is refused where it breaks a rule, exists, or the caller may not', async () => {
      const { username: email } = somebody();
      const input = { email, password, roles: ['VIEWER'] };
      expect(await change(create, input)).toMatchObject({ __typename: 'ConflictFailure', code: 'CONFLICT' });
      expect(await change(create, input, 'sandbox-viewer')).toMatchObject({ __typename: 'ForbiddenFailure' });
      await facade.forgetCalls();
      expect(await change(create, { ...input, userId: 'no uuid' })).toMatchObject({ __typename: 'ValidationFailure' });
      expect(await facade.calls()).toEqual([]);
    });
  });

  test('a user is deleted, where the type is theirs', async () => {
    const { id, userId } = somebody();
    const type = (await readPlatform<{ entityType: string }>(facade, `/v1/k8s/users/${userId}`))?.entityType;
    const [right, wrong] =
      type === 'sso-user' ? (['SSO_USER', 'REGULAR_USER'] as const) : (['REGULAR_USER', 'SSO_USER'] as const);
    expect(await change(remove, { userId: id, type: wrong })).toMatchObject({ __typename: 'NotFoundFailure' });
    await facade.forgetCalls();
    expect(await change(remove, { userId: id, type: right })).toEqual({
      __typename: 'DeleteUserWithAccessPayload',
      deletedId: id,
      userId,
    });
    expect(await facade.calls()).toEqual([`DELETE /v1/k8s/users/${userId}?usersType=${type}`]);
    expect(await readPlatform(facade, `/api/v1/users/${userId}`)).toBeNull();
    expect(await change(remove, { userId: id })).toMatchObject({ __typename: 'NotFoundFailure' });
  });

  test('what a document read before its write is read again after it', async () => {
    const { id, userId } = somebody();
    const document = `mutation {
      one: updateUserAccess(input: { userId: "${id}", roles: [ADMIN] }) { ... on UpdateUserAccessPayload { user { access { roles } } } }
      two: updateUserAccess(input: { userId: "${id}", roles: [VIEWER] }) { ... on UpdateUserAccessPayload { user { access { roles } } } }
    }`;
    const { data } = await facade.ask<Record<'one' | 'two', { user: { access: { roles: string[] } } }>, never>(
      document,
    );
    expect([data.one.user.access.roles, data.two.user.access.roles]).toEqual([['ADMIN'], ['VIEWER']]);
    expect(await readPlatform<K8s>(facade, `/v1/k8s/users/${userId}`)).toMatchObject({ roles: ['viewer'] });
  });
});
