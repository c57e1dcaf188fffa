import { readFileSync } from 'node:fs';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { encodeCursor } from '../../src/paging/cursor.ts';
import { type PlatformName, platformNames, platforms } from '../../src/platforms.ts';
import { type Facade, graphOver, type ServedCall } from '../support/facade.ts';
import { post } from '../support/post.ts';
import { type TextInput, textInputs } from '../support/text-inputs.ts';

const hostile = [
  '.',
  '..',
  '../users',
  '../../api/v1/users/count',
  '%2e%2e%2fusers',
  '%2F',
  '/',
  '\\',
  'a/b',
  'a?offset=0',
  'a#b',
  'a&filterBy=isLocal==true',
  'a;b=c',
  'a,isLocal==true',
  ',',
  '==',
  '=@',
  'a==b',
  '*',
  '%',
  '%00',
  '\u0000',
  'a\r\nx-injected: 1',
  'a\r\n\r\nGET /api/v1/users HTTP/1.1\r\n',
  '\u2028',
  '\u202e',
  '\ufeff',
  '\ud800',
  'é',
  'e\u0301',
  '😀',
  "' OR '1'='1",
  '"; DROP TABLE users; --',
  '{"$ne":null}',
  '__proto__',
  'constructor',
  'users',
  'count',
  'me',
  'service-accounts',
  ' ',
  '',
  'x'.repeat(7000),
];
const types = ['User', 'KestraUser', 'Group'];
/** As they are, and where an id is meant also as the global id of something: of each type in turn. */
const textsFor = ({ type }: TextInput, index: number) => [
  ...hostile,
  ...(type === 'ID' ? hostile.map((text) => encodeGlobalID(types[index % types.length] ?? 'User', text)) : []),
];

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
}
interface Document {
  readonly paths: Record<string, Record<string, { operationId?: string; parameters?: Parameter[] }>>;
  readonly components: { readonly parameters?: Record<string, Parameter> };
}

/** What the contracts know of each operation: its template, and the names of its query parameters. */
function contractOf(name: string) {
  const url = new URL(`../../schema/rest/${name}.openapi.json`, import.meta.url);
  const { paths, components }: Document = JSON.parse(readFileSync(url, 'utf8'));
  return Object.entries(paths).flatMap(([template, methods]) =>
    Object.values(methods).flatMap(({ operationId, parameters = [] }) => {
      const known = parameters.map((one) => components.parameters?.[one.$ref?.split('/').at(-1) ?? ''] ?? one);
      const query = known.filter((one) => one.in === 'query').map((one) => one.name);
      return operationId ? [[operationId, { template, query }] as const] : [];
    }),
  );
}

/** The contract of each platform, as `schema/rest/` names it. */
const contracts: Record<PlatformName, string> = { runai: 'runai-2.22', kestra: 'kestra-2.0' };

/** Platforms may have operations of one name: the path tells them apart. */
const operations = Map.groupBy(
  [...Object.values(contracts), 'runai-3.0'].flatMap(contractOf),
  ([operationId]) => operationId,
);

let facade: Facade;
/** For what the version with the deprecated family lacks. */
let newest: Facade;
const isOfNewest = ({ name, root }: TextInput) =>
  /accessRule|permi/i.test(name) || /^(accessRule|runaiRole|permi)|(Access|RunaiRole)$/.test(root);
let inputs: TextInput[];
let known: readonly string[];
beforeAll(async () => {
  facade = await graphOver(
    { version: '2.22', users: 30, platforms: platformNames },
    { KESTRA_IMPERSONATION: 'on', LOG_LEVEL: 'error', MAX_COST: '100000' },
  );
  newest = await graphOver(
    { version: '3.0', users: 30, platforms: platformNames },
    { LOG_LEVEL: 'error', MAX_COST: '100000' },
  );
  const { data } = await facade.ask<
    Record<'users' | 'kestraUsers', { nodes: { id: string; userId: string; username: string }[] }>,
    object
  >('{ users(first: 1) { nodes { id userId username } } kestraUsers(first: 1) { nodes { id userId username } } }');
  const [one, other] = [data.users.nodes[0], data.kestraUsers.nodes[0]];
  known = ['benign', one, other, 'main'].flatMap((row) => (typeof row === 'object' ? Object.values(row) : (row ?? [])));
  const benign = (type: string, name: string) => {
    if (type === 'Int') return '1';
    if (type === 'Boolean') return 'true';
    if (type === 'DateTime') return '"2024-01-01T00:00:00Z"';
    if (type === 'Duration') return '"P30D"';
    if (name === 'id' || name === 'user') return JSON.stringify(one?.id);
    return name === 'username' ? JSON.stringify(one?.username) : '"benign"';
  };
  inputs = textInputs(await buildSchema(platformNames), benign);
});
afterAll(() => Promise.all([facade.close(), newest.close()]));

