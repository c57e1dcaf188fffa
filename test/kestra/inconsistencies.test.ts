import { readFileSync } from 'node:fs';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { buildSchema, isInputObjectType, isRequiredInputField } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { serviceAccounts } from '../../src/sandbox/kestra-directory.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { rewritingProxy } from '../support/rewriting-proxy.ts';

/* What the documents of Kestra 1.0 and servers contradict each other in, and how the facade reads it: a test for each. */

const graph = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

let facade: Facade;
let proxy: Awaited<ReturnType<typeof rewritingProxy>>;
let id: string;
let userId: string;
beforeAll(async () => {
  proxy = await rewritingProxy();
  facade = await graphOver({ platforms: ['kestra'], kestraVersion: '1.0', users: 40 }, { KESTRA_URL: proxy.url });
  proxy.forwardTo(facade.sandboxUrl);
  const { kestraUsers } = await ask<{ kestraUsers: { nodes: { id: string; userId: string }[] } }>(
    '{ kestraUsers(first: 9) { nodes { id userId } } }',
  );
  ({ id = '', userId = '' } = kestraUsers.nodes.at(-1) ?? {});
});
afterAll(async () => {
  await facade.close();
  await proxy.close();
});
beforeEach(async () => {
  proxy.rewrite();
  proxy.sent.length = 0;
  await facade.misbehave();
  await facade.forgetCalls();
});

async function ask<Data>(document: string): Promise<Data> {
  const { data, errors } = await facade.ask<Data, never>(document);
  expect(errors).toBeUndefined();
  return data;
}

const failure = '__typename ... on Failure { code }';

test('15: only what changes is sent; an account needs an e-mail alone', async () => {
  const input = graph.getType('CreateKestraUserInput');
  const fields = isInputObjectType(input) ? Object.values(input.getFields()) : [];
  expect(fields.filter(isRequiredInputField).map(({ name }) => name)).toEqual(['email']);
  await ask(`mutation { it: createKestraUser(input: { email: "fifteen@example.com" }) { ${failure} } }`);
  await ask(`mutation { it: updateKestraUser(input: { userId: "${id}", firstName: "New" }) { ${failure} } }`);
  expect(proxy.sent.map(({ body }) => body)).toEqual([{ email: 'fifteen@example.com' }, { firstName: 'New' }]);
});

test('16: the account that creating answers with is taken; where nothing is answered it is found by its e-mail', async () => {
  const create = (email: string) =>
    ask<{ it: object }>(
      `mutation { it: createKestraUser(input: { email: "${email}" }) { ${failure} ... on CreateKestraUserPayload { userId user { userId username email } } } }`,
    );
  const one = await create('sixteen.one@example.com');
  expect(one.it).toMatchObject({ user: { username: 'sixteen.one@example.com' } });
  expect(await facade.calls()).toEqual(['POST /api/v1/users']);

  proxy.rewrite((answer, call) => (call.startsWith('POST') ? undefined : answer));
  await facade.forgetCalls();
  const two = await create('sixteen.two@example.com');
  expect(two.it).toMatchObject({
    userId: expect.any(String),
    user: { username: 'sixteen.two@example.com', email: 'sixteen.two@example.com' },
  });
  expect(await facade.calls()).toEqual([
    'POST /api/v1/users',
    expect.stringMatching(/^GET \/api\/v1\/users\?q=sixteen\.two@example\.com&/),
    expect.stringMatching(/^GET \/api\/v1\/users\/\w+$/),
  ]);

  proxy.rewrite((_, call) => (call.startsWith('POST') ? undefined : { results: [], total: 0 }));
  const { errors } = await facade.ask(
    `mutation { it: createKestraUser(input: { email: "sixteen.three@example.com" }) { ${failure} } }`,
  );
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' });
});

test.each([
  ['listUsers', 403],
  ['listUsers', 503],
  ['getUser', 404],
])('16: an account that was made is not told as refused because %s of it ends with %i', async (operationId, status) => {
  proxy.rewrite((answer, call) => (call.startsWith('POST') ? undefined : answer));
  await facade.misbehave({ operationId, status, retryAfter: 0 });
  const { data, errors } = await facade.ask(
    `mutation { it: createKestraUser(input: { email: "made.${operationId}.${status}@example.com" }) { ${failure} } }`,
  );
  expect(data).toEqual({ it: null });
  expect(errors?.[0]?.extensions).toEqual({ code: 'UPSTREAM_BAD_RESPONSE', outcome: 'UNKNOWN' });
  expect(errors?.[0]?.message).toContain('Whether the change took effect is unknown');
});

