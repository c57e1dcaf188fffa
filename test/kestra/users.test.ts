import { encodeGlobalID } from '@pothos/plugin-relay';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tenantGroups } from '../../src/sandbox/kestra-directory.ts';
import { ambiguousEmails } from '../../src/sandbox/kestra-seed.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { searches, searchFor } from '../support/kestra-under-test.ts';

interface User {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
}

let facade: Facade;
let everyone: readonly User[];
beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], users: 60 });
  const { data } = await facade.ask<{ kestraUsers: { nodes: User[] } }, never>(
    '{ kestraUsers(first: 60) { nodes { id userId username } } }',
  );
  everyone = data.kestraUsers.nodes;
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});

const one = async (by: string, fields = 'username') => {
  await facade.forgetCalls();
  const { data, errors } = await facade.ask<{ it: Record<string, unknown> | null }, never>(
    `{ it: kestraUser(by: { ${by} }) { ${fields} } }`,
  );
  return { it: data.it, codes: errors?.map(({ extensions }) => extensions.code), calls: await facade.calls() };
};

describe('one user', () => {
  test('has every field, and each tells what the platform tells', async () => {
    const userId = everyone[0]?.userId ?? '';
    const all =
      '__typename id userId username displayName email firstName lastName isSuperAdmin isRestricted tenants { tenantId name } authMethods { type name }';
    const { it, calls } = await one(`userId: "${userId}"`, all);
    expect(it).toEqual({
      __typename: 'KestraUser',
      id: encodeGlobalID('KestraUser', userId),
      userId,
      username: 'admin@sandbox.test',
      displayName: 'Sandbox Admin',
      email: 'admin@sandbox.test',
      firstName: 'Sandbox',
      lastName: 'Admin',
      isSuperAdmin: true,
      isRestricted: false,
      tenants: [
        { tenantId: 'main', name: 'Main' },
        { tenantId: 'research', name: 'Research' },
        { tenantId: 'production', name: 'Production' },
      ],
      authMethods: [{ type: 'BASIC_AUTH', name: 'admin@sandbox.test' }],
    });
    expect(calls).toEqual([`GET /api/v1/users/${userId}`]);
  });

  test('is found by each of its keys', async () => {
    const user = everyone[2];
    for (const by of [`userId: "${user?.id}"`, `userId: "${user?.userId}"`, `username: "${user?.username}"`]) {
      expect((await one(by)).it, by).toEqual({ username: user?.username });
    }
  });

  test.runIf(searches)('is found by name in one call, in letters of either case', async () => {
    const { it, calls } = await one('username: "ADA.Lovelace@example.COM"');
    expect(it).toEqual({ username: 'ada.lovelace@example.com' });
    expect(calls).toEqual([`GET /api/v1/users?${searchFor('ada.lovelace@example.com')}&page=1&size=100`]);
  });

  test.each(['nobody@example.com', 'ada.lovelace@example.co', 'lovelace', '%', '_da.lovelace@example.com'])(
    'is null for the name %s, which nobody has',
    async (username) => {
      expect(await one(`username: "${username}"`)).toMatchObject({ it: null, codes: undefined });
    },
  );

  test('is null for no name and for an unknown id', async () => {
    expect(await one('username: ""')).toEqual({ it: null, codes: undefined, calls: [] });
    expect(await one('userId: "nobody"')).toMatchObject({ it: null, codes: undefined });
  });

  test('with a name that another has in other letters is found by its own, and not guessed', async () => {
    for (const name of ambiguousEmails) expect((await one(`username: "${name}"`)).it).toEqual({ username: name });
    expect(await one(`username: "${ambiguousEmails[0].toUpperCase()}"`)).toMatchObject({
      it: null,
      codes: ['CONFLICT'],
    });
  });

  test.each([
    [`userId: "${encodeGlobalID('KestraGroup', 'x')}"`, 'BAD_USER_INPUT'],
    ['userId: ".."', 'BAD_USER_INPUT'],
    ['userId: ""', 'BAD_USER_INPUT'],
  ])('by %s is refused without a call', async (by, code) => {
    expect(await one(by)).toEqual({ it: null, codes: [code], calls: [] });
  });

  test('an id cannot reach another path', async () => {
    for (const userId of ['../me/password', 'x?y#z']) {
      await one(`userId: "${userId}"`);
      const served = await facade.served();
      expect(served.every(({ operationId }) => operationId === 'getUser' || operationId === null)).toBe(true);
    }
  });
});