const sandboxes = () => [...facade.sandboxes, ...newest.sandboxes];
const served = async (): Promise<readonly ServedCall[]> =>
  (await Promise.all(sandboxes().map((sandbox) => sandbox.served()))).flat();
const forgetCalls = () => Promise.all(sandboxes().map((sandbox) => sandbox.forgetCalls()));

const credentials = Object.fromEntries(
  Object.values(platforms).map(({ credentialHeader }) => [credentialHeader.toLowerCase(), 'Bearer sandbox-admin']),
);

/** Sends every text as one input, many at once, and tells what the platforms were asked. */
async function send(input: TextInput, texts: readonly string[]) {
  await forgetCalls();
  const answers: { status: number; text: string; codes: readonly unknown[] }[] = [];
  const size = 40;
  for (let from = 0; from < texts.length; from += size) {
    const part = texts.slice(from, from + size);
    const definitions = part.map((_, index) => `$t${index}: ${input.type}!`).join(', ');
    // A root field that may not be null takes the others with it: each has a request of its own then, and a document in common.
    const selections = part.map((_, index) => `_${index}: ${input.selection(`$t${index}`)}`).join('\n');
    const variables = Object.fromEntries(part.map((text, index) => [`t${index}`, text]));
    answers.push(
      await post(
        (isOfNewest(input) ? newest : facade).url,
        JSON.stringify({ query: `${input.operation} (${definitions}) { ${selections} }`, variables }),
        credentials,
      ),
    );
  }
  return { answers, calls: await served() };
}

/** What is wrong about a call: where a text that was sent is more than a value. */
function complaints(call: ServedCall, sent: ReadonlySet<string>): readonly string[] {
  const meant = (operations.get(call.operationId ?? '') ?? []).map(([, operation]) =>
    complaintsOf(operation, call, sent),
  );
  return meant.find((none) => none.length === 0) ?? meant[0] ?? [`no operation: ${call.path}`];
}

interface Known {
  readonly template: string;
  readonly query: readonly string[];
}

function complaintsOf(operation: Known, { path, query, token }: ServedCall, sent: ReadonlySet<string>): string[] {
  const segments = path.split('/');
  const wanted = operation.template.split('/');
  const inPath = wanted.flatMap((part, index) => {
    const given = segments[index] ?? '';
    if (!part.startsWith('{')) return part === given ? [] : [`path ${path}`];
    return sent.has(decodeURIComponent(given)) ? [] : [`value in ${path}`];
  });
  const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('=', 2));
  const inQuery = pairs.flatMap(([name = '', encoded = '']) => {
    const value = decodeURIComponent(encoded);
    if (!operation.query.includes(name)) return [`parameter ${name}`];
    if (name === 'q' || name === 'search') return sent.has(value) ? [] : [`search ${value}`];
    if (name === 'filterBy') {
      const [, text] = /^\w+(?:==|!=|<=|>=|=@|!@|=\^|=\$)([^,]*)$/s.exec(value) ?? [];
      return text !== undefined && sent.has(text) ? [] : [`filter ${value}`];
    }
    if (name === 'subjectIds') return value.split(',').every((id) => sent.has(id)) ? [] : [`subjects ${value}`];
    if (name === 'clusterId' || name === 'scopeId') return sent.has(value) ? [] : [`${name}=${value}`];
    return /^[\w:-]*$/.test(value) ? [] : [`${name}=${value}`];
  });
  const names = pairs.map(([name]) => name);
  return [
    ...inPath,
    ...inQuery,
    ...(segments.length === wanted.length ? [] : [`segments of ${path}`]),
    ...(new Set(names).size === names.length ? [] : [`twice in ${query}`]),
    ...(token === 'admin' ? [] : [`token ${token}`]),
  ];
}

