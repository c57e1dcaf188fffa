import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KestraVersion } from '../../src/kestra/versions.ts';
import type { Quirk } from '../../src/sandbox/quirks.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import type { Fixtures } from '../support/kestra-case.ts';
import { kestraCases, loadFixtures } from '../support/kestra-operations.ts';

const servers: readonly [version: KestraVersion, ...quirks: Quirk[]][] = [
  ['2.0'],
  ['1.3'],
  ['1.2'],
  ['1.0'],
  ['2.0', 'kestra-ignores-q'],
  ['1.0', 'kestra-ignores-q'],
  ['2.0', 'kestra-sort-500'],
  ['1.3', 'kestra-sort-500', 'kestra-ignores-q'],
];

const account = 'id userId username displayName isSuperAdmin tenants { tenantId name } authMethods { type name }';
const whole = `${account} email firstName lastName isRestricted groups { groupId tenantId name } groupMemberships { isExternal }`;
const names = ['ada.lovelace@example.com', 'GRACE.hopper@example.com', 'nobody@example.com', 'admin@sandbox.test'];

/** Documents that read all that there is of users; none of them asks for an order. */
const documents = {
  list: `{ it: kestraUsers(first: 25) { totalCount nodes { ${account} } pageInfo { hasNextPage } } }`,
  'the last rows': `{ it: kestraUsers(last: 7) { nodes { ${account} } } }`,
  search: `{ it: kestraUsers(first: 5, search: "a") { totalCount nodes { ${account} } pageInfo { hasNextPage } } }`,
  'a search for one': '{ it: kestraUsers(search: "Ada Love") { totalCount nodes { username } } }',
  'a search for nobody': '{ it: kestraUsers(search: "Ada,Lovelace") { totalCount nodes { username } } }',
  'the total of a search': '{ it: kestraUsers(search: "LOVE") { totalCount } }',
  'a whole user': `{ it: kestraUser(by: { username: "ada.lovelace@example.com" }) { ${whole} apiTokens { totalCount nodes { name } } } }`,
  names: `{ ${names.map((name, index) => `u${index}: kestraUser(by: { username: "${name}" }) { ${account} }`).join(' ')} }`,
  suggestions: '{ it: kestraUserSuggestions(search: "ada") { totalCount nodes { username groups { name } } } }',
};

let expected: Record<string, unknown> | undefined;

describe.each(servers.map(([version, ...quirks]) => ({ version, quirks, title: [version, ...quirks].join(', ') })))(
  'Kestra $title',
  ({ version, quirks }) => {
    let facade: Facade;
    let fixtures: Fixtures;
    beforeAll(async () => {
      facade = await graphOver(
        { platforms: ['kestra'], kestraVersion: version, quirks, users: 130 },
        { KESTRA_IMPERSONATION: 'on' },
      );
      fixtures = await loadFixtures(facade);
    });
    afterAll(() => facade.close());

    test('gives the same answers to the same documents', async () => {
      const answers: Record<string, unknown> = {};
      for (const [name, document] of Object.entries(documents)) {
        const { data, errors } = await facade.ask(document);
        expect(errors, name).toBeUndefined();
        answers[name] = data;
      }
      expected ??= answers;
      expect(answers).toEqual(expected);
    });

    test('gives an order, or says that it cannot', async () => {
      const { data, errors } = await facade.ask<{ it: { nodes: { username: string }[] } | null }, never>(
        '{ it: kestraUsers(first: 130, orderBy: { field: USERNAME }) { nodes { username } } }',
      );
      const codes = errors?.map(({ extensions }) => extensions.code);
      const shown = data.it?.nodes.map(({ username }) => username);
      if (quirks.includes('kestra-sort-500')) expect([shown, codes]).toEqual([undefined, ['UNSUPPORTED_BY_VERSION']]);
      else expect([shown, codes]).toEqual([shown?.toSorted(), undefined]);
    });

    test('has each operation that the graph reaches', async () => {
      for (const { operationId, status, document, since } of kestraCases) {
        if (since && version < since) continue;
        await facade.forgetCalls();
        const { errors } = await facade.ask(document(fixtures));
        expect(errors, operationId).toBeUndefined();
        const served = (await facade.served()).map((call) => [call.operationId, call.status]);
        const isCreated = operationId === 'createApiTokensForUser_1' && version < '1.3';
        expect(served, operationId).toContainEqual([operationId, isCreated ? 200 : status]);
      }
    });
  },
);