describe('forty users', () => {
  const forty = () => everyone.slice(10, 50);
  const ask = async (by: (user: User) => string, fields: string) => {
    await facade.forgetCalls();
    const fieldsOf = forty().map((user, index) => `u${index}: kestraUser(by: { ${by(user)} }) { ${fields} }`);
    const { data, errors } = await facade.ask<Record<string, { username: string }> | null, never>(
      `{ ${fieldsOf.join(' ')} }`,
    );
    const found = Object.values(data ?? {}).map((user) => user?.username);
    return { found, codes: errors?.map(({ extensions }) => extensions.code), calls: await facade.calls() };
  };
  const names = () => forty().map(({ username }) => username);
  const page = 'GET /api/v1/users?page=1&size=100';

  test('by name are a page, not forty calls', async () => {
    const { found, calls } = await ask(({ username }) => `username: "${username.toUpperCase()}"`, 'username');
    expect(found).toEqual(names());
    expect(calls).toEqual([page]);
  });

  test('by id are a page too, where lists tell what is asked', async () => {
    const { found, calls } = await ask(({ userId }) => `userId: "${userId}"`, 'username tenants { name }');
    expect(found).toEqual(names());
    expect(calls).toEqual([page]);
  });

  test('by id are a call each, and no page, where lists do not', async () => {
    const { found, calls } = await ask(({ userId }) => `userId: "${userId}"`, 'username groups { groupId }');
    expect(found).toEqual(names());
    expect(calls.toSorted()).toEqual(
      forty()
        .map(({ userId }) => `GET /api/v1/users/${userId}`)
        .toSorted(),
    );
  });

  test('by name cost one call where the list is denied: whoever may not read it may not search it', async () => {
    await facade.misbehave({ operationId: 'listUsers', status: 403 });
    const { codes, calls } = await ask(({ username }) => `username: "${username}"`, 'username');
    expect(new Set(codes)).toEqual(new Set(['FORBIDDEN']));
    expect(calls).toEqual([page]);
  });

  test('by id are had singly where the list is denied', async () => {
    await facade.misbehave({ operationId: 'listUsers', status: 403 });
    const { found, calls } = await ask(({ id }) => `userId: "${id}"`, 'username');
    expect(found).toEqual(names());
    expect(calls).toHaveLength(41);
  });
});

describe('groups', () => {
  test('have their names by one call for each tenant, however many users are in them', async () => {
    const { data } = await facade.ask<
      {
        kestraUsers: {
          nodes: {
            groupMemberships: { group: { groupId: string; tenantId: string; name: string }; isExternal: boolean }[];
          }[];
        };
      },
      never
    >('{ kestraUsers(first: 30) { nodes { groupMemberships { group { groupId tenantId name } isExternal } } } }');
    const shown = data.kestraUsers.nodes.flatMap(({ groupMemberships }) => groupMemberships);
    expect(new Set(shown.map(({ group: { tenantId } }) => tenantId)).size).toBe(3);
    for (const { group, isExternal: external } of shown) {
      const { groupId: id, ...rest } = group;
      expect(tenantGroups).toContainEqual({ id, external, ...rest });
    }
    const calls = await facade.calls();
    expect(calls.filter((call) => call.startsWith('POST')).toSorted()).toEqual(
      ['main', 'production', 'research'].map((tenant) => `POST /api/v1/${tenant}/tenant-access/autocomplete`),
    );
    expect(calls).toHaveLength(1 + 30 + 3);
  });

  test('of a tenant whose names cannot be had fail alone', async () => {
    await facade.misbehave({ operationId: 'autocompleteUsers', status: 403, times: 1 });
    const { data, errors } = await facade.ask<{ kestraUsers: { nodes: { groups: object[] | null }[] } }, never>(
      '{ kestraUsers(first: 30) { nodes { groups { groupId name } } } }',
    );
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']));
    expect(
      data.kestraUsers.nodes.flatMap(({ groups }) => groups).some((group) => group && 'name' in group && group.name),
    ).toBe(true);
  });
});

describe('entities', () => {
  const entities = async (representations: object[]) => {
    const { data, errors } = await facade.ask<{ _entities: ({ username: string } | null)[] }, object>(
      'query E($representations: [_Any!]!) { _entities(representations: $representations) { ... on KestraUser { username } } }',
      { representations },
    );
    return { users: data._entities, codes: errors?.map(({ extensions }) => extensions.code) };
  };

  test('are found by each of their keys, and a bad one fails alone', async () => {
    const [, , { id, userId, username } = { id: '', userId: '', username: '' }] = everyone;
    const keys = [{ id }, { userId }, { username }, {}, { userId: 'nobody' }];
    const { users, codes } = await entities(keys.map((key) => ({ __typename: 'KestraUser', ...key })));
    expect(users).toEqual([{ username }, { username }, { username }, null, null]);
    expect(codes?.toSorted()).toEqual(['BAD_USER_INPUT', 'NOT_FOUND']);
  });
});
