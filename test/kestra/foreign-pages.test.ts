import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

let facade: Facade | undefined;
let server: Server | undefined;
afterEach(async () => {
  await facade?.close();
  server?.close();
});

/** A facade before a server that answers every list with this. */
async function facadeOver(answer: object): Promise<Facade> {
  server = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return graphOver({ platforms: ['kestra'], users: 3 }, { KESTRA_URL: `http://127.0.0.1:${port}` });
}

const rows = Array.from({ length: 10 }, (_, index) => ({ id: `id-${index}`, username: `${index}@example.com` }));

test('a server that gives one page for all fails, so that no row is lost or shown twice in silence', async () => {
  facade = await facadeOver({ results: rows, total: 50 });
  const { data, errors } = await facade.ask('{ kestraUsers(first: 20) { nodes { username } } }');
  expect(data).toEqual({ kestraUsers: null });
  expect(errors?.[0]).toMatchObject({
    message: 'The platform returned the same page for two positions in a list.',
    extensions: { code: 'UPSTREAM_BAD_RESPONSE' },
  });
});

test.each([-1, 2 ** 31])('a total of %i is no answer', async (total) => {
  facade = await facadeOver({ results: rows.slice(0, 1), total });
  const { errors } = await facade.ask('{ kestraUsers(first: 1) { totalCount } }');
  expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
});

test('a user without a username fails alone', async () => {
  facade = await facadeOver({ id: 'nameless' });
  const { data, errors } = await facade.ask(
    '{ kestraUser(by: { userId: "nameless" }) { userId displayName tenants { name } } }',
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ kestraUser: { userId: 'nameless', displayName: null, tenants: null } });
  const named = await facade.ask('{ kestraUser(by: { userId: "nameless" }) { username } }');
  expect(named.data).toEqual({ kestraUser: { username: null } });
  expect(named.errors?.[0]).toMatchObject({
    path: ['kestraUser', 'username'],
    extensions: { code: 'UPSTREAM_BAD_RESPONSE' },
  });
});
