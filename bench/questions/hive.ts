import { everybody, pageSize, type Questions, question, somebody } from '../workloads.ts';

interface User {
  readonly id: string;
  readonly username: string;
  readonly lastLogin: string | null;
}
interface Access {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly permitAllClusters: boolean;
}

const window = `offset: 0, limit: ${pageSize}`;
const fields = '{ ... on User { id username lastLogin } }';
const aliases = everybody.map((id, place) => `u${place}: get_user_by_id(userId: "${id}") ${fields}`);

/** What Hive Gateway is asked: the operations of the OpenAPI documents. It cannot look for the members of a group. */
export const hiveQuestions: Questions = {
  page: question<{ get_users: readonly User[] }>(
    `query page { get_users(${window}) ${fields} }`,
    ({ get_users }) => get_users,
  ),
  total: question<{ get_users: readonly User[]; count_users: { count: number } }>(
    `query total { get_users(${window}) ${fields} count_users { ... on count_users_200_response { count } } }`,
    ({ get_users: rows, count_users: { count } }) => ({ totalCount: count, hasNextPage: count > rows.length, rows }),
  ),
  groups: question<{
    get_users: readonly { username: string; creator: readonly User[]; accesses: readonly Access[] }[];
  }>(
    `query groups { get_users(${window}) { ... on User {
      username creator { username } accesses { userId roles permitAllClusters }
    } } }`,
    ({ get_users }) =>
      get_users.map(({ username, creator, accesses }) => ({
        username,
        creator: creator[0]?.username,
        groups: accesses.map(({ userId: name, roles, permitAllClusters }) => ({ name, roles, permitAllClusters })),
      })),
  ),
  user: question<{ get_user_by_id: unknown }>(
    'query user($id: String!) { get_user_by_id(userId: $id) { ... on User { id username createdAt isLocal } } }',
    ({ get_user_by_id }) => get_user_by_id,
    { id: somebody },
  ),
  aliases: question<Readonly<Record<string, User>>>(`query aliases { ${aliases.join('\n')} }`, (data) =>
    Object.values(data),
  ),
  kestra: question<{ Kestra_listUsers: { results: unknown } }>(
    `query kestra { Kestra_listUsers(page: 1, size: ${pageSize}) {
      ... on Kestra_PagedResults_IAMUserController_ApiUserSummary_ { results { id username displayName } }
    } }`,
    ({ Kestra_listUsers }) => Kestra_listUsers.results,
  ),
};