test('17: tokens that are declared as any object come as results, and a new one with its secret', async () => {
  const account = serviceAccounts[0]?.id ?? '';
  for (const owner of [`userId: "${id}"`, `serviceAccount: { serviceAccountId: "${account}" }`]) {
    const { it } = await ask<{ it: { fullToken: string; tokenId: string } }>(
      `mutation { it: createKestraApiToken(input: { owner: { ${owner} }, name: "seventeen" }) { ${failure} ... on CreateKestraApiTokenPayload { tokenId name fullToken } } }`,
    );
    expect(it).toMatchObject({ name: 'seventeen', fullToken: expect.stringMatching(/.{10,}/) });
    const { of } = await ask<{ of: { apiTokens: { nodes: object[] } } }>(
      `{ of: ${owner.startsWith('userId') ? `kestraUser(by: { userId: "${id}" })` : `kestraServiceAccount(by: { serviceAccountId: "${account}" })`} { apiTokens { nodes { tokenId name } } } }`,
    );
    expect(of.apiTokens.nodes).toContainEqual({ tokenId: it.tokenId, name: 'seventeen' });
  }
  proxy.rewrite((answer: object, call) => (call.endsWith('api-tokens') ? {} : answer));
  const { errors } = await facade.ask(
    `{ kestraServiceAccount(by: { serviceAccountId: "${account}" }) { apiTokens { nodes { name } } } }`,
  );
  expect(errors?.[0]?.extensions.code, 'an object without results is none').toBe('UPSTREAM_BAD_RESPONSE');
});

test('18: what a path does counts, not the text of another that stands beside it', async () => {
  const { it } = await ask<{ it: { user: { authMethods: { authMethodId: string; type: string }[] } } }>(
    `mutation { it: setKestraUserPassword(input: { userId: "${id}", password: "Secret!1234" }) { ${failure} ... on SetKestraUserPasswordPayload { user { authMethods { authMethodId type } } } } }`,
  );
  const method = it.user.authMethods[0]?.authMethodId;
  expect(await facade.calls()).toEqual([`PATCH /api/v1/users/${userId}/password`]);
  await facade.forgetCalls();
  const { it: removed } = await ask<{ it: { user: { authMethods: object[] } } }>(
    `mutation { it: removeKestraAuthMethod(input: { userId: "${id}", authMethodId: "${method}" }) { ${failure} ... on RemoveKestraAuthMethodPayload { user { authMethods { authMethodId } } } } }`,
  );
  expect(await facade.calls()).toEqual([`DELETE /api/v1/users/${userId}/auths/${method}`]);
  expect(removed.user.authMethods).toEqual(it.user.authMethods.slice(1).map(({ authMethodId }) => ({ authMethodId })));
});

test('19: nobody acts as another, unless an operator allows it', async () => {
  expect(await ask(`mutation { it: impersonateKestraUser(input: { userId: "${id}" }) { ${failure} } }`)).toEqual({
    it: { __typename: 'ForbiddenFailure', code: 'FORBIDDEN' },
  });
  expect(await facade.calls()).toEqual([]);
});

test('20: any 404 is an object that was not found, be it declared of a tenant, of a group, or not at all', async () => {
  await facade.misbehave({ operationId: '*', status: 404 });
  const mutations = {
    createKestraUser: 'email: "twenty@example.com"',
    replaceKestraUser: `userId: "${id}", email: "twenty@example.com"`,
    updateKestraUser: `userId: "${id}", firstName: "Twenty"`,
    deleteKestraUser: `userId: "${encodeGlobalID('KestraUser', 'nobody')}"`,
  };
  for (const [name, input] of Object.entries(mutations)) {
    expect(await ask(`mutation { it: ${name}(input: { ${input} }) { ${failure} } }`), name).toEqual({
      it: { __typename: 'NotFoundFailure', code: 'NOT_FOUND' },
    });
  }
});
