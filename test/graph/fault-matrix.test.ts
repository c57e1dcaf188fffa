import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serviceAccounts } from '../../src/sandbox/kestra-directory.ts';
import { type Facade, type Fault, graphOver, warmPlans } from '../support/facade.ts';

/*
 * Each REST operation that a read can reach × each fault: what needs the operation is null with a coded error at its own
 * place. What the same platform answers by other operations is there, and so is the other platform.
 */

const runaiUser = '{ users(first: 1, filter: { isLocal: true }) { nodes { id userId username } } }';
const members = '{ users(first: 20) { nodes { userId groups(first: 1) { nodes { access { roles } } } } } }';
const kestraUser = '{ kestraUsers(first: 1) { nodes { id userId } } }';
const account = serviceAccounts.find(({ tenantId }) => tenantId === 'research')?.id;

interface Fixtures {
  readonly user: { readonly id: string; readonly userId: string; readonly username: string };
  /** The id of a user whose first group holds access. */
  readonly member: string;
  readonly kestraUser: { readonly id: string; readonly userId: string };
}

interface Reach {
  readonly operationId: string;
  /** What is asked, with `it` as the name of the field; where it fails, and what the same platform answers meanwhile. */
  readonly it: (fixtures: Fixtures) => string;
  readonly path: readonly string[];
  readonly same: (fixtures: Fixtures) => string;
  /** Whether a 404 says that there is none: null without an error. */
  readonly absent?: true;
}

const runai: readonly Reach[] = [
  {
    operationId: 'get_users',
    it: () => 'it: users(first: 2) { nodes { id username } }',
    path: ['it'],
    same: () => 'same: users { totalCount }',
  },
  {
    operationId: 'count_users',
    it: () => 'it: users(first: 2) { totalCount nodes { id } }',
    path: ['it', 'totalCount'],
    same: () => 'same: users(first: 2) { nodes { username } }',
  },
  {
    operationId: 'get_user_by_id',
    it: ({ user }) => `it: user(by: { userId: "${user.userId}" }) { id username }`,
    path: ['it'],
    same: () => 'same: users(first: 2) { totalCount nodes { username } }',
    absent: true,
  },
  {
    operationId: 'getUsers',
    it: () => 'it: usersByAccess(first: 2) { nodes { id } }',
    path: ['it'],
    same: () => 'same: users(first: 2) { totalCount nodes { username } }',
  },
  {
    operationId: 'getUserById',
    it: ({ user }) => `it: user(by: { userId: "${user.userId}" }) { username access { tenantId } }`,
    path: ['it', 'access'],
    same: () => 'same: roles',
    absent: true,
  },
  {
    operationId: 'getUserRoles',
    it: ({ user }) => `it: user(by: { userId: "${user.userId}" }) { username access { roles } }`,
    path: ['it', 'access'],
    same: () => 'same: roles',
    absent: true,
  },
  {
    operationId: 'getRoles',
    it: () => 'it: roles',
    path: ['it'],
    same: () => 'same: groups(first: 2) { nodes { name members(first: 1) { nodes { id } } } }',
  },
  {
    operationId: 'getGroups',
    it: () => 'it: groups(first: 2) { nodes { name } }',
    path: ['it'],
    same: () => 'same: users(first: 2) { nodes { groups { nodes { name members(first: 1) { totalCount } } } } }',
  },
  {
    operationId: 'geGroupByName',
    it: ({ member }) =>
      `it: user(by: { userId: "${member}" }) { groups(first: 1) { nodes { name access { roles } } } }`,
    path: ['it', 'groups', 'nodes', '0', 'access'],
    same: () => 'same: users { totalCount }',
    absent: true,
  },
];

