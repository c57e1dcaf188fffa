import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cannotBeAsked } from '../support/cannot-be-asked.ts';
import { type Facade, type Fault, graphOver } from '../support/facade.ts';
import { operationCoverage } from '../support/operation-coverage.ts';

/* The deprecated family, answered with each status that its contract names: what a client learns. */

let facade: Facade;
let user: { id: string; userId: string };
beforeAll(async () => {
  facade = await graphOver({ version: '2.22' });
  const { data } = await facade.ask<{ users: { nodes: (typeof user)[] } }, never>(
    '{ users(first: 9) { totalCount nodes { id userId } } }',
  );
  user = data.users.nodes.at(-1) ?? { id: '', userId: '' };
});
afterAll(() => facade.close());
beforeEach(async () => {
  await facade.misbehave();
  await facade.forgetCalls();
});

/** The mutation's own types of failure; all else is in `errors`. */
const failures: Readonly<Record<number, string>> = {
  400: 'ValidationFailure',
  403: 'ForbiddenFailure',
  404: 'NotFoundFailure',
  409: 'ConflictFailure',
};
const codes: Readonly<Record<number, string>> = {
  400: 'BAD_USER_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  500: 'UPSTREAM_UNAVAILABLE',
  503: 'UPSTREAM_UNAVAILABLE',
};
const statuses = Object.keys(codes).map(Number);

/** Those whose path names no object that could be absent: by 404 the platform says that it does not have the path. */
const namingNone = ['getUsers', 'createUser', 'getRoles', 'getGroups', 'createGroup'];

interface Data {
  readonly it?: object | null;
  readonly user?: { readonly it: object | null } | null;
}

async function answerTo(operationId: string, status: number, document: string, others: readonly Fault[] = []) {
  await facade.misbehave({ operationId, status, retryAfter: 0 }, ...others);
  const { data, errors } = await facade.ask<Data | null, never>(document);
  const tries = (await facade.served()).filter((call) => call.operationId === operationId).length;
  return { data, errors, tries };
}

/** The newer family writes its operations with underscores. */
const isDeprecated = (operationId: string) => !operationId.includes('_');
const pairs = operationCoverage.flatMap(({ at, document, reaches }) =>
  reaches['2.22'].filter(isDeprecated).map((operationId) => ({ at, document, operationId })),
);
const fixtures = () => ({ reader: user, deleted: user, changed: user, removed: user });

describe.each(pairs.filter(({ at }) => at.startsWith('Mutation.')))(
  '$at, $operationId',
  ({ document, operationId }) => {
    const creates = operationId.startsWith('create');
    const reads = operationId.startsWith('ge');

    test.each(statuses.filter((status) => creates || status !== 409))('answered with %i', async (status) => {
      const before = operationId.startsWith('updateUser') ? 'getUserById' : 'geGroupByName';
      const others = reads ? [] : cannotBeAsked(operationId.startsWith('update') ? before : undefined);
      const { data, errors, tries } = await answerTo(operationId, status, document(fixtures()), others);
      const isUnavailable = status >= 500;
      expect(tries).toBe(reads && isUnavailable ? 3 : 1);
      if (status === 404 && namingNone.includes(operationId)) {
        expect(errors).toMatchObject([
          { path: ['it'], extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'REFUSED' } },
        ]);
      } else if (failures[status]) {
        expect(errors).toBeUndefined();
        expect(data?.it).toMatchObject({ __typename: failures[status], code: codes[status] });
      } else {
        expect(data?.it ?? null).toBeNull();
        expect(errors).toMatchObject([{ path: ['it'], extensions: { code: codes[status] } }]);
        expect(errors?.[0]?.extensions.outcome).toBe(isUnavailable && !reads ? 'UNKNOWN' : undefined);
      }
    });
  },
);

describe.each(pairs.filter(({ at }) => !at.startsWith('Mutation.') && !/^Query\.group$|^Group\./.test(at)))(
  '$at, $operationId',
  ({ document, operationId }) => {
    const byKey = operationId.startsWith('getUserById') || operationId.startsWith('getUserRoles');

    test.each(statuses.filter((status) => status !== 409))('answered with %i', async (status) => {
      const { data, errors, tries } = await answerTo(operationId, status, document(fixtures()));
      expect(tries).toBe(status >= 500 ? 3 : 1);
      const it = byKey ? data?.user?.it : data?.it;
      expect(it ?? null).toBeNull();
      if (byKey && (status === 404 || status === 400)) expect(errors, 'who is unknown has no access').toBeUndefined();
      else if (status === 404) expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
      else expect(errors).toMatchObject([{ extensions: { code: codes[status] } }]);
    });
  },
);

test.each(statuses.filter((status) => status !== 409 && status !== 404))(
  'a group whose access cannot be read, for %i, is not said to be none',
  async (status) => {
    const { data, errors } = await answerTo('geGroupByName', status, '{ group(by: { name: "robotics" }) { name } }');
    expect(data).toEqual({ group: null });
    expect(errors).toMatchObject([{ path: ['group'], extensions: { code: codes[status] } }]);
  },
);
