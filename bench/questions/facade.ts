import { everybody, pageSize, type Questions, question, somebody, someGroup } from '../workloads.ts';

interface User {
  readonly userId: string;
  readonly username: string;
  readonly lastLoginAt: string | null;
}
interface Access {
  readonly roles: readonly string[];
  readonly permitAllClusters: boolean;
}
interface Group {
  readonly name: string;
  readonly access: Access;
}
interface Connection<Row> {
  readonly nodes: readonly Row[];
}

const row = ({ userId: id, username, lastLoginAt: lastLogin }: User) => ({ id, username, lastLogin });
const group = ({ name, access: { roles, permitAllClusters } }: Group) => ({
  name,
  roles: roles.map((role) => role.toLowerCase()),
  permitAllClusters,
});

const aliases = everybody.map(
  (id, place) => `u${place}: user(by: { userId: "${id}" }) { userId username lastLoginAt }`,
);

/** What the facade is asked, and the limit, which answers the same. */
export const facadeQuestions: Questions = {
  page: question<{ users: Connection<User> }>(
    `query page { users(first: ${pageSize}) { nodes { userId username lastLoginAt } } }`,
    ({ users }) => users.nodes.map(row),
  ),
  total: question<{ users: Connection<User> & { totalCount: number; pageInfo: { hasNextPage: boolean } } }>(
    `query total { users(first: ${pageSize}) { totalCount nodes { userId username lastLoginAt } pageInfo { hasNextPage endCursor } } }`,
    ({ users: { totalCount, pageInfo, nodes } }) => ({
      totalCount,
      hasNextPage: pageInfo.hasNextPage,
      rows: nodes.map(row),
    }),
  ),
  groups: question<{ users: Connection<User & { creator: User; groups: Connection<Group> }> }>(
    `query groups { users(first: ${pageSize}) { nodes {
      username creator { username } groups { nodes { name access { roles permitAllClusters: isForAllClusters } } }
    } } }`,
    ({ users }) =>
      users.nodes.map(({ username, creator, groups }) => ({
        username,
        creator: creator.username,
        groups: groups.nodes.map(group),
      })),
  ),
  user: question<{ user: { userId: string; username: string; createdAt: string; isLocal: boolean } }>(
    'query user($id: ID!) { user(by: { userId: $id }) { userId username createdAt isLocal } }',
    ({ user: { userId: id, username, createdAt, isLocal } }) => ({ id, username, createdAt, isLocal }),
    { id: somebody },
  ),
  aliases: question<Readonly<Record<string, User>>>(`query aliases { ${aliases.join('\n')} }`, (data) =>
    Object.values(data).map(row),
  ),
  group: question<{ group: Group & { members: Connection<{ username: string }> } }>(
    `query group($name: String!) { group(by: { name: $name }) {
      name access { roles permitAllClusters: isForAllClusters } members(first: 500) { nodes { username } }
    } }`,
    ({ group: found }) => ({ ...group(found), members: found.members.nodes.map(({ username }) => username) }),
    { name: someGroup },
  ),
  kestra: question<{ kestraUsers: Connection<{ userId: string; username: string; displayName: string }> }>(
    `query kestra { kestraUsers(first: ${pageSize}) { nodes { userId username displayName } } }`,
    ({ kestraUsers }) =>
      kestraUsers.nodes.map(({ userId: id, username, displayName }) => ({ id, username, displayName })),
  ),
};