const kestra: readonly Reach[] = [
  {
    operationId: 'listUsers',
    it: () => 'it: kestraUsers(first: 2) { totalCount nodes { id } }',
    path: ['it'],
    same: ({ kestraUser }) => `same: kestraUser(by: { userId: "${kestraUser.userId}" }) { email }`,
  },
  {
    operationId: 'getUser',
    it: () => 'it: kestraUsers(first: 1) { nodes { username email } }',
    path: ['it', 'nodes', '0', 'email'],
    same: () => 'same: kestraUsers(first: 2) { totalCount nodes { username } }',
  },
  {
    operationId: 'autocompleteUsers',
    it: () => 'it: kestraUserSuggestions(first: 2) { nodes { userId } }',
    path: ['it'],
    same: () => 'same: kestraUsers(first: 2) { totalCount nodes { username } }',
  },
  {
    operationId: 'listApiTokens_1',
    it: () => 'it: kestraUsers(first: 1) { nodes { username apiTokens { nodes { tokenId } } } }',
    path: ['it', 'nodes', '0', 'apiTokens'],
    same: () => `same: kestraServiceAccount(by: { serviceAccountId: "${account}" }) { apiTokens { nodes { name } } }`,
    absent: true,
  },
  {
    operationId: 'listApiTokens',
    it: () => `it: kestraServiceAccount(by: { serviceAccountId: "${account}" }) { serviceAccountId }`,
    path: ['it'],
    same: () =>
      `same: kestraServiceAccount(by: { serviceAccountId: "${account}" }, tenantId: "research") { apiTokens { nodes { name } } }`,
    absent: true,
  },
  {
    operationId: 'listApiTokensWithTenant',
    it: () =>
      `it: kestraServiceAccount(by: { serviceAccountId: "${account}" }, tenantId: "research") { serviceAccountId }`,
    path: ['it'],
    same: () => `same: kestraServiceAccount(by: { serviceAccountId: "${account}" }) { apiTokens { nodes { name } } }`,
    absent: true,
  },
];

const faults: readonly { readonly how: string; readonly fault: Partial<Fault>; readonly code: string }[] = [
  { how: 'answered with 503', fault: { status: 503, retryAfter: 0 }, code: 'UPSTREAM_UNAVAILABLE' },
  { how: 'answered with 500', fault: { status: 500 }, code: 'UPSTREAM_UNAVAILABLE' },
  { how: 'answered with 429', fault: { status: 429, retryAfter: 0 }, code: 'RATE_LIMITED' },
  { how: 'answered with 403', fault: { status: 403 }, code: 'FORBIDDEN' },
  { how: 'answered with 401', fault: { status: 401 }, code: 'UNAUTHENTICATED' },
  { how: 'cut', fault: { connection: 'reset' }, code: 'UPSTREAM_UNAVAILABLE' },
  { how: 'stalled', fault: { connection: 'stall' }, code: 'UPSTREAM_TIMEOUT' },
  { how: 'answered with a page', fault: { body: 'not-json' }, code: 'UPSTREAM_BAD_RESPONSE' },
  { how: 'answered in part', fault: { body: 'truncated' }, code: 'UPSTREAM_BAD_RESPONSE' },
];

type Data = Readonly<Record<'it' | 'same' | 'other', unknown>>;

let facade: Facade;
/** One that soon gives a call up: a busy machine may take as long for an answer as a stalled platform. */
let hasty: Facade;
let fixtures: Fixtures;
beforeAll(async () => {
  const sandbox = { version: '2.22', platforms: ['runai', 'kestra'], users: 30 } as const;
  facade = await graphOver(sandbox, warmPlans);
  hasty = await graphOver(sandbox, { ...warmPlans, UPSTREAM_TIMEOUT_MS: '800' });
  const users = await facade.ask<{ users: { nodes: [Fixtures['user']] } }, never>(runaiUser);
  const kestraUsers = await facade.ask<{ kestraUsers: { nodes: [Fixtures['kestraUser']] } }, never>(kestraUser);
  const grouped = await facade.ask<
    { users: { nodes: { userId: string; groups: { nodes: { access: unknown }[] } | null }[] } },
    never
  >(members);
  const member = grouped.data.users.nodes.find(({ groups }) => groups?.nodes[0]?.access)?.userId ?? '';
  fixtures = { member, user: users.data.users.nodes[0], kestraUser: kestraUsers.data.kestraUsers.nodes[0] };
});
afterAll(() => Promise.all([facade.close(), hasty.close()]));
beforeEach(async () => {
  for (const { misbehave, kestra } of [facade, hasty]) await Promise.all([misbehave(), kestra.misbehave()]);
});

