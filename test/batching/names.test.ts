import { assert, asyncProperty, constantFrom, shuffledSubarray } from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { foldCase, searchable } from '../../src/batching/names.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { modelPlatform } from '../support/model-platform.ts';

/* One rule for names, by whatever way a person is found: letter by letter first, else the only one in any case. */

let runai: Awaited<ReturnType<typeof modelPlatform>>;
let kestra: Awaited<ReturnType<typeof modelPlatform>>;
let facade: Facade;
beforeAll(async () => {
  [runai, kestra] = await Promise.all([modelPlatform('runai'), modelPlatform('kestra')]);
  facade = await graphOver(
    { platforms: ['runai', 'kestra'], users: 3 },
    { RUNAI_URL: runai.url, KESTRA_URL: kestra.url },
  );
});
afterAll(async () => {
  await facade.close();
  await Promise.all([runai.close(), kestra.close()]);
});
beforeEach(() => hold([]));

const people = (names: readonly string[]) => names.map((username, index) => ({ id: `id-${index}`, username }));
const asker = { id: 'asker', username: 'asker@example.com' };

/** Has both platforms hold these names, and each an account whose creator, or whose other account, has the name. */
function hold(names: readonly string[], name = ''): void {
  runai.holds([...people(names), { ...asker, createdBy: name }]);
  kestra.holds(people(names));
}

interface Found {
  readonly username: string;
}
/** Whom each way finds: a name, `null`, or the code of its error. */
async function found(name: string): Promise<Record<string, string | null>> {
  const { data, errors } = await facade.ask<Record<string, unknown>, object>(
    `query ($name: String!, $representations: [_Any!]!) {
      user(by: { username: $name }) { username }
      asker: user(by: { userId: "asker" }) { creator { username } }
      kestraUser(by: { username: $name }) { username }
      entities: _entities(representations: $representations) {
        ... on User { username } ... on KestraUser { username }
      }
    }`,
    {
      name,
      representations: ['User', 'KestraUser'].map((typename) => ({ __typename: typename, username: name })),
    },
  );
  // No message repeats a name.
  expect(errors?.map(({ message }) => message).join() ?? '').not.toContain('@');
  const entities = data.entities as (Found | null)[];
  const answers: Record<string, Found | null | undefined> = {
    user: data.user as Found | null,
    'asker.creator': (data.asker as { creator: Found | null }).creator,
    kestraUser: data.kestraUser as Found | null,
    'entities.0': entities[0],
    'entities.1': entities[1],
  };
  const codes = new Map(errors?.map(({ path = [], extensions }) => [path.join('.'), extensions.code]));
  return Object.fromEntries(
    Object.entries(answers).map(([way, answer]) => [way, answer?.username ?? codes.get(way) ?? null]),
  );
}

/** The same person for all ways; entities have a code where there is nobody. */
const all = (answer: string | null) => ({
  ...{ user: answer, 'asker.creator': answer, kestraUser: answer },
  ...{ 'entities.0': answer ?? 'NOT_FOUND', 'entities.1': answer ?? 'NOT_FOUND' },
});

test.each<[string, string[], string, string | null]>([
  [
    'who has it letter by letter, though others have it in other letters',
    ['ADA@x', 'ada@x', 'Ada@x'],
    'Ada@x',
    'Ada@x',
  ],
  ['the only one who has it in other letters', ['Grace@x', 'ada@x'], 'grace@X', 'Grace@x'],
  ['nobody where several have it in other letters, and says so', ['ADA@x', 'ada@x'], 'Ada@x', 'CONFLICT'],
  ['nobody where a longer name holds it', ['ada@x.example', 'xada@x'], 'ada@x', null],
  ['letters beyond ASCII in any case', ['Jürgen.ÅNGSTRÖM@x'], 'jürgen.ångström@X', 'Jürgen.ÅNGSTRÖM@x'],
  ['a letter and its accent as one letter', ['Rene\u0301@x'], 'rené@x', 'Rene\u0301@x'],
  ['a name that no condition of Run:ai can carry', ['Lovelace, Ada'], 'Lovelace, Ada', 'Lovelace, Ada'],
  ['a name without a letter of ASCII', ['ÅÄÖ', 'x'], 'åäö', 'ÅÄÖ'],
])('every way finds %s', async (_, names, name, answer) => {
  hold(names, name);
  expect(await found(name)).toEqual(all(answer));
});