describe('no text finds what it does not name', () => {
  test.each(['global id', 'userId', 'username'])('user(by:), with a %s', async (kind) => {
    for (const text of hostile.filter((text) => text.isWellFormed())) {
      const key = kind === 'username' ? 'username' : 'userId';
      const sent = (type: string) => ({ [key]: kind === 'global id' ? encodeGlobalID(type, text) : text });
      const { data } = await facade.ask<{ user: object | null; kestraUser: object | null }, object>(
        `query ($by: UserBy!, $of: KestraUserBy!) { user(by: $by) { id } kestraUser(by: $of) { id } }`,
        { by: sent('User'), of: sent('KestraUser') },
      );
      expect([text.slice(0, 20), data.user, data.kestraUser]).toEqual([text.slice(0, 20), null, null]);
    }
  });

  test('a filter that holds a comma is refused, not another filter', async () => {
    await forgetCalls();
    for (const field of ['username', 'createdBy']) {
      for (const [operator, value] of [
        ['eq', 'a,isLocal==true'],
        ['contains', 'a,isLocal==true'],
        ['in', ['a,isLocal==true', 'b']],
      ] as const) {
        const filter = { [field]: { [operator]: value } };
        const { errors } = await facade.ask('query ($filter: UserFilter) { users(filter: $filter) { totalCount } }', {
          filter,
        });
        expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
      }
    }
    expect(await served()).toEqual([]);
  });

  test('a forged cursor reads no more than a page around the row that it names', async () => {
    const list = 'runai.users {}';
    for (const offset of [0, 100_000, 2_000_000_000]) {
      for (const args of [
        'first: 5, after: $at',
        'first: 5, before: $at',
        'last: 5, before: $at',
        'last: 5, after: $at',
      ]) {
        for (const id of ['nobody', known[1] ?? '']) {
          await forgetCalls();
          const { errors } = await facade.ask(
            `query ($at: String) { users(${args}) { nodes { id } pageInfo { hasNextPage hasPreviousPage } } }`,
            { at: encodeCursor(list, { offset, id }) },
          );
          expect(errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('INTERNAL_SERVER_ERROR');
          expect((await served()).length, `${args} ${offset} ${id}`).toBeLessThanOrEqual(5);
        }
      }
    }
  });
});

describe('a text in any argument is that argument and nothing else', () => {
  test('there are many', () => {
    expect(inputs.length).toBeGreaterThan(80);
    expect(new Set(inputs.map(({ root }) => root)).size).toBeGreaterThan(35);
  });

  test('each reaches the operations that its field is made of, as a value', async () => {
    for (const [index, input] of inputs.entries()) {
      const texts = textsFor(input, index);
      const sent = new Set([
        ...hostile,
        ...hostile.flatMap((text) => [text.toLowerCase(), text.toWellFormed()]),
        ...texts,
        ...known,
      ]);
      const { answers, calls } = await send(input, texts);
      const told = `${input.name}: ${answers.map(({ text }) => text.slice(0, 500)).join('\n')}`;
      for (const { status, codes } of answers) {
        expect(status, told).toBeLessThan(500);
        expect(codes, told).not.toContain('INTERNAL_SERVER_ERROR');
      }
      expect([...new Set(calls.flatMap((call) => complaints(call, sent)))], told).toEqual([]);
    }
  });

  test('one that no server takes in a path is refused, and is no outage', async () => {
    for (const input of inputs.filter(({ operation }) => operation === 'query')) {
      const { answers, calls } = await send(input, ['x'.repeat(900_000)]);
      expect(answers[0]?.status, input.name).toBeLessThan(500);
      for (const code of answers[0]?.codes ?? []) {
        expect(code, input.name).toMatch(/^(BAD_USER_INPUT|BAD_CURSOR|NOT_FOUND|UNSUPPORTED_BY_VERSION)$/);
      }
      expect(
        calls.every(({ path, query }) => path.length + query.length < 8000),
        input.name,
      ).toBe(true);
    }
  });
});