const valueAt = (data: unknown, path: readonly string[]) =>
  path.reduce<unknown>((value, step) => (value as Readonly<Record<string, unknown>> | null)?.[step], data);

/** The same data with null at a place. */
function without(data: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return null;
  if (Array.isArray(data)) return data.map((item, index) => (String(index) === step ? without(item, rest) : item));
  const object = data as Readonly<Record<string, unknown>>;
  return { ...object, [step]: without(object[step], rest) };
}

const platforms = [
  {
    platform: 'Run:ai',
    reaches: runai,
    other: 'other: kestraUsers(first: 2) { totalCount nodes { username tenants { name } } }',
  },
  {
    platform: 'Kestra',
    reaches: kestra,
    other: 'other: users(first: 2) { totalCount nodes { username groups { nodes { name } } } }',
  },
];
const table = platforms.flatMap(({ platform, reaches, other }) =>
  reaches.map((reach) => ({ ...reach, platform, name: `${platform}: ${reach.operationId}`, other })),
);

describe.each(table)('$name', ({ platform, operationId, it, path, same, absent, other }) => {
  const document = () => `{ ${it(fixtures)} ${same(fixtures)} ${other} }`;
  const misbehave = (fault: Partial<Fault>, at = facade) =>
    (platform === 'Run:ai' ? at : at.kestra).misbehave({ operationId, ...fault });

  test.each(faults)('$how: null at its own place with $code, all else is there', async ({ fault, code }) => {
    const at = fault.connection === 'stall' ? hasty : facade;
    const usual = await at.ask<Data, never>(document());
    expect(usual.errors).toBeUndefined();
    expect(valueAt(usual.data, path) ?? null, 'the operation is reached').not.toBeNull();
    await misbehave(fault, at);
    const { data, errors } = await at.ask<Data, never>(document());
    expect(errors?.map(({ path: at, extensions }) => [at?.join('.'), extensions.code])).toEqual([
      [path.join('.'), code],
    ]);
    expect(data).toEqual(without(usual.data, path));
  });

  test('answered with other things than it should: UPSTREAM_BAD_RESPONSE there or below, all else is there', async () => {
    const usual = await facade.ask<Data, never>(document());
    await misbehave({ body: 'wrong-shape' });
    const { data, errors = [] } = await facade.ask<Data, never>(document());
    expect(errors.length).toBeGreaterThan(0);
    for (const { path: at, extensions } of errors) {
      expect(at?.slice(0, path.length).map(String)).toEqual(path);
      expect(extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
    }
    expect(without(data, path)).toEqual(without(usual.data, path));
  });

  test(`answered with 404: ${absent ? 'there is none, which is no error' : 'null at its own place'}, all else is there`, async () => {
    const usual = await facade.ask<Data, never>(document());
    await misbehave({ status: 404 });
    const { data, errors } = await facade.ask<Data, never>(document());
    expect(data).toEqual(without(usual.data, path));
    if (absent) expect(errors).toBeUndefined();
    else expect(errors?.map(({ path: at }) => at?.join('.'))).toEqual([path.join('.')]);
  });
});

describe('what is read back after a change', () => {
  const changes = [
    {
      name: 'Run:ai: get_user_by_id',
      operationId: 'get_user_by_id',
      at: () => facade,
      change: () =>
        `logoutUser(input: { userId: "${fixtures.user.id}" }) { ... on LogoutUserPayload { userId user { id } } }`,
    },
    {
      name: 'Kestra: getUser',
      operationId: 'getUser',
      at: () => facade.kestra,
      change: () =>
        `setKestraUserRestricted(input: { userId: "${fixtures.kestraUser.id}", isRestricted: false }) { ... on SetKestraUserRestrictedPayload { userId user { id } } }`,
    },
  ];

  test.each(changes)('$name fails: the change is told as done', async ({ operationId, at, change }) => {
    await at().misbehave({ operationId, status: 500 });
    const { data, errors } = await facade.ask<{ it: { userId: string; user: unknown } }, never>(
      `mutation { it: ${change()} }`,
    );
    expect(data.it).toEqual({ userId: expect.any(String), user: null });
    expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual([
      ['it.user', 'UPSTREAM_UNAVAILABLE'],
    ]);
  });
});