test('every way finds the same, whoever there is, singly or by pages', async () => {
  const names = ['ada@x', 'Ada@x', 'ADA@x', 'adä@x', 'ADÄ@x', 'bob@x', 'BOB@x'];
  await assert(
    asyncProperty(
      shuffledSubarray(names),
      constantFrom(...names, 'aDa@x', 'Bob@X', 'aDÄ@x', 'eve@x'),
      async (held, name) => {
        hold(held, name);
        const exact = held.includes(name) ? name : undefined;
        const others = held.filter((other) => other.toLowerCase() === name.toLowerCase());
        const answer = exact ?? (others.length > 1 ? 'CONFLICT' : (others[0] ?? null));
        expect(await found(name)).toEqual(all(answer));
      },
    ),
    { numRuns: 60 },
  );
});

describe('the links follow the same rule', () => {
  const links = async () => {
    const { data, errors } = await facade.ask<
      Record<string, { nodes: { username: string; other: Found | null }[] }>,
      never
    >(
      '{ users { nodes { username other: kestraUser { username } } } kestraUsers { nodes { username other: user { username } } } }',
    );
    const codes = new Map(errors?.map(({ path = [], extensions }) => [path.join('.'), extensions.code]));
    return Object.fromEntries(
      Object.entries(data).map(([list, { nodes }]) => [
        list,
        nodes.map(({ username, other }, index) => [
          username,
          other?.username ?? codes.get(`${list}.nodes.${index}.other`) ?? null,
        ]),
      ]),
    );
  };

  test('from either side', async () => {
    runai.holds(people(['ada@x', 'Ada@x', 'grace@x', 'BOB@x', 'eve@x']));
    kestra.holds(people(['Ada@x', 'ADA@x', 'Grace@X', 'bob@x', 'Bob@x']));
    expect(await links()).toEqual({
      users: [
        ['Ada@x', 'Ada@x'],
        ['BOB@x', 'CONFLICT'],
        ['ada@x', 'CONFLICT'],
        ['eve@x', null],
        ['grace@x', 'Grace@X'],
      ],
      kestraUsers: [
        ['Ada@x', 'Ada@x'],
        ['ADA@x', 'CONFLICT'],
        ['Grace@X', 'grace@x'],
        ['bob@x', 'BOB@x'],
        ['Bob@x', 'BOB@x'],
      ],
    });
  });
});

describe('what finding somebody costs', () => {
  const exact = (name: string) => `GET /api/v1/users?filterBy=username==${name}&offset=0&limit=1`;

  test('is one call where the name is exact', async () => {
    hold(['ada@x', 'ADA@x']);
    await facade.ask('{ user(by: { username: "ada@x" }) { id } }');
    expect(runai.calls()).toEqual([exact('ada@x')]);
  });

  test('is a search more where it is not', async () => {
    hold(['Ada@x', 'other']);
    await facade.ask('{ user(by: { username: "ada@x" }) { id } }', undefined, { token: 'that knows no length' });
    expect(runai.calls()).toEqual([exact('ada@x'), 'GET /api/v1/users?search=ada@x&offset=0&limit=500']);
  });
});

test('a name is searched for by letters that every platform finds', () => {
  expect(searchable(foldCase('Jürgen.Ångström@Example.com'))).toBe('m@example.com');
  expect(searchable(foldCase('Ada@Example.com'))).toBe('ada@example.com');
  expect(searchable('åäö')).toBe('');
  expect(searchable('x\u0302yz')).toBe('yz');
});
