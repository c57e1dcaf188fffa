import { everybody, pageSize, type Questions, question, somebody, someGroup } from '../workloads.ts';

interface User {
  readonly id: string;
  readonly username: string;
  readonly lastLogin: string | null;
}
interface Group {
  readonly name: string;
  readonly roles: readonly string[];
  readonly permitAllClusters: boolean;
}
interface List<Row> {
  readonly items: readonly Row[];
}

const aliases = everybody.map((id, place) => `u${place}: user(id: "${id}") { id username lastLogin }`);
const window = `offset: 0, limit: ${pageSize}`;

/** What the peers with a schema of their own are asked: lists by offset and limit (`peers/schema.ts`). */
export const listQuestions: Questions = {
  page: question<{ users: List<User> }>(
    `query page { users(${window}) { items { id username lastLogin } } }`,
    ({ users }) => users.items,
  ),
  total: question<{ users: List<User> & { totalCount: number; hasNextPage: boolean } }>(
    `query total { users(${window}) { totalCount hasNextPage items { id username lastLogin } } }`,
    ({ users: { totalCount, hasNextPage, items: rows } }) => ({ totalCount, hasNextPage, rows }),
  ),
  groups: question<{ users: List<{ username: string; creator: User; groups: readonly Group[] }> }>(
    `query groups { users(${window}) { items {
      username creator { username } groups { name roles permitAllClusters }
    } } }`,
    ({ users }) =>
      users.items.map(({ username, creator, groups }) => ({ username, creator: creator.username, groups })),
  ),
  user: question<{ user: unknown }>(
    'query user($id: ID!) { user(id: $id) { id username createdAt isLocal } }',
    ({ user }) => user,
    { id: somebody },
  ),
  aliases: question<Readonly<Record<string, User>>>(`query aliases { ${aliases.join('\n')} }`, (data) =>
    Object.values(data),
  ),
  group: question<{ group: Group & { members: readonly { username: string }[] } }>(
    'query group($name: String!) { group(name: $name) { name roles permitAllClusters members { username } } }',
    ({ group: { members, ...group } }) => ({ ...group, members: members.map(({ username }) => username) }),
    { name: someGroup },
  ),
  kestra: question<{ kestraUsers: List<unknown> }>(
    `query kestra { kestraUsers(page: 1, size: ${pageSize}) { items { id username displayName } } }`,
    ({ kestraUsers }) => kestraUsers.items,
  ),
};
