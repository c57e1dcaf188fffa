import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

let facade: Facade;
let everyone: readonly { readonly userId: string; readonly username: string }[];
beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], users: 60 });
  const { data } = await facade.ask<{ kestraUsers: { nodes: typeof everyone } }, never>(
    '{ kestraUsers(first: 4) { nodes { userId username } } }',
  );
  everyone = data.kestraUsers.nodes;
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

describe('suggestions', () => {
  const suggest = async (args: string) => {
    await facade.forgetCalls();
    const { data, errors } = await facade.ask<
      {
        it: {
          totalCount: number;
          nodes: {
            userId: string;
            username: string;
            groups: { name: string; tenantId: string }[];
            user: { email: string };
          }[];
        };
      },
      never
    >(`{ it: kestraUserSuggestions(${args}) { totalCount nodes { userId username groups { name tenantId } } } }`);
    return { it: data?.it, codes: errors?.map(({ extensions }) => extensions.code), calls: await facade.calls() };
  };

  test('are made in the configured tenant, or in the one that is named, in one call', async () => {
    const main = await suggest('search: "ada"');
    expect(main.it.nodes.map(({ username }) => username)).toContain('ada.lovelace@example.com');
    expect(main.calls).toEqual(['POST /api/v1/main/tenant-access/autocomplete']);
    const research = await suggest('tenantId: "research", search: "ada"');
    expect(research.calls).toEqual(['POST /api/v1/research/tenant-access/autocomplete']);
    for (const { groups } of research.it.nodes)
      expect(groups.every(({ tenantId }) => tenantId === 'research')).toBe(true);
  });

  test('meet every condition', async () => {
    const [, , third, fourth] = everyone;
    expect(
      (await suggest(`username: "${third?.username.toUpperCase()}"`)).it.nodes.map(({ userId }) => userId),
    ).toEqual([third?.userId]);
    expect((await suggest(`userIds: ["${third?.userId}", "${fourth?.userId}"]`)).it.totalCount).toBe(2);
    const everybody = await suggest('tenantId: "production", first: 60');
    const members = await suggest('tenantId: "production", membersOnly: true, first: 60');
    expect(everybody.it.totalCount).toBe(60);
    expect(members.it.totalCount).toBeGreaterThan(0);
    expect(members.it.totalCount).toBeLessThan(60);
  });

  test('lead to the whole user', async () => {
    const { data } = await facade.ask(
      `{ it: kestraUserSuggestions(username: "ada.lovelace@example.com") { nodes { displayName description authMethods { type } user { email } } } }`,
    );
    expect(data).toMatchObject({
      it: { nodes: [{ displayName: 'Ada Lovelace', description: '', user: { email: 'ada.lovelace@example.com' } }] },
    });
  });

  test.each([
    'users',
    'me',
    'service-accounts',
    'Users',
    '',
    '.',
    '..',
    '../users',
    'main/../users',
    'main%2f..',
    'main?x',
    'main#x',
    ' main',
    'máin',
  ])('in the tenant %j are refused without a call', async (tenant) => {
    expect(await suggest(`tenantId: ${JSON.stringify(tenant)}`)).toMatchObject({
      codes: ['BAD_USER_INPUT'],
      calls: [],
    });
  });

  test('that are alike are one call, and others are not', async () => {
    const field = (alias: string, search: string) =>
      `${alias}: kestraUserSuggestions(search: "${search}") { nodes { username } }`;
    const { data } = await facade.ask<Record<string, { nodes: { username: string }[] }>, never>(
      `{ ${field('a', 'ada')} ${field('b', 'ada')} ${field('c', 'grace')} }`,
    );
    expect(data.a).toEqual(data.b);
    expect(data.c).not.toEqual(data.a);
    expect(await facade.calls()).toHaveLength(2);
  });

  test('in a tenant that is none are not found', async () => {
    expect((await suggest('tenantId: "moon"')).codes).toEqual(['NOT_FOUND']);
  });
});
