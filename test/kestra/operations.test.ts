import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { features, kestraVersions } from '../../src/kestra/versions.ts';
import { cannotBeAsked } from '../support/cannot-be-asked.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import type { Fixtures } from '../support/kestra-case.ts';
import { casesUnderTest, kestraCases, loadFixtures } from '../support/kestra-operations.ts';

let facade: Facade;
let fixtures: Fixtures;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], users: 60 }, { KESTRA_IMPERSONATION: 'on' });
  fixtures = await loadFixtures(facade);
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});

type Data = { it: { __typename: string; code: string } | null } | null;

/** What stands at the path of a case. */
const valueAt = (path: readonly string[], data: Data) =>
  path.reduce((value: unknown, name) => (value as Record<string, unknown> | null)?.[name], data);

test.each(kestraVersions)('every operation of the contract of %s is reached by a document', (version) => {
  const { contract } = features[version];
  const file = new URL(`../../schema/rest/${contract}.openapi.json`, import.meta.url);
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, Record<string, object>> };
  const published = Object.values(paths)
    .flatMap(Object.values<{ operationId?: string }>)
    .flatMap(({ operationId }) => operationId ?? []);
  const cases = kestraCases.filter(({ since }) => !since || (version >= '1.3' && version >= since));
  const reached = cases.map(({ operationId }) => operationId);
  expect(reached.toSorted()).toEqual(published.toSorted());
});

test.each(casesUnderTest)(
  '$operationId is reached, and no other',
  async ({ operationId, status, before, beforeStatus = 200, document, isWrite, path }) => {
    const { data, errors } = await facade.ask<Data, never>(document(fixtures));
    expect(errors).toBeUndefined();
    const served = await facade.served();
    expect(served.map((call) => [call.operationId, call.status])).toEqual(
      before
        ? [
            [before, beforeStatus],
            [operationId, status],
          ]
        : [[operationId, status]],
    );
    const result = valueAt(path, data) as { code?: string } | undefined;
    if (isWrite) expect(result?.code).toBe(status === 404 ? 'NOT_FOUND' : undefined);
  },
);

const namesNoObject = new Set(['listUsers', 'getCurrentUser', 'patchCurrentUser', 'createServiceAccount']);

/** What each status ends in; `outcome` is of writes, `tries` of reads. */
const statuses = [
  { status: 418, code: 'UPSTREAM_BAD_RESPONSE', tries: 1, outcome: 'UNKNOWN' },
  { status: 400, code: 'BAD_USER_INPUT', tries: 1 },
  { status: 401, code: 'UNAUTHENTICATED', tries: 1 },
  { status: 403, code: 'FORBIDDEN', tries: 1 },
  { status: 404, code: 'NOT_FOUND', tries: 1 },
  { status: 409, code: 'CONFLICT', tries: 1 },
  { status: 422, code: 'BAD_USER_INPUT', tries: 1 },
  { status: 429, code: 'RATE_LIMITED', tries: 3 },
  { status: 500, code: 'UPSTREAM_UNAVAILABLE', tries: 3, outcome: 'UNKNOWN' },
];

describe.each(casesUnderTest.map((one) => ({ operationId: one.operationId, one })))(
  '$operationId',
  ({ operationId, one }) => {
    test.each(statuses)('answered with $status', async ({ status, outcome, tries, ...expected }) => {
      // Lists and the caller are no object that could be absent: it is the path that the platform does not have.
      const isPath = status === 404 && namesNoObject.has(operationId);
      const code = isPath ? 'UPSTREAM_BAD_RESPONSE' : expected.code;
      const others = one.isWrite ? cannotBeAsked(one.before) : [];
      await facade.misbehave({ operationId, status, retryAfter: 0 }, ...others);
      const { data, errors } = await facade.ask<Data, never>(one.document(fixtures));
      const served = (await facade.served()).filter((call) => call.operationId === operationId);
      expect(served).toHaveLength(one.isWrite ? 1 : tries);
      if (one.absentIsNull && status === 404) {
        expect(errors).toBeUndefined();
        expect(valueAt(one.path, data)).toBeNull();
      } else if (one.failures.includes(code)) {
        expect(errors).toBeUndefined();
        expect(valueAt(one.path, data)).toMatchObject({ code });
      } else {
        expect(errors).toHaveLength(one.errors ?? 1);
        expect(errors?.[0]?.path?.map(String)).toEqual(one.path);
        expect(errors?.[0]).toMatchObject({ extensions: { code } });
        expect(errors?.[0]?.extensions.outcome).toBe(one.isWrite ? (isPath ? 'REFUSED' : outcome) : undefined);
      }
    });
  },
);
