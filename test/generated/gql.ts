/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "mutation ChangeMyPassword($currentPassword: Secret!, $newPassword: Secret!) {\n  changeMyPassword(\n    input: {currentPassword: $currentPassword, newPassword: $newPassword}\n  ) {\n    __typename\n    ... on Failure {\n      code\n      message\n    }\n    ... on ValidationFailure {\n      issues {\n        path\n        message\n      }\n    }\n  }\n}": typeof types.ChangeMyPasswordDocument,
    "mutation CreateUsers($input: CreateUsersInput!) {\n  createUsers(input: $input) {\n    succeededCount\n    failedCount\n    results {\n      index\n      email\n      result {\n        __typename\n        ... on CreateUserPayload {\n          userId\n          username\n          temporaryPassword\n          user {\n            id\n            createdBy\n          }\n        }\n        ... on Failure {\n          code\n          message\n        }\n        ... on ValidationFailure {\n          issues {\n            path\n            code\n            message\n          }\n        }\n        ... on ConflictFailure {\n          issues {\n            path\n            code\n            message\n          }\n        }\n      }\n    }\n  }\n}": typeof types.CreateUsersDocument,
    "query GroupDirectory($first: Int = 20, $after: String) {\n  groups(first: $first, after: $after) {\n    totalCount\n    nodes {\n      ...GroupCard\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nfragment GroupCard on Group {\n  id\n  name\n  members(first: 3) {\n    totalCount\n    nodes {\n      id\n      username\n      lastLoginAt\n    }\n  }\n}": typeof types.GroupDirectoryDocument,
    "mutation Offboard($user: ID!) {\n  logoutUser(input: {userId: $user}) {\n    __typename\n    ... on LogoutUserPayload {\n      user {\n        username\n      }\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n  deleteUser(input: {userId: $user}) {\n    __typename\n    ... on DeleteUserPayload {\n      deletedId\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}": typeof types.OffboardDocument,
    "query Refetch($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    __typename\n    id\n    ... on User {\n      username\n      lastLoginAt\n    }\n    ... on Group {\n      name\n    }\n  }\n}": typeof types.RefetchDocument,
    "mutation ResetPassword($id: ID!) {\n  resetUserPassword(input: {userId: $id}) {\n    __typename\n    ... on ResetUserPasswordPayload {\n      temporaryPassword\n      user {\n        username\n      }\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}": typeof types.ResetPasswordDocument,
    "query UserDetail($by: UserBy!, $groups: Int = 10) {\n  user(by: $by) {\n    id\n    userId\n    username\n    isLocal\n    createdAt\n    updatedAt\n    lastLoginAt\n    createdBy\n    creator {\n      id\n      username\n    }\n    groups(first: $groups) {\n      totalCount\n      nodes {\n        id\n        name\n        members(first: 5) {\n          totalCount\n          nodes {\n            id\n            username\n          }\n        }\n      }\n    }\n  }\n}": typeof types.UserDetailDocument,
    "query UsersDashboard($since: DateTime!) {\n  all: users {\n    totalCount\n  }\n  local: users(filter: {isLocal: true}) {\n    totalCount\n  }\n  singleSignOn: users(filter: {isLocal: false}) {\n    totalCount\n  }\n  active: users(filter: {lastLoginAt: {gte: $since}}) {\n    totalCount\n  }\n  newest: users(first: 5, orderBy: {field: CREATED_AT, direction: DESC}) {\n    nodes {\n      id\n      username\n      createdAt\n      creator {\n        username\n      }\n    }\n  }\n}": typeof types.UsersDashboardDocument,
    "query UsersPage($first: Int, $after: String, $last: Int, $before: String, $search: String, $filter: UserFilter, $orderBy: UserOrder) {\n  users(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    search: $search\n    filter: $filter\n    orderBy: $orderBy\n  ) {\n    totalCount\n    edges {\n      cursor\n      node {\n        id\n        userId\n        username\n        isLocal\n        createdAt\n        updatedAt\n        lastLoginAt\n        createdBy\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n  }\n}": typeof types.UsersPageDocument,
    "query UsersTypeahead($text: String!) {\n  users(search: $text, first: 8, orderBy: {field: USERNAME, direction: ASC}) {\n    nodes {\n      id\n      username\n    }\n    pageInfo {\n      hasNextPage\n    }\n  }\n}": typeof types.UsersTypeaheadDocument,
};
const documents: Documents = {
    "mutation ChangeMyPassword($currentPassword: Secret!, $newPassword: Secret!) {\n  changeMyPassword(\n    input: {currentPassword: $currentPassword, newPassword: $newPassword}\n  ) {\n    __typename\n    ... on Failure {\n      code\n      message\n    }\n    ... on ValidationFailure {\n      issues {\n        path\n        message\n      }\n    }\n  }\n}": types.ChangeMyPasswordDocument,
    "mutation CreateUsers($input: CreateUsersInput!) {\n  createUsers(input: $input) {\n    succeededCount\n    failedCount\n    results {\n      index\n      email\n      result {\n        __typename\n        ... on CreateUserPayload {\n          userId\n          username\n          temporaryPassword\n          user {\n            id\n            createdBy\n          }\n        }\n        ... on Failure {\n          code\n          message\n        }\n        ... on ValidationFailure {\n          issues {\n            path\n            code\n            message\n          }\n        }\n        ... on ConflictFailure {\n          issues {\n            path\n            code\n            message\n          }\n        }\n      }\n    }\n  }\n}": types.CreateUsersDocument,
    "query GroupDirectory($first: Int = 20, $after: String) {\n  groups(first: $first, after: $after) {\n    totalCount\n    nodes {\n      ...GroupCard\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nfragment GroupCard on Group {\n  id\n  name\n  members(first: 3) {\n    totalCount\n    nodes {\n      id\n      username\n      lastLoginAt\n    }\n  }\n}": types.GroupDirectoryDocument,
    "mutation Offboard($user: ID!) {\n  logoutUser(input: {userId: $user}) {\n    __typename\n    ... on LogoutUserPayload {\n      user {\n        username\n      }\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n  deleteUser(input: {userId: $user}) {\n    __typename\n    ... on DeleteUserPayload {\n      deletedId\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}": types.OffboardDocument,
    "query Refetch($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    __typename\n    id\n    ... on User {\n      username\n      lastLoginAt\n    }\n    ... on Group {\n      name\n    }\n  }\n}": types.RefetchDocument,
    "mutation ResetPassword($id: ID!) {\n  resetUserPassword(input: {userId: $id}) {\n    __typename\n    ... on ResetUserPasswordPayload {\n      temporaryPassword\n      user {\n        username\n      }\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}": types.ResetPasswordDocument,
    "query UserDetail($by: UserBy!, $groups: Int = 10) {\n  user(by: $by) {\n    id\n    userId\n    username\n    isLocal\n    createdAt\n    updatedAt\n    lastLoginAt\n    createdBy\n    creator {\n      id\n      username\n    }\n    groups(first: $groups) {\n      totalCount\n      nodes {\n        id\n        name\n        members(first: 5) {\n          totalCount\n          nodes {\n            id\n            username\n          }\n        }\n      }\n    }\n  }\n}": types.UserDetailDocument,
    "query UsersDashboard($since: DateTime!) {\n  all: users {\n    totalCount\n  }\n  local: users(filter: {isLocal: true}) {\n    totalCount\n  }\n  singleSignOn: users(filter: {isLocal: false}) {\n    totalCount\n  }\n  active: users(filter: {lastLoginAt: {gte: $since}}) {\n    totalCount\n  }\n  newest: users(first: 5, orderBy: {field: CREATED_AT, direction: DESC}) {\n    nodes {\n      id\n      username\n      createdAt\n      creator {\n        username\n      }\n    }\n  }\n}": types.UsersDashboardDocument,
    "query UsersPage($first: Int, $after: String, $last: Int, $before: String, $search: String, $filter: UserFilter, $orderBy: UserOrder) {\n  users(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    search: $search\n    filter: $filter\n    orderBy: $orderBy\n  ) {\n    totalCount\n    edges {\n      cursor\n      node {\n        id\n        userId\n        username\n        isLocal\n        createdAt\n        updatedAt\n        lastLoginAt\n        createdBy\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n  }\n}": types.UsersPageDocument,
    "query UsersTypeahead($text: String!) {\n  users(search: $text, first: 8, orderBy: {field: USERNAME, direction: ASC}) {\n    nodes {\n      id\n      username\n    }\n    pageInfo {\n      hasNextPage\n    }\n  }\n}": types.UsersTypeaheadDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChangeMyPassword($currentPassword: Secret!, $newPassword: Secret!) {\n  changeMyPassword(\n    input: {currentPassword: $currentPassword, newPassword: $newPassword}\n  ) {\n    __typename\n    ... on Failure {\n      code\n      message\n    }\n    ... on ValidationFailure {\n      issues {\n        path\n        message\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').ChangeMyPasswordDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateUsers($input: CreateUsersInput!) {\n  createUsers(input: $input) {\n    succeededCount\n    failedCount\n    results {\n      index\n      email\n      result {\n        __typename\n        ... on CreateUserPayload {\n          userId\n          username\n          temporaryPassword\n          user {\n            id\n            createdBy\n          }\n        }\n        ... on Failure {\n          code\n          message\n        }\n        ... on ValidationFailure {\n          issues {\n            path\n            code\n            message\n          }\n        }\n        ... on ConflictFailure {\n          issues {\n            path\n            code\n            message\n          }\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').CreateUsersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query GroupDirectory($first: Int = 20, $after: String) {\n  groups(first: $first, after: $after) {\n    totalCount\n    nodes {\n      ...GroupCard\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nfragment GroupCard on Group {\n  id\n  name\n  members(first: 3) {\n    totalCount\n    nodes {\n      id\n      username\n      lastLoginAt\n    }\n  }\n}"): typeof import('./graphql.ts').GroupDirectoryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Offboard($user: ID!) {\n  logoutUser(input: {userId: $user}) {\n    __typename\n    ... on LogoutUserPayload {\n      user {\n        username\n      }\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n  deleteUser(input: {userId: $user}) {\n    __typename\n    ... on DeleteUserPayload {\n      deletedId\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').OffboardDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Refetch($ids: [ID!]!) {\n  nodes(ids: $ids) {\n    __typename\n    id\n    ... on User {\n      username\n      lastLoginAt\n    }\n    ... on Group {\n      name\n    }\n  }\n}"): typeof import('./graphql.ts').RefetchDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ResetPassword($id: ID!) {\n  resetUserPassword(input: {userId: $id}) {\n    __typename\n    ... on ResetUserPasswordPayload {\n      temporaryPassword\n      user {\n        username\n      }\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').ResetPasswordDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UserDetail($by: UserBy!, $groups: Int = 10) {\n  user(by: $by) {\n    id\n    userId\n    username\n    isLocal\n    createdAt\n    updatedAt\n    lastLoginAt\n    createdBy\n    creator {\n      id\n      username\n    }\n    groups(first: $groups) {\n      totalCount\n      nodes {\n        id\n        name\n        members(first: 5) {\n          totalCount\n          nodes {\n            id\n            username\n          }\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').UserDetailDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UsersDashboard($since: DateTime!) {\n  all: users {\n    totalCount\n  }\n  local: users(filter: {isLocal: true}) {\n    totalCount\n  }\n  singleSignOn: users(filter: {isLocal: false}) {\n    totalCount\n  }\n  active: users(filter: {lastLoginAt: {gte: $since}}) {\n    totalCount\n  }\n  newest: users(first: 5, orderBy: {field: CREATED_AT, direction: DESC}) {\n    nodes {\n      id\n      username\n      createdAt\n      creator {\n        username\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').UsersDashboardDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UsersPage($first: Int, $after: String, $last: Int, $before: String, $search: String, $filter: UserFilter, $orderBy: UserOrder) {\n  users(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    search: $search\n    filter: $filter\n    orderBy: $orderBy\n  ) {\n    totalCount\n    edges {\n      cursor\n      node {\n        id\n        userId\n        username\n        isLocal\n        createdAt\n        updatedAt\n        lastLoginAt\n        createdBy\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n  }\n}"): typeof import('./graphql.ts').UsersPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UsersTypeahead($text: String!) {\n  users(search: $text, first: 8, orderBy: {field: USERNAME, direction: ASC}) {\n    nodes {\n      id\n      username\n    }\n    pageInfo {\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.ts').UsersTypeaheadDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
