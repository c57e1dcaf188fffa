import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, type Facade, graphOver } from '../support/facade.ts';
import { oddities, type Row } from '../support/oddities.ts';
import { type Rewrite, rewritingProxy } from '../support/rewriting-proxy.ts';

/*
 * One odd value costs itself: what a platform sends that breaks its contract is null with an error at its own place where
 * it is asked for, and costs nothing where it is not. Each change is made to the second row of a list.
 */

type Proxy = Awaited<ReturnType<typeof rewritingProxy>>;

let proxies: Readonly<Record<'runai' | 'kestra', Proxy>>;
let facade: Facade;
let legacy: Facade;
beforeAll(async () => {
  const [runai, kestra, older] = await Promise.all([rewritingProxy(), rewritingProxy(), rewritingProxy()]);
  proxies = { runai, kestra };
  facade = await graphOver(
    { version: '2.22', platforms: ['runai', 'kestra'], users: 30 },
    { RUNAI_URL: runai.url, KESTRA_URL: kestra.url },
  );
  runai.forwardTo(facade.sandboxUrl);
  kestra.forwardTo(facade.kestra.sandboxUrl);
  legacy = await graphOver({ version: 'legacy', users: 5 }, { RUNAI_URL: older.url });
  older.forwardTo(legacy.sandboxUrl);
  older.rewrite(changed('/api/v1/users', ({ createdBy: _, groups: _groups, ...row }) => row));
  closing.push(runai, kestra, older);
});
const closing: Proxy[] = [];
afterAll(async () => {
  await Promise.all([facade.close(), legacy.close()]);
  await Promise.all(closing.map((proxy) => proxy.close()));
});
beforeEach(() => {
  proxies.runai.rewrite();
  proxies.kestra.rewrite();
});

/** Changes the second row of a list, and an object that is sent alone. */
function changed(path: string, change: (row: Row) => unknown): Rewrite {
  const second = (rows: Row[]) => rows.map((row, index) => (index === 1 ? change(row) : row));
  return (answer: Row[] | (Row & { results?: Row[] }), call) => {
    if (!call.includes(path)) return answer;
    if (Array.isArray(answer)) return second(answer);
    return answer.results ? { ...answer, results: second(answer.results) } : change(answer);
  };
}

const faults = ({ errors }: Answer<unknown>) =>
  errors?.map(({ path, extensions }) => `${path?.join('.')}: ${extensions.code}`) ?? [];

