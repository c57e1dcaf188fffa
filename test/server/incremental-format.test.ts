import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, type Facade, graphOver, warmPlans } from '../support/facade.ts';
import { askMultipart, type IncrementalResult, merged } from '../support/multipart.ts';
import { post } from '../support/post.ts';

type Path = readonly (string | number)[];
interface Part {
  readonly data?: unknown;
  readonly pending?: readonly { readonly id: string; readonly path: Path; readonly label?: string }[];
  readonly incremental?: readonly {
    readonly id: string;
    readonly subPath?: Path;
    readonly data: Record<string, unknown>;
    readonly errors?: Answer<unknown>['errors'];
  }[];
  readonly completed?: readonly { readonly id: string; readonly errors?: Answer<unknown>['errors'] }[];
  readonly hasNext: boolean;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

const current = 'multipart/mixed;incrementalSpec=v0.2';
const whole = ', application/graphql-response+json;q=0.9';

let facade: Facade;
let userId: string;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['runai', 'kestra'] }, warmPlans);
  const { data } = await facade.ask<{ users: { nodes: { id: string }[] } }, object>(
    '{ users(first: 1) { nodes { id } } }',
  );
  userId = data.users.nodes[0]?.id ?? '';
});
afterAll(() => facade.close());
beforeEach(() => Promise.all([facade.misbehave(), facade.kestra.misbehave()]));

async function partsOf(query: string, accept = current, headers = {}): Promise<readonly Part[]> {
  const parts: Part[] = [];
  const answer = await askMultipart(facade.url, query, { headers: { accept, ...headers } });
  for await (const part of answer.parts) parts.push(part as IncrementalResult as Part);
  return parts;
}

const isObject = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null;

/** Puts parts together as the specification has it: nothing may come that was not announced, or comes twice. */
function putTogether(parts: readonly Part[]): unknown {
  const announced = new Map<string, Path>();
  const data = structuredClone(parts[0]?.data);
  const at = (path: Path) => path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), data);
  for (const { pending = [], incremental = [], completed = [] } of parts) {
    for (const { id, path } of pending) {
      expect(announced.has(id)).toBe(false);
      announced.set(id, path);
    }
    for (const { id, subPath = [], data: fields } of incremental) {
      const object = at([...(announced.get(id) ?? ['not announced']), ...subPath]);
      if (!isObject(object)) throw new Error(`Nothing is at ${id} ${subPath}.`);
      for (const [name, value] of Object.entries(fields)) {
        expect(object, 'no field is sent twice').not.toHaveProperty(name);
        object[name] = value;
      }
    }
    for (const { path } of pending) expect(at(path), 'what is announced belongs to what is there').toBeTypeOf('object');
    for (const { id } of completed) expect(announced.delete(id), 'what is complete was announced').toBe(true);
  }
  expect([...announced], 'all that was announced is complete').toEqual([]);
  expect(parts.map(({ hasNext }) => hasNext)).toEqual(parts.map((_, index) => index < parts.length - 1));
  return data;
}

test('a deferred fragment is announced with the rest, and completed by its id', async () => {
  const query =
    '{ users(first: 2, filter: { username: { contains: "sandbox.test" } }) { nodes { username ... @defer(label: "other") { username kestraUser { username } } } } }';
  await facade.kestra.misbehave({ operationId: 'listUsers', latencyMs: 200 });
  const [first, ...others] = await partsOf(query);
  const names = ['admin@sandbox.test', 'viewer@sandbox.test'];
  expect(first).toEqual({
    data: { users: { nodes: names.map((username) => ({ username })) } },
    pending: [0, 1].map((index) => ({ id: `${index}`, path: ['users', 'nodes', index], label: 'other' })),
    hasNext: true,
  });
  expect(others).toEqual([
    {
      incremental: names.map((username, index) => ({ id: `${index}`, data: { kestraUser: { username } } })),
      completed: [{ id: '0' }, { id: '1' }],
      hasNext: false,
    },
  ]);
});

