import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startKestra } from '../../src/sandbox/kestra.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { rewritingProxy } from '../support/rewriting-proxy.ts';

/* Servers that do what their documents do not say: none of it becomes a wrong answer, or an outage. */

const newest = { platforms: ['kestra'], kestraVersion: '2.0', quirks: [] } as const;

type Rows = Record<string, { totalCount?: number; nodes?: { username: string; displayName?: string }[] } | null>;

async function ask(facade: Facade, document: string) {
  await facade.forgetCalls();
  const { data, errors } = await facade.ask<Rows, never>(document);
  const failures = errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code]);
  return { data, failures, calls: await facade.calls() };
}

const names = (rows: Rows[string] | undefined) => rows?.nodes?.map(({ username }) => username);
const search = (text: string, rest: string) => `GET /api/v1/users?filters[q][EQUALS]=${text}&${rest}`;
const nobody = search('zqxjkvbwzqxjkvbw', 'page=1&size=1');
const pages = [1, 2, 3].map((page) => `GET /api/v1/users?page=${page}&size=100`);

describe('a server that ignores the search', () => {
  let facade: Facade;
  let found: NonNullable<NonNullable<Rows[string]>['nodes']>;
  beforeEach(async () => {
    // What one test finds out about the server is not known to the next.
    facade = await graphOver({ ...newest, users: 230, quirks: ['kestra-ignores-q'] });
    const { data } = await ask(facade, '{ it: kestraUsers(first: 230) { nodes { username displayName } } }');
    found = (data.it?.nodes ?? []).filter((user) => /mar/i.test(`${user.username} ${user.displayName}`));
    return () => facade.close();
  });

  test('is noticed by a search for nobody, and the whole list is searched instead', async () => {
    const document = '{ it: kestraUsers(first: 5, search: "MAR") { totalCount nodes { username } } }';
    expect(found.length).toBeGreaterThan(5);
    const first = await ask(facade, document);
    expect([first.failures, first.data.it?.totalCount, names(first.data.it)]).toEqual([
      undefined,
      found.length,
      found.slice(0, 5).map(({ username }) => username),
    ]);
    expect(first.calls.toSorted()).toEqual([search('MAR', 'page=1&size=5'), nobody, ...pages].toSorted());
    const second = await ask(facade, document);
    expect(second.data).toEqual(first.data);
    expect(second.calls.toSorted(), 'it is known, so that nobody is searched for').toEqual(pages);
  });

  test('tells no wrong total, and pages on in its own order or the one that is asked for', async () => {
    const { data } = await ask(facade, '{ it: kestraUsers(search: "mar") { totalCount } }');
    expect(data.it?.totalCount).toBe(found.length);
    const ordered = await ask(
      facade,
      '{ it: kestraUsers(first: 9, search: "mar", orderBy: { field: USERNAME, direction: DESC }) { nodes { username } } }',
    );
    expect(names(ordered.data.it)).toEqual(
      found
        .map(({ username }) => username)
        .toSorted()
        .reverse()
        .slice(0, 9),
    );
  });

  test('shows who has a name by the pages of the list, and is not searched again', async () => {
    const byName = '{ it: kestraUser(by: { username: "ADA.lovelace@example.com" }) { username } }';
    const first = await ask(facade, byName);
    expect(first.data.it).toEqual({ username: 'ada.lovelace@example.com' });
    expect(first.calls.toSorted()).toEqual(
      [search('ada.lovelace@example.com', 'page=1&size=100'), ...pages].toSorted(),
    );
    const second = await ask(facade, byName);
    expect(second.data).toEqual(first.data);
    expect(second.calls.toSorted()).toEqual(pages);
    expect(
      (await ask(facade, '{ it: kestraUser(by: { username: "nobody@example.com" }) { username } }')).data.it,
    ).toBeNull();
  });

  test('is not taken for one by who may not read the list', async () => {
    await facade.misbehave({ operationId: 'listUsers', status: 403 });
    expect((await ask(facade, '{ it: kestraUsers(search: "mar") { totalCount } }')).failures).toEqual([
      ['it.totalCount', 'FORBIDDEN'],
    ]);
    await facade.misbehave();
    expect((await ask(facade, '{ it: kestraUsers(search: "mar") { totalCount } }')).data.it?.totalCount).toBe(
      found.length,
    );
  });
});

