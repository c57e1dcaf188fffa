import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { request } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { type Facade, graphOver } from '../support/facade.ts';

const documents = {
  accounts: `"Accounts whose last sign-in is not later than a time, with who created each. Pages: pass endCursor as after."
    query DormantAccounts("A time in ISO 8601, such as 2026-01-01T00:00:00Z." $until: DateTime!, $first: Int! = 20, $after: String) {
      users(first: $first, after: $after, filter: { lastLoginAt: { lte: $until } }) {
        nodes { username lastLoginAt creator { username } }
        pageInfo { hasNextPage endCursor }
      }
    }`,
  find: 'query FindUser($by: UserBy!) { user(by: $by) { id username } }',
  both: 'query First { users(first: 1) { nodes { username } } } query Second { users(first: 2) { nodes { username } } }',
  deletion:
    'mutation DeleteUser($id: ID!) { deleteUser(input: { userId: $id }) { __typename ... on DeleteUserPayload { deletedId } } }',
  creation: 'mutation CreateUser($email: String!) { createUser(input: { email: $email }) { __typename } }',
  secret: `mutation CreateWithPassword($email: String!) { createUser(input: { email: $email }) { ...Password } }
    fragment Password on CreateUserPayload { temporaryPassword }`,
  unnamed: '{ users(first: 1) { nodes { username } } }',
  foreign: 'query Elsewhere { orders { id } }',
};

let facade: Facade;
const clients: Client[] = [];
const path = join(mkdtempSync(join(tmpdir(), 'trusted-')), 'documents.json');
beforeAll(async () => {
  writeFileSync(path, JSON.stringify(documents));
  facade = await graphOver(
    {},
    { MCP: 'on', TRUSTED_DOCUMENTS: path, MCP_MUTATIONS: 'DeleteUser,CreateWithPassword,NoSuch', LOG_LEVEL: 'trace' },
  );
});
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));
afterAll(() => facade.close());

/** The official client, of today's protocol or that of 2025, with a token of the platform. */
async function connect(token: string | null = 'sandbox-admin', mode: 'auto' | 'legacy' = 'auto'): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${facade.url}/mcp`), { requestInit: { headers } }));
  clients.push(client);
  return client;
}

const post = (body: unknown, headers: Record<string, string> = {}, { url } = facade) =>
  request(`${url}/mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify(body),
  });

const call = (name: string, args: object = {}, id = 1) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args },
});

const modes = ['auto', 'legacy'] as const;

test.each(modes)(
  'the tools are the named queries and the marked mutations, typed and with a price: %s',
  async (mode) => {
    const client = await connect('sandbox-admin', mode);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['DormantAccounts', 'FindUser', 'First', 'Second', 'DeleteUser']);
    expect(await facade.calls(), 'nothing is asked for').toEqual([]);
    const [dormant, find, , , deletion] = tools;
    expect(dormant).toMatchObject({
      description: `Accounts whose last sign-in is not later than a time, with who created each. Pages: pass endCursor as after.
Makes at most 64 REST calls, unless optional arguments ask for more.`,
      inputSchema: {
        type: 'object',
        properties: {
          until: { type: 'string', description: 'A time in ISO 8601, such as 2026-01-01T00:00:00Z.' },
          first: { type: 'integer', default: 20 },
          after: { type: 'string' },
        },
        required: ['until'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, destructiveHint: false },
      _meta: { 'users-graph/restCalls': 64 },
    });
    expect(find).toMatchObject({
      description: expect.stringContaining('A user of Run:ai'),
      inputSchema: {
        properties: { by: { $ref: '#/$defs/UserBy' } },
        $defs: { UserBy: { properties: { username: { type: 'string' } }, minProperties: 1, maxProperties: 1 } },
      },
    });
    expect(deletion).toMatchObject({
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false },
    });
  },
);

test('the log says what is no tool, and why', () => {
  const told = facade.lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg.endsWith('is not an MCP tool'));
  expect(told.map(({ documentId, name, reason }) => [documentId, name, reason])).toEqual([
    ['creation', 'CreateUser', 'MCP_MUTATIONS does not name it.'],
    ['secret', 'CreateWithPassword', 'It selects a field of type Secret, which is not for a model.'],
    ['unnamed', undefined, 'It has no name.'],
    ['foreign', undefined, 'This graph does not have what the document asks for.'],
    [undefined, 'NoSuch', 'No trusted document has a mutation of this name.'],
  ]);
});

