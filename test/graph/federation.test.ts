import { parse, visit } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../src/sandbox/people.ts';
import { type Facade, graphOver } from '../support/facade.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 500 });
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

interface Entities {
  readonly _entities: readonly (Readonly<Record<string, unknown>> | null)[];
}

const document = `
  query Entities($representations: [_Any!]!) {
    _entities(representations: $representations) {
      __typename
      ... on User { id userId username }
      ... on Group { id name }
    }
  }`;

const entities = (representations: readonly unknown[], options = {}) =>
  facade.ask<Entities, { representations: readonly unknown[] }>(document, { representations }, options);

describe('_service', () => {
  test('tells the schema with its federation directives', async () => {
    const { data } = await facade.ask<{ _service: { sdl: string } }, never>('{ _service { sdl } }');
    const { sdl } = data._service;
    const keys: string[] = [];
    visit(parse(sdl), {
      ObjectTypeDefinition(node) {
        for (const directive of node.directives ?? []) {
          const value = directive.arguments?.[0]?.value;
          if (directive.name.value === 'key' && value?.kind === 'StringValue')
            keys.push(`${node.name.value} ${value.value}`);
        }
      },
    });
    expect(keys).toEqual([
      ...['AccessRule id', 'AccessRule ruleId', 'Group id', 'Group name'],
      ...['RunaiPermissionSet id', 'RunaiPermissionSet permissionSetId', 'RunaiRole id', 'RunaiRole roleId'],
      ...['User id', 'User userId', 'User username'],
    ]);
    expect(sdl).toMatch(/@link\(\s*url: "https:\/\/specs\.apollo\.dev\/federation\/v2\.\d+"/);
    expect(sdl).toMatch(/type PageInfo\s+@shareable/);
    expect(sdl, 'node is for those who ask directly').not.toMatch(/\bnodes?\(\s/);
    expect(sdl).toContain('temporaryPassword: Secret! @tag(name: "credentials")');
    expect(sdl).not.toContain('_entities');
  });
});

describe('_entities', () => {
  const ada = 'ada.lovelace@example.com';

  test('finds a user by each of its keys, and a group by each of its own', async () => {
    const { data } = await entities([{ __typename: 'User', username: ada }]);
    const { id, userId } = data._entities[0] ?? {};
    const byKeys = await entities([
      { __typename: 'User', username: ada },
      { __typename: 'User', id },
      { __typename: 'User', userId },
      { __typename: 'Group', name: 'finance' },
      { __typename: 'Group', id: Buffer.from('Group:finance').toString('base64') },
    ]);
    expect(byKeys.errors).toBeUndefined();
    const user = { __typename: 'User', id, userId, username: ada };
    const group = { __typename: 'Group', id: Buffer.from('Group:finance').toString('base64'), name: 'finance' };
    expect(byKeys.data._entities).toEqual([user, user, user, group, group]);
  });

  test('loads representations of one key as one batch: 100 names cost a count and one page', async () => {
    const names = Array.from({ length: 100 }, (_, index) => person(index + 100).email);
    const { data, errors } = await entities(
      names.map((username) => ({ __typename: 'User', username })),
      { token: 'sandbox-viewer' },
    );
    expect(errors).toBeUndefined();
    expect(data._entities.map((entity) => entity?.username)).toEqual(names);
    expect(await facade.calls()).toEqual([
      'GET /api/v1/users/count',
      'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=500',
    ]);
  });

  const bad: readonly [string, unknown, string][] = [
    ['of an unknown type', { __typename: 'Nothing', id: '1' }, 'BAD_USER_INPUT'],
    ['of a type that is no entity', { __typename: 'PageInfo' }, 'BAD_USER_INPUT'],
    ['of an input type', { __typename: 'UserFilter' }, 'BAD_USER_INPUT'],
    ['without a type', { username: ada }, 'BAD_USER_INPUT'],
    ['whose type is no text', { __typename: 7 }, 'BAD_USER_INPUT'],
    ['that is no object', 'User', 'BAD_USER_INPUT'],
    ['without a key', { __typename: 'User' }, 'BAD_USER_INPUT'],
    ['whose key is no text', { __typename: 'User', username: { $ne: '' } }, 'BAD_USER_INPUT'],
    ['whose key is empty', { __typename: 'User', userId: '' }, 'BAD_USER_INPUT'],
    ['whose id is none', { __typename: 'User', id: '%%%' }, 'BAD_USER_INPUT'],
    [
      'whose id is of another type',
      { __typename: 'User', id: Buffer.from('Group:x').toString('base64') },
      'BAD_USER_INPUT',
    ],
    ['whose id leaves its path', { __typename: 'User', userId: '..' }, 'BAD_USER_INPUT'],
    ['of a user that is not there', { __typename: 'User', userId: 'nobody' }, 'NOT_FOUND'],
    ['of a name that is not there', { __typename: 'User', username: 'nobody@example.com' }, 'NOT_FOUND'],
    ['of a group that is not there', { __typename: 'Group', name: 'no such group' }, 'NOT_FOUND'],
  ];

  test.each(bad)('a representation %s is null with an error of its own, among 50', async (_, representation, code) => {
    const good = { __typename: 'User', username: ada };
    const representations = Array.from({ length: 50 }, (__, index) => (index === 17 ? representation : good));
    const { data, errors } = await entities(representations);
    expect(data._entities[17]).toBeNull();
    expect(data._entities.filter((entity) => entity?.username === ada)).toHaveLength(49);
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['_entities', 17], code]]);
  });

  test('a representation that the platform denies is null with FORBIDDEN, the others are answered', async () => {
    await facade.misbehave({ operationId: 'get_user_by_id', status: 403 });
    const { data, errors } = await entities([
      { __typename: 'User', userId: 'denied' },
      { __typename: 'User', username: ada },
    ]);
    await facade.misbehave();
    expect(data._entities.map((entity) => entity?.username)).toEqual([undefined, ada]);
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['_entities', 0], 'FORBIDDEN']]);
  });

  test('counts towards the same limit as any field, before any call', async () => {
    const { errors } = await facade.ask(
      `query ($representations: [_Any!]!, $first: Int) {
        _entities(representations: $representations) {
          ... on User { groups(first: 100) { nodes { members(first: $first) { nodes { username } } } } }
        }
      }`,
      { representations: Array.from({ length: 50 }, () => ({ __typename: 'User', username: ada })), first: 500 },
    );
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['COST_LIMIT_EXCEEDED']);
    expect(await facade.calls()).toEqual([]);
  });

  test('a gateway that asks for a trace gets one; others pay nothing for it', async () => {
    const representations = [{ __typename: 'User', username: ada }];
    const traced = await entities(representations, { headers: { 'apollo-federation-include-trace': 'ftv1' } });
    expect(traced.data._entities[0]?.username).toBe(ada);
    expect(traced.extensions?.ftv1).toMatch(/^[\w+/=]{40,}$/);
    expect((await entities(representations)).extensions).toBeUndefined();
  });
});