test('a server that searches is believed after one search for nobody, until it is another server', async () => {
  const [proxy, older] = await Promise.all([rewritingProxy(), startKestra({ users: 230, version: '1.0' })]);
  const facade = await graphOver({ ...newest, users: 230 }, { KESTRA_URL: proxy.url });
  proxy.forwardTo(facade.sandboxUrl);
  const rows = '{ it: kestraUsers(first: 20, search: "mar") { totalCount nodes { username } } }';
  const count = '{ it: kestraUsers(search: "mar") { totalCount } }';
  const [first, second] = [await ask(facade, rows), await ask(facade, rows)];
  expect(first.calls.toSorted()).toEqual([search('mar', 'page=1&size=20'), nobody].toSorted());
  expect(second.calls).toEqual([search('mar', 'page=1&size=20')]);
  expect(second.data).toEqual(first.data);

  // This one does not know the filters, so that its answer has people in it who have nothing of the search.
  proxy.forwardTo(older.url);
  expect((await ask(facade, rows)).data).toEqual(first.data);
  expect((await ask(facade, count)).data.it?.totalCount).toBe(first.data.it?.totalCount);
  await facade.close();
  await Promise.all([proxy.close(), older.close()]);
});

describe('a server that cannot order the list', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ ...newest, users: 60, quirks: ['kestra-sort-500'] }, { BREAKER_FAILURES: '2' });
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.misbehave());

  const ordered = 'kestraUsers(first: 3, orderBy: { field: USERNAME }) { nodes { username } }';
  const sorted = 'GET /api/v1/users?sort=username:asc&page=1&size=3';
  const unsorted = 'GET /api/v1/users?page=1&size=1';

  test('is told from one that fails by a call without the order, and is not asked again for a while', async () => {
    const unsupported = [['it', 'UNSUPPORTED_BY_VERSION']];
    const first = await ask(facade, `{ it: ${ordered} }`);
    expect(first).toMatchObject({ data: { it: null }, failures: unsupported, calls: [sorted, unsorted, sorted] });
    expect(await ask(facade, `{ it: ${ordered} }`)).toMatchObject({ failures: unsupported, calls: [] });
  });

  test('gives the rest of the document, and its order is no outage', async () => {
    const many = Array.from({ length: 20 }, () =>
      ask(facade, `{ it: ${ordered} rest: kestraUsers(first: 3) { nodes { username } } }`),
    );
    for (const { data, failures } of await Promise.all(many)) {
      expect(names(data.rest)).toHaveLength(3);
      expect(failures).toEqual([['it', 'UNSUPPORTED_BY_VERSION']]);
    }
  });
});

describe('a server that keeps no order', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ ...newest, users: 150, quirks: ['kestra-unordered'] });
  });
  afterAll(() => facade.close());

  test('gives a page, and its order where one is asked for', async () => {
    const page = await ask(facade, '{ it: kestraUsers(first: 20) { totalCount nodes { username } } }');
    expect([page.failures, page.data.it?.totalCount, new Set(names(page.data.it)).size]).toEqual([undefined, 150, 20]);
    const all = await ask(
      facade,
      '{ it: kestraUsers(first: 150, orderBy: { field: USERNAME }) { nodes { username } } }',
    );
    expect(names(all.data.it)).toEqual([...new Set(names(all.data.it))].toSorted());
    expect(names(all.data.it)).toHaveLength(150);
  });

  test('is told by pages that do not fit together: nobody is left out or shown twice without a word', async () => {
    const { data, failures } = await ask(facade, '{ it: kestraUsers(first: 150) { nodes { username } } }');
    expect([data.it, failures]).toEqual([null, [['it', 'UPSTREAM_BAD_RESPONSE']]]);
  });

  test('shows everyone by their names, those too whom its pages did not show', async () => {
    const everyone = await ask(
      facade,
      '{ it: kestraUsers(first: 150, orderBy: { field: USERNAME }) { nodes { username } } }',
    );
    const wanted = names(everyone.data.it) ?? [];
    const fields = wanted.map((name, index) => `u${index}: kestraUser(by: { username: "${name}" }) { username }`);
    const { data, failures } = await ask(facade, `{ ${fields.join(' ')} }`);
    expect(failures).toBeUndefined();
    expect(Object.values(data).map((user) => user as unknown)).toEqual(wanted.map((username) => ({ username })));
  });
});

