import { graphOver } from '../../../test/support/facade.ts';

/** A facade over both platforms, how its clients reach it, and how many rows they ask for at a time. */
export async function startFacade() {
  const facade = await graphOver({ users: 230, platforms: ['runai', 'kestra'] });
  const headers = { authorization: 'Bearer sandbox-admin', 'kestra-authorization': 'Bearer sandbox-admin' };
  return { facade, url: `${facade.url}/graphql`, headers };
}

export const pageSize = 50;

/** The REST calls of a walk over 230 rows: a page, and one row more on each side of it, to hold on to and to look ahead. */
export const walk = [
  'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=0&limit=51',
  'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=49&limit=52',
  'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=99&limit=52',
  'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=149&limit=52',
  'GET /api/v1/users?sortBy=username&sortOrder=asc&offset=199&limit=52',
];

type Started = Awaited<ReturnType<typeof startFacade>>;
type Shown = { nodes: { userId: string; groups: { id: string }[] }[] };

/** Two users of one group, by their platform's ids, and the global id of the group. */
export async function twoMembers({ facade }: Started) {
  const { data } = await facade.ask<{ kestraUsers: Shown }, never>(
    '{ kestraUsers(first: 20) { nodes { userId groups { id } } } }',
  );
  const everyone = data.kestraUsers.nodes;
  const memberships = everyone.flatMap(({ userId, groups }) => groups.map((group) => ({ userId, group })));
  const [one, ...others] = memberships;
  const other = others.find(({ group, userId }) => group.id === one?.group.id && userId !== one.userId);
  if (!one || !other) throw new Error('No two users of the sandbox are in one group.');
  await facade.kestra.forgetCalls();
  return { userIds: [one.userId, other.userId] as const, groupId: one.group.id };
}

/** Makes tokens for a user. @returns the ids of the user at the platform and of the tokens at the graph */
export async function userWithTokens({ facade }: Started) {
  const { data } = await facade.ask<{ kestraUsers: { nodes: { userId: string }[] } }, never>(
    '{ kestraUsers(first: 8) { nodes { userId } } }',
  );
  const userId = data.kestraUsers.nodes[7]?.userId ?? '';
  for (const name of [1, 2, 3].map((number) => `t-${number}-${Date.now()}`)) {
    await facade.ask(
      `mutation { createKestraApiToken(input: { owner: { userId: "${userId}" }, name: "${name}" }) { __typename } }`,
    );
  }
  await facade.kestra.forgetCalls();
  return userId;
}

/** The calls of a change of a group's name: Kestra takes a group as a whole. */
export const renaming = [/^GET .*\/groups\/\w+$/, /^PUT .*\/groups\/\w+$/];