describe('in the end it is the same data, each field once', () => {
  test.each([
    '{ users(first: 5) { nodes { id ... @defer { id groups { nodes { name ... @defer { members(first: 3) { nodes { username } } } } } } } ... @defer { totalCount nodes { id username } } } }',
    '{ kestraUsers(first: 10) { nodes { username ...@defer { email groups { name } } } ... @defer { totalCount } ... @defer { pageInfo { hasNextPage } } } }',
    '{ ... @defer { users(first: 3) { nodes { username ... @defer(label: "a") { creator { username ... @defer(label: "b") { createdAt } } } } } } }',
    'query ($on: Boolean = true, $off: Boolean = false) { users(first: 3) { nodes { id __typename @include(if: $off) ...F @defer(if: $on) ...G @defer(if: $off) ... @skip(if: $on) { ... @defer { createdAt } } } } } fragment F on User { username ...G } fragment G on User { isLocal ... on Node @defer { updatedAt: id } }',
    '{ users(first: 2) { nodes { username } } ...A @defer ...A } fragment A on Query { kestraUsers(first: 2) { nodes { username } } }',
  ])('%s', async (query) => {
    const plain = query.replaceAll(/@defer(\([^)]*\))?/g, '');
    const { data, errors } = await facade.ask(plain);
    expect(errors).toBeUndefined();
    const parts = await partsOf(query);
    expect(parts.length).toBeGreaterThan(1);
    expect(putTogether(parts)).toEqual(data);
    expect(merged((await partsOf(query, 'multipart/mixed')) as readonly IncrementalResult[])).toEqual(data);
  });

  test.each(['__typename', ''])('of an object of an abstract type: %s', async (typename) => {
    const query = `{ node(id: "${userId}") { id ${typename} ... on User @defer { username creator { username } } } }`;
    const { data } = await facade.ask(query);
    const parts = await partsOf(query);
    expect(putTogether(parts)).toEqual(data);
    // Without its name, the type is known when the fragment comes.
    expect(parts.map(({ pending }) => pending?.length)).toEqual(typename ? [1, undefined] : [undefined, 1]);
  });
});

describe('errors', () => {
  test('of fields stand beside the data of their fragment', async () => {
    await facade.kestra.misbehave({ operationId: 'listUsers', status: 403 });
    const query = '{ users(first: 1) { nodes { id ... @defer { username kestraUser { username } } } } }';
    const parts = await partsOf(query);
    expect(parts[1]).toMatchObject({
      incremental: [
        {
          id: '0',
          data: { username: expect.any(String), kestraUser: null },
          errors: [{ path: ['users', 'nodes', 0, 'kestraUser'], extensions: { code: 'FORBIDDEN' } }],
        },
      ],
      completed: [{ id: '0' }],
    });
  });

  test('of a list that failed announce nothing within it', async () => {
    await facade.misbehave({ operationId: 'get_users', status: 403 });
    const parts = await partsOf(
      '{ users(first: 1) { nodes { id ... @defer { username } } } ... @defer { __typename } }',
    );
    expect(parts[0]).toMatchObject({ data: { users: null }, pending: [{ id: '0', path: [] }] });
    expect(putTogether(parts)).toEqual({ users: null, __typename: 'Query' });
  });
});

test('the plan stands in the last part', async () => {
  const parts = await partsOf('{ users(first: 1) { nodes { id } ... @defer { totalCount } } }', current, {
    'x-explain': '1',
  });
  expect(parts.map(({ extensions }) => extensions !== undefined)).toEqual([false, true]);
});

describe('the form is the one that is accepted', () => {
  const query = '{ users(first: 1) { nodes { id } ... @defer { totalCount } } }';
  const formOf = (parts: string) =>
    parts.includes('"pending"') ? 'v0.2' : parts.includes('"path"') ? '2022' : 'whole';

  test.each([
    [current, 'v0.2'],
    [current + whole, 'v0.2'],
    ['multipart/mixed; incrementalSpec="v0.2"', 'v0.2'],
    [`${current},application/graphql-response+json,application/json;q=0.9`, 'v0.2'],
    [`${current}, multipart/mixed;deferSpec=20220824`, 'v0.2'],
    [`multipart/mixed;deferSpec=20220824, ${current}`, '2022'],
    [`multipart/mixed;deferSpec=20220824;q=0.5, ${current}`, 'v0.2'],
    [`multipart/mixed${whole}`, '2022'],
    [`multipart/mixed;incrementalSpec=v0.1${whole}`, 'whole'],
    ['application/json', 'whole'],
  ])('%s: %s', async (accept, form) => {
    const { headers, text } = await post(facade.url, JSON.stringify({ query }), { accept });
    expect(formOf(text)).toBe(form);
    const expected =
      form === 'v0.2'
        ? /^multipart\/mixed; boundary="-"; incrementalSpec=v0\.2$/
        : /^(multipart\/mixed; boundary="-"|application\/.*)$/;
    expect(headers['content-type']).toMatch(expected);
  });

  test('to a GET as well', async () => {
    const { headers, body } = await request(`${facade.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { authorization: 'Bearer sandbox-admin', accept: current },
    });
    expect(formOf(await body.text())).toBe('v0.2');
    expect(headers['cache-control']).toBe('private');
  });
});