describe('a server that answers writes as its published document has it', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver(
      {
        platforms: ['kestra'],
        kestraVersion: '1.0',
        users: 60,
        quirks: ['kestra-creates-silently', 'kestra-taken-422', 'kestra-impersonates-with-200'],
      },
      { KESTRA_IMPERSONATION: 'on' },
    );
  });
  afterAll(() => facade.close());

  const write = async (mutation: string) => {
    const { data, errors } = await facade.ask<{ it: unknown }, never>(`mutation { it: ${mutation} }`);
    expect(errors).toBeUndefined();
    return data.it;
  };

  test('shows a new user, who is looked up by the address', async () => {
    const email = 'new.colleague@example.com';
    const created = await write(
      `createKestraUser(input: { email: "${email}" }) { ... on CreateKestraUserPayload { user { username email } } }`,
    );
    expect(created).toEqual({ user: { username: email, email } });
  });

  test('refuses an address that is taken, and says which value of the input it is', async () => {
    const refused = await write(
      'createKestraUser(input: { email: "Ada.Lovelace@example.com" }) { __typename ... on ValidationFailure { code issues { path } } }',
    );
    expect(refused).toEqual({
      __typename: 'ValidationFailure',
      code: 'BAD_USER_INPUT',
      issues: [{ path: ['email'] }],
    });
  });

  test('signs in as another user, and tells no session that it did not send', async () => {
    const { data } = await facade.ask<{ it: { id: string; userId: string } }, never>(
      '{ it: kestraUser(by: { username: "ada.lovelace@example.com" }) { id userId } }',
    );
    const session = await write(
      `impersonateKestraUser(input: { userId: "${data.it.id}" }) { ... on ImpersonateKestraUserPayload { userId sessionToken } }`,
    );
    expect(session).toEqual({ userId: data.it.userId, sessionToken: null });
  });
});

describe('a server that can order the list', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ ...newest, users: 60 });
  });
  afterAll(() => facade.close());

  const document = '{ it: kestraUsers(first: 3, orderBy: { field: USERNAME }) { nodes { username } } }';
  const sorted = 'GET /api/v1/users?sort=username:asc&page=1&size=3';
  const unsorted = 'GET /api/v1/users?page=1&size=1';

  test('and fails once gives it', async () => {
    await facade.misbehave({ operationId: 'listUsers', status: 500, times: 1 });
    const { data, failures, calls } = await ask(facade, document);
    expect([names(data.it)?.length, failures, calls]).toEqual([3, undefined, [sorted, unsorted, sorted]]);
  });

  test('and fails on is out of order, whatever is asked', async () => {
    await facade.misbehave({ operationId: 'listUsers', status: 500, retryAfter: 0 });
    expect(await ask(facade, document)).toMatchObject({
      failures: [['it', 'UPSTREAM_UNAVAILABLE']],
      calls: [sorted, unsorted, unsorted, unsorted],
    });
    await facade.misbehave();
    expect(names((await ask(facade, document)).data.it)).toHaveLength(3);
  });

  test('but is not there for a moment is asked three times, as ever', async () => {
    await facade.misbehave({ operationId: 'listUsers', status: 503, retryAfter: 0 });
    expect(await ask(facade, document)).toMatchObject({
      failures: [['it', 'UPSTREAM_UNAVAILABLE']],
      calls: [sorted, sorted, sorted],
    });
    await facade.misbehave();
  });
});
