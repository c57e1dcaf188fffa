import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changingPlatform, newGroup } from '../support/changing-platform.ts';

/*
 * Answers that do not show by themselves that the platform speaks another version than it did. Each is confirmed by a read
 * that begins after it.
 */

interface Case {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly document: string;
  /** The outcome of a write. */
  readonly outcome?: 'NOT_SENT' | 'REFUSED';
}

const named = (outcome: object) => ({ ...outcome, code: 'UPSTREAM_UNAVAILABLE' });
const among = 'in: ["radia.perlman@example.com", "ada.lovelace@example.com", "tony.hoare@example.com"]';
const create = (asked: string) =>
  `mutation { createUser(input: { email: "zz@zz.test", ${asked} }) { __typename ... on Failure { code } } }`;

const ofRunai: readonly Case[] = [
  {
    what: 'a user without names',
    from: '3.0',
    to: '2.24',
    document: '{ users(first: 1, filter: { username: { contains: "nilufer" } }) { nodes { isLocal fullName } } }',
  },
  {
    what: 'an order by names that is made here',
    from: '3.0',
    to: '2.24',
    document: `{ users(filter: { username: { ${among} } }, orderBy: { field: FULL_NAME }) { nodes { username } } }`,
  },
  { what: 'groups that have members', from: '2.24', to: '2.22', document: '{ groups { nodes { name } } }' },
  {
    what: 'what a search finds',
    from: '2.22',
    to: 'legacy',
    document: '{ users(first: 50, search: "Hopper") { nodes { username } } }',
  },
  {
    what: 'the end of a list',
    from: '2.22',
    to: 'legacy',
    document: '{ users(first: 50, offset: 5) { nodes { username } } }',
  },
  { what: 'a mail to a new user', from: '2.24', to: '2.22', document: create('notify: true'), outcome: 'NOT_SENT' },
  {
    what: 'the names of a new user',
    from: '3.0',
    to: '2.24',
    document: create('firstName: "Zoe"'),
    outcome: 'NOT_SENT',
  },
  {
    what: 'a group that is not found',
    from: '2.22',
    to: '2.24',
    document: 'mutation { deleteGroup(input: { name: "no-such-group" }) { __typename ... on Failure { code } } }',
    outcome: 'REFUSED',
  },
];

const ofKestra: readonly Case[] = [
  {
    what: 'groups that a search finds',
    from: '2.0',
    to: '1.3',
    document: '{ kestraTenant { groups(first: 1, search: "e") { totalCount nodes { name } } } }',
  },
  {
    what: 'invitations that are open',
    from: '1.3',
    to: '2.0',
    document: '{ kestraTenant { invitations(first: 1, status: ACCEPTED) { totalCount } } }',
  },
  {
    what: 'members that are programs',
    from: '1.3',
    to: '2.0',
    document: '{ kestraTenant { serviceAccounts { totalCount nodes { name } } } }',
  },
  {
    what: 'a role that is not found',
    from: '2.0',
    to: '1.0',
    document: '{ kestraTenant { role(by: { roleId: "no-such-role" }) { name } } }',
  },
  {
    what: 'a group that is not found',
    from: '1.3',
    to: '1.0',
    document:
      'mutation { deleteKestraGroup(input: { groupId: "no-such-group" }) { __typename ... on Failure { code } } }',
    outcome: 'REFUSED',
  },
];

describe.each([
  { name: 'runai', known: '{ users(first: 1) { nodes { username } } }', cases: ofRunai },
  { name: 'kestra', known: '{ kestraUsers(first: 1) { nodes { username } } }', cases: ofKestra },
] as const)('$name', ({ name, known, cases }) => {
  let platform: Awaited<ReturnType<typeof changingPlatform>>;
  beforeAll(async () => {
    platform = await changingPlatform(name, { users: 40 });
    if (name === 'runai') await platform.expected('2.22', [newGroup]);
  });
  afterAll(() => platform.close());

  test.each(cases)('$what, from $from to $to', async ({ from, to, document, outcome }) => {
    platform.changeTo(from);
    const facade = await platform.facade();
    try {
      expect((await facade.ask(known)).errors).toBeUndefined();
      const usual = await facade.ask(document.startsWith('mutation { createUser') ? known : document);
      expect(usual.errors, 'it is answered while the version stays').toBeUndefined();
      platform.changeTo(to);
      const { errors } = await facade.ask(document);
      expect(errors).toMatchObject([{ extensions: named(outcome ? { outcome } : {}) }]);
      expect(errors?.[0]?.message).toContain('speaks another version than a moment ago');
      const [right] = await platform.expected(to, [document]);
      const { data, errors: left } = await facade.ask(document);
      expect([data, left?.map(({ extensions }) => extensions)]).toEqual([
        right?.data,
        right?.errors?.map(({ extensions }) => extensions),
      ]);
    } finally {
      await facade.close();
    }
  });
});
