import { everybody, pageSize, type Questions, question, somebody } from '../workloads.ts';

interface User {
  readonly id: string;
  readonly username: string;
  readonly lastLogin: string | null;
}
interface Group {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly permitAllClusters: boolean;
}
interface Joined {
  readonly users: readonly { username: string; groups: readonly string[]; creator: readonly User[] }[];
  readonly groups: readonly Group[];
}

const window = `offset: 0, limit: ${pageSize}`;
const fields = '{ id username lastLogin }';
const aliases = everybody.map((id, place) => `u${place}: user(id: "${id}") ${fields}`);

/** What Tailcall is asked. Groups are joined to users by whoever asks; the members of a group it cannot look for. */
export const tailcallQuestions: Questions = {
  page: question<{ users: readonly User[] }>(`query page { users(${window}) ${fields} }`, ({ users }) => users),
  total: question<{ users: readonly User[]; count: { count: number } }>(
    `query total { users(${window}) ${fields} count { count } }`,
    ({ users: rows, count: { count } }) => ({ totalCount: count, hasNextPage: count > rows.length, rows }),
  ),
  groups: question<Joined>(
    `query groups {
      users(${window}) { username groups creator { username } } groups { userId roles permitAllClusters }
    }`,
    ({ users, groups }) =>
      users.map((user) => ({
        username: user.username,
        creator: user.creator[0]?.username,
        groups: user.groups.flatMap((wanted) =>
          groups
            .filter(({ userId }) => userId === wanted)
            .map(({ userId: name, roles, permitAllClusters }) => ({ name, roles, permitAllClusters })),
        ),
      })),
  ),
  user: question<{ user: unknown }>(
    'query user($id: String!) { user(id: $id) { id username createdAt isLocal } }',
    ({ user }) => user,
    { id: somebody },
  ),
  aliases: question<Readonly<Record<string, User>>>(`query aliases { ${aliases.join('\n')} }`, (data) =>
    Object.values(data),
  ),
  kestra: question<{ kestraUsers: { results: readonly unknown[] } }>(
    `query kestra { kestraUsers(page: 1, size: ${pageSize}) { results { id username displayName } } }`,
    ({ kestraUsers }) => kestraUsers.results,
  ),
};
