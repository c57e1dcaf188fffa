import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { post } from '../support/post.ts';
import { runs } from '../support/runs.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver(
    { users: 20 },
    {
      RUNAI_TOKEN_EXCHANGE: 'on',
      CACHE_TTL_MS: '60000',
      CACHE_MAX_BYTES: '65536',
      BUDGET_CALLS_PER_MINUTE: '30',
      LOG_LEVEL: 'error',
    },
  );
});
afterAll(() => facade.close());

const together = 8;
const count = runs(40);

/** What a header can carry. */
const headerText = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
const base64 = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64'));
const authorization = fc.oneof(
  fc.tuple(fc.constantFrom('Basic', 'basic', 'BASIC', 'Basic '), base64).map((parts) => parts.join(' ')),
  fc.tuple(fc.constantFrom('Basic', 'Bearer', 'Negotiate', ''), headerText).map((parts) => parts.join(' ')),
  fc.tuple(headerText, headerText).map(([id, secret]) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`),
);
const cacheControl = fc.oneof(
  headerText,
  fc
    .array(
      fc.tuple(
        fc.constantFrom('max-age', 'no-cache', 'no-store', 'max-stale'),
        fc.constantFrom('', '=', '=0', '="1"', '=-1', '=1e9', `=${'9'.repeat(400)}`),
      ),
    )
    .map((list) => list.map((parts) => parts.join('')).join(', ')),
);
const codes = new Set([undefined, 'UNAUTHENTICATED', 'BUDGET_EXCEEDED']);

test(`about ${count * together} requests of any credentials, and any wish for kept answers: none meets a fault, or what another's got`, async () => {
  const page = JSON.stringify({ query: '{ users(first: 2) { nodes { username } } }' });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ authorization, 'cache-control': cacheControl }), { minLength: 1, maxLength: together }),
      async (requests) => {
        const honest = post(facade.url, page, {
          authorization: `Bearer sandbox-${requests.length % 2 ? 'admin' : 'viewer'}`,
        });
        const answers = await Promise.all(requests.map((headers) => post(facade.url, page, headers)));
        for (const { status, text, codes: found } of answers) {
          expect([200, 429]).toContain(status);
          for (const code of found) expect(codes).toContain(code);
          expect(text).not.toContain('@example.com');
        }
        expect((await honest).status).toBeLessThan(500);
      },
    ),
    { numRuns: count },
  );
  expect(facade.lines).toEqual([]);
});

test('a write under any credentials and any idempotency key is refused, and takes the key from nobody', async () => {
  const write = JSON.stringify({ query: 'mutation { it: logoutUser(input: { userId: "x" }) { __typename } }' });
  const refused = new Set(['UNAUTHENTICATED', 'BUDGET_EXCEEDED', 'BAD_USER_INPUT']);
  const key = fc.oneof(
    headerText,
    headerText.map((text) => JSON.stringify(text)),
    fc.constant('known'),
  );
  await fc.assert(
    fc.asyncProperty(authorization, key, async (sent, idempotencyKey) => {
      const { text, codes: found } = await post(facade.url, write, {
        authorization: sent,
        'idempotency-key': idempotencyKey,
      });
      for (const code of found) expect(refused).toContain(code);
      expect(found.length > 0 || text.includes('"UnauthenticatedFailure"')).toBe(true);
    }),
    { numRuns: runs(10) },
  );
  const known = { authorization: 'Bearer sandbox-viewer', 'idempotency-key': 'known' };
  expect((await post(facade.url, write, known)).text).toContain('"ForbiddenFailure"');
  expect(facade.lines).toEqual([]);
});