/** What a model would do with what it is told: find the tool by its description, fill in its input, and turn the pages. */
async function agent(client: Client, words: readonly string[], input: (name: string) => unknown): Promise<unknown[]> {
  const { tools } = await client.listTools();
  const tool = tools.find(({ description = '' }) => words.every((word) => description.toLowerCase().includes(word)));
  const { properties = {}, required = [] } = tool?.inputSchema ?? {};
  const rows: unknown[] = [];
  let after: string | undefined;
  do {
    const given = Object.fromEntries(required.map((name) => [name, input(name)]));
    const args = 'after' in properties && after !== undefined ? { ...given, after } : given;
    const { structuredContent } = await client.callTool({ name: tool?.name ?? '', arguments: args });
    const { data } = structuredContent as {
      data: { users: { nodes: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    };
    rows.push(...data.users.nodes);
    after = data.users.pageInfo.hasNextPage ? data.users.pageInfo.endCursor : undefined;
  } while (after);
  return rows;
}

test.each(modes)(
  'an agent answers which accounts have not signed in this year, and who created them: %s',
  async (mode) => {
    const client = await connect('sandbox-admin', mode);
    const found = await agent(client, ['accounts', 'last sign-in', 'created'], () => '2026-01-01T00:00:00Z');
    const asked = (await facade.calls()).filter((path) => path.includes('lastLogin'));
    expect(asked[0]).toBe(
      'GET /api/v1/users?filterBy=lastLogin<=2026-01-01T00:00:00Z&sortBy=username&sortOrder=asc&offset=0&limit=21',
    );
    expect(asked, 'a call for each page of 20').toHaveLength(Math.ceil(found.length / 20));
    const search = new URLSearchParams({ filterBy: 'lastLogin<=2026-01-01T00:00:00Z', offset: '0', limit: '500' });
    const { body } = await request(`${facade.sandboxUrl}/api/v1/users?${search}`, {
      headers: { authorization: 'Bearer sandbox-admin' },
    });
    const users = (await body.json()) as { username: string; createdBy: string }[];
    expect(found).toHaveLength(users.length);
    const known = new Map(users.map(({ username, createdBy }) => [username, createdBy]));
    for (const { username, creator } of found as { username: string; creator: { username: string } | null }[]) {
      expect(creator?.username ?? known.get(username)).toBe(known.get(username));
    }
  },
);

test('a marked mutation is executed; what may not be a tool can not be called', async () => {
  const client = await connect();
  const by = { username: 'ada.lovelace@example.com' };
  const found = await client.callTool({ name: 'FindUser', arguments: { by } });
  const { data } = found.structuredContent as { data: { user: { id: string } } };
  const deleted = await client.callTool({ name: 'DeleteUser', arguments: { id: data.user.id } });
  expect(deleted.structuredContent).toMatchObject({ data: { deleteUser: { deletedId: data.user.id } } });
  await facade.forgetCalls();
  for (const name of ['CreateUser', 'CreateWithPassword', 'Elsewhere', 'toString']) {
    await expect(client.callTool({ name, arguments: { email: 'a@example.com' } })).rejects.toThrow(
      'There is no tool with this name.',
    );
  }
  expect(await facade.calls()).toEqual([]);
});

test('what fails is told as an error of the tool, without the value', async () => {
  const client = await connect();
  const wrong = await client.callTool({ name: 'DormantAccounts', arguments: { until: 'cAnAry' } });
  expect(wrong).toMatchObject({
    isError: true,
    structuredContent: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
  });
  expect(JSON.stringify(wrong)).not.toContain('cAnAry');
  expect(await facade.calls()).toEqual([]);
  await facade.misbehave({ operationId: 'get_users', status: 403 });
  const refused = await client.callTool({ name: 'First' });
  expect(refused).toMatchObject({
    isError: true,
    structuredContent: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
  });
});

test('each request acts with its own credentials, and none stand in for missing ones', async () => {
  const [admin, viewer, nobody] = await Promise.all([connect(), connect('sandbox-viewer'), connect(null)]);
  const results = await Promise.all([admin, viewer, nobody].map((client) => client?.callTool({ name: 'First' })));
  expect(results.map((result) => result?.isError)).toEqual([false, false, true]);
  expect((await facade.served()).map(({ token }) => token).toSorted()).toEqual(['admin', 'viewer']);
  expect(facade.lines.join('')).not.toMatch(/sandbox-(admin|viewer)/);
});

test('a request is bounded: its calls, its size and its origin', async () => {
  const authorization = 'Bearer sandbox-admin';
  const many = await post(
    Array.from({ length: 12 }, (_, id) => call('First', {}, id)),
    { authorization },
  );
  const text = await many.body.text();
  expect(text.match(/"isError":false/g)).toHaveLength(10);
  expect(text.match(/A batch may have at most 10 messages\./g)).toHaveLength(2);
  expect(await facade.calls(), 'identical reads are one').toHaveLength(1);
  await facade.forgetCalls();
  expect((await post(call('FindUser', { by: { username: 'x'.repeat(1_000_000) } }))).statusCode).toBe(413);
  expect((await post(call('First'), { origin: 'https://evil.example' })).statusCode).toBe(403);
  expect((await request(`${facade.url}/mcp`, { headers: { accept: 'text/event-stream' } })).statusCode).toBe(405);
  expect(await facade.calls()).toEqual([]);
});

test('a caller beyond the budget who does not wait is not read any more', async () => {
  const settings = { MCP: 'on', TRUSTED_DOCUMENTS: path, BUDGET_CALLS_PER_MINUTE: '2' };
  const bounded = await graphOver({}, settings);
  const ask = async (token: string) => {
    const { statusCode, body } = await post(call('First'), { authorization: `Bearer ${token}` }, bounded);
    return [statusCode, /\bBUDGET_EXCEEDED\b/.test(await body.text())];
  };
  for (let count = 0; count < 2; count++) expect(await ask('sandbox-admin')).toEqual([200, false]);
  for (let count = 0; count < 11; count++) expect(await ask('sandbox-admin')).toEqual([200, true]);
  expect(await ask('sandbox-admin')).toEqual([429, true]);
  expect(await ask('sandbox-viewer')).toEqual([200, false]);
  expect(await bounded.calls()).toHaveLength(3);
  await bounded.close();
});

describe('where it is off', () => {
  test('there is no such path', async () => {
    const plain = await graphOver();
    const { statusCode } = await request(`${plain.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(call('First')),
    });
    expect(statusCode).toBe(404);
    expect(await plain.calls()).toEqual([]);
    await plain.close();
  });

  test('without documents it cannot be turned on', () => {
    expect(() => loadConfig({ MCP: 'on' })).toThrow('TRUSTED_DOCUMENTS must be set where MCP=on');
  });
});