describe.each(oddities)('$what', ({ platform, path, change, list, asks, place, else: others }) => {
  test('is null with an error at its own place, and the other rows are answered', async () => {
    const document = `{ it: ${list}(first: 3) { nodes { ${asks} } } other: ${platform === 'runai' ? 'kestraUsers' : 'users'}(first: 1) { nodes { id } } }`;
    const usual = await facade.ask<{ it: { nodes: unknown[] }; other: unknown }, never>(document);
    expect(faults(usual)).toEqual([]);
    proxies[platform].rewrite(changed(path, change));
    const answer = await facade.ask<typeof usual.data, never>(document);
    expect(faults(answer)).toEqual([`it.nodes.1.${place}: UPSTREAM_BAD_RESPONSE`]);
    expect(answer.data.it.nodes).toEqual(usual.data.it.nodes.with(1, answer.data.it.nodes[1]));
    expect(answer.data.other).toEqual(usual.data.other);
    expect(JSON.stringify(answer)).not.toMatch(/yesterday|overlord|robot|stray/);
  });

  test('costs nothing where nobody asks for it', async () => {
    proxies[platform].rewrite(changed(path, change));
    const { data, errors } = await facade.ask<{ it: { nodes: unknown[] } }, never>(
      `{ it: ${list}(first: 3) { nodes { ${others} } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.it.nodes.filter((node) => node !== null)).toHaveLength(3);
  });
});

describe('an odd row of a whole list', () => {
  const aliases = (ids: readonly string[]) =>
    `{ ${ids.map((id, index) => `u${index}: user(by: { userId: "${id}" }) { username lastLoginAt }`).join(' ')} }`;

  test.each([
    { how: 'searched for keys', text: JSON.stringify },
    { how: 'parsed as a whole', text: (answer: unknown) => JSON.stringify(answer, null, 1) },
  ])('is judged alone, whether the list is $how', async ({ text }) => {
    const page = await facade.ask<{ users: { nodes: { userId: string }[] } }, never>(
      '{ users(first: 12) { nodes { userId } } }',
    );
    const ids = page.data.users.nodes.map(({ userId }) => userId);
    proxies.runai.writeAs(text);
    proxies.runai.rewrite(changed('/api/v1/users', (row) => ({ ...row, lastLogin: 'never' })));
    const answer = await facade.ask<Record<string, { username: string }>, never>(aliases(ids));
    proxies.runai.writeAs();
    expect(Object.values(answer.data).every((user) => user.username)).toBe(true);
    expect(faults(answer).filter((fault) => !/^u\d+\.lastLoginAt: UPSTREAM_BAD_RESPONSE$/.test(fault))).toEqual([]);
    expect(answer.errors).toHaveLength(1);
  });

  test('is told to those who run the facade, once, by the rule and its place', async () => {
    proxies.runai.rewrite(changed('/api/v1/users', (row) => ({ ...row, isLocal: 'maybe' })));
    const before = facade.lines.length;
    await facade.ask('{ users(first: 3) { nodes { username } } }');
    const lines = facade.lines.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ msg }) => msg === 'platform failure')).toEqual([
      expect.objectContaining({ operation: 'get_users', cause: 'BROKEN_CONTRACT', detail: '/1/isLocal type' }),
    ]);
  });
});

describe('a page with a row that has no id', () => {
  test('goes on behind it, by its place', async () => {
    proxies.kestra.rewrite(changed('/api/v1/users', ({ id: _, ...row }) => row));
    const { data } = await facade.ask<{ kestraUsers: { edges: { cursor: string; node: unknown }[] } }, never>(
      '{ kestraUsers(first: 2) { edges { cursor node { username } } } }',
    );
    const next = await facade.ask<{ kestraUsers: { nodes: unknown[] } }, never>(
      `{ kestraUsers(first: 1, after: "${data.kestraUsers.edges[1]?.cursor}") { nodes { username } } }`,
    );
    const all = await facade.ask<{ kestraUsers: { nodes: unknown[] } }, never>(
      '{ kestraUsers(first: 3) { nodes { username } } }',
    );
    expect(next.errors).toBeUndefined();
    expect(next.data.kestraUsers.nodes).toEqual(all.data.kestraUsers.nodes.slice(2));
  });
});

describe('a change of access that keeps what it does not name', () => {
  test('is not made where it would lose a role that the graph does not know', async () => {
    const page = await facade.ask<{ usersByAccess: { nodes: { id: string }[] } }, never>(
      '{ usersByAccess(first: 1) { nodes { id } } }',
    );
    const change = (input: string) =>
      `mutation { it: updateUserAccess(input: { userId: "${page.data.usersByAccess.nodes[0]?.id}", ${input} }) { __typename } }`;
    proxies.runai.rewrite((answer: Row, call) =>
      call.startsWith('GET /v1/k8s/users/') ? { ...answer, roles: ['overlord'] } : answer,
    );
    await facade.forgetCalls();
    const { data, errors } = await facade.ask(change('isForAllClusters: true'));
    expect(data).toEqual({ it: null });
    expect(errors?.[0]?.extensions).toEqual({ code: 'UPSTREAM_BAD_RESPONSE', outcome: 'NOT_SENT' });
    expect((await facade.calls()).map((call) => call.split(' ')[0])).toEqual(['GET']);

    const replaced = await facade.ask(change('roles: [VIEWER]'));
    expect(replaced.data).toEqual({ it: { __typename: 'UpdateUserAccessPayload' } });
  });
});

test('a way to sign in that the graph has no name for is told by the name of the platform', async () => {
  const auths = [{ id: 'a', type: 'PASSKEY' }, { id: 'b', type: 'OIDC' }, { id: 'c' }];
  proxies.kestra.rewrite(changed('/api/v1/users', (row) => ({ ...row, auths })));
  const { data, errors } = await facade.ask<{ kestraUsers: { nodes: { authMethods: unknown }[] } }, never>(
    '{ kestraUsers(first: 2) { nodes { authMethods { type typeName } } } }',
  );
  expect(errors).toBeUndefined();
  expect(data.kestraUsers.nodes[1]?.authMethods).toEqual([
    { type: 'OTHER', typeName: 'PASSKEY' },
    { type: 'OIDC', typeName: 'OIDC' },
    { type: null, typeName: null },
  ]);
});

describe('points in time', () => {
  test.each(['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000+00:00'])('%s means never', async (zero) => {
    proxies.runai.rewrite(changed('/api/v1/users', (row) => ({ ...row, lastLogin: zero })));
    const { data, errors } = await facade.ask<{ users: { nodes: { lastLoginAt: unknown }[] } }, never>(
      '{ users(first: 2) { nodes { lastLoginAt } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.users.nodes[1]?.lastLoginAt).toBeNull();
  });

  test.each(['2024-05-05T10:00:00z', '2024-05-05t10:00:00.123456789+02:00'])(
    '%s is given out as it is taken: in capitals',
    async (sent) => {
      proxies.runai.rewrite(changed('/api/v1/users', (row) => ({ ...row, createdAt: sent })));
      const { data } = await facade.ask<{ users: { nodes: { createdAt: string }[] } }, never>(
        '{ users(first: 2) { nodes { createdAt } } }',
      );
      expect(data.users.nodes[1]?.createdAt).toBe(sent.toUpperCase());
      const again = await facade.ask<unknown, object>(
        'query ($at: DateTime) { users(filter: { createdAt: { eq: $at } }) { totalCount } }',
        { at: data.users.nodes[1]?.createdAt },
      );
      expect(again.errors).toBeUndefined();
    },
  );

  test.each(['2024-02-30T00:00:00Z', '2024-05-05 10:00:00Z', '2024-05-05T10:00:00+0200'])(
    '%s is refused, in and out',
    async (odd) => {
      proxies.runai.rewrite(changed('/api/v1/users', (row) => ({ ...row, createdAt: odd })));
      const out = await facade.ask('{ users(first: 2) { nodes { createdAt } } }');
      expect(faults(out)).toEqual(['users.nodes.1.createdAt: UPSTREAM_BAD_RESPONSE']);
      proxies.runai.rewrite();
      const taken = await facade.ask<unknown, object>(
        'query ($at: DateTime) { users(filter: { createdAt: { eq: $at } }) { totalCount } }',
        { at: odd },
      );
      expect(taken.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    },
  );
});

describe('what the platform does not tell', () => {
  test('of a user on the list with access alone is null: nobody is made up', async () => {
    proxies.runai.rewrite((answer: Row[], call) =>
      call === 'GET /v1/k8s/users'
        ? [{ userId: '00000000-0000-4000-8000-000000000000', email: 'ghost@example.com' }, ...answer]
        : answer,
    );
    const { data, errors } = await facade.ask<{ usersByAccess: { nodes: Row[] } }, never>(
      `{ usersByAccess(first: 2) { nodes {
        username createdBy creator { id } createdAt updatedAt lastLoginAt isLocal groups { nodes { name } }
        access { roles permittedClusterIds isForAllClusters entityType tenantId }
      } } }`,
    );
    expect(errors).toBeUndefined();
    const [ghost, known] = data.usersByAccess.nodes;
    const { username, access, ...others } = ghost ?? {};
    expect(username).toBe('ghost@example.com');
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
    expect(new Set(Object.values(access as Row))).toEqual(new Set([null]));
    expect(known?.createdBy, 'what the list of users tells is read there').toEqual(expect.any(String));
  });

  test('of who made a user, and of groups, is null in the oldest version', async () => {
    const { data, errors } = await legacy.ask<{ users: { nodes: Row[] } }, never>(
      '{ users(first: 2, filter: { username: { contains: "sandbox.test" } }) { nodes { createdBy creator { id } groups { nodes { name } } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.users.nodes[1]).toEqual({ createdBy: null, creator: null, groups: null });
  });
});
