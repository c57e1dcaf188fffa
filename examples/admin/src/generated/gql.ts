/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

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
    "\n  mutation DeleteUsers($ids: [ID!]!) {\n    deleteUsers(input: { userIds: $ids }) {\n      results {\n        index\n        result {\n          __typename\n          ... on DeleteUserPayload {\n            deletedId\n          }\n          ... on Failure {\n            message\n          }\n        }\n      }\n    }\n  }\n": typeof types.DeleteUsersDocument,
    "\n  mutation LogoutUsers($ids: [ID!]!) {\n    logoutUsers(input: { userIds: $ids }) {\n      results {\n        index\n        result {\n          __typename\n          ... on LogoutUserPayload {\n            userId\n          }\n          ... on Failure {\n            message\n          }\n        }\n      }\n    }\n  }\n": typeof types.LogoutUsersDocument,
    "\n  mutation CreateUser($input: CreateUserInput!) {\n    createUser(input: $input) {\n      __typename\n      ... on CreateUserPayload {\n        userId\n        username\n        temporaryPassword\n      }\n      ... on Failure {\n        code\n        message\n      }\n      ... on ValidationFailure {\n        issues {\n          path\n          code\n        }\n      }\n    }\n  }\n": typeof types.CreateUserDocument,
    "\n  mutation ResetPassword($id: ID!) {\n    resetUserPassword(input: { userId: $id }) {\n      __typename\n      ... on ResetUserPasswordPayload {\n        temporaryPassword\n      }\n      ... on Failure {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ResetPasswordDocument,
    "\n  query Rights {\n    viewer {\n      username\n      permissions {\n        resourceType\n        actions\n      }\n    }\n  }\n": typeof types.RightsDocument,
    "\n  fragment KestraAccount on User {\n    kestraUser {\n      id\n      displayName\n      isSuperAdmin\n      isRestricted\n      tenants {\n        id\n        tenantId\n        name\n      }\n      groups {\n        id\n        groupId\n        tenantId\n        name\n      }\n      authMethods {\n        id\n        type\n        typeName\n      }\n    }\n  }\n": typeof types.KestraAccountFragmentDoc,
    "\n  fragment UserAccess on User {\n    access {\n      roles\n      permitAllClusters\n      permittedClusterIds\n      tenantId\n    }\n  }\n": typeof types.UserAccessFragmentDoc,
    "\n  fragment UserFacts on User {\n    userId\n    isLocal\n    createdAt\n    updatedAt\n    lastLoginAt\n    createdBy\n    creator {\n      id\n      username\n    }\n  }\n": typeof types.UserFactsFragmentDoc,
    "\n  fragment UserGroups on User {\n    groups(first: 100) {\n      totalCount\n      nodes {\n        id\n        name\n        access {\n          roles\n        }\n      }\n    }\n  }\n": typeof types.UserGroupsFragmentDoc,
    "\n  query User($by: UserBy!) {\n    user(by: $by) {\n      id\n      username\n      isLocal\n      ...UserFacts\n      ...UserAccess @defer\n      ...UserGroups @defer\n      ...KestraAccount @defer\n    }\n  }\n": typeof types.UserDocument,
    "\n  fragment UserName on User {\n    username\n  }\n": typeof types.UserNameFragmentDoc,
    "\n  fragment UserRow on User {\n    id\n    username\n    isLocal\n    createdBy\n    createdAt\n    lastLoginAt\n    groups(first: 2) {\n      totalCount\n      nodes {\n        id\n        name\n      }\n    }\n  }\n": typeof types.UserRowFragmentDoc,
    "\n  query Users(\n    $first: Int = 50\n    $after: String\n    $count: Boolean = true\n    $search: String\n    $filter: UserFilter\n    $orderBy: UserOrder\n  ) {\n    users(first: $first, after: $after, search: $search, filter: $filter, orderBy: $orderBy) {\n      totalCount @include(if: $count)\n      edges {\n        cursor\n        node {\n          id\n          username\n          ...UserRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.UsersDocument,
};
const documents: Documents = {
    "\n  mutation DeleteUsers($ids: [ID!]!) {\n    deleteUsers(input: { userIds: $ids }) {\n      results {\n        index\n        result {\n          __typename\n          ... on DeleteUserPayload {\n            deletedId\n          }\n          ... on Failure {\n            message\n          }\n        }\n      }\n    }\n  }\n": types.DeleteUsersDocument,
    "\n  mutation LogoutUsers($ids: [ID!]!) {\n    logoutUsers(input: { userIds: $ids }) {\n      results {\n        index\n        result {\n          __typename\n          ... on LogoutUserPayload {\n            userId\n          }\n          ... on Failure {\n            message\n          }\n        }\n      }\n    }\n  }\n": types.LogoutUsersDocument,
    "\n  mutation CreateUser($input: CreateUserInput!) {\n    createUser(input: $input) {\n      __typename\n      ... on CreateUserPayload {\n        userId\n        username\n        temporaryPassword\n      }\n      ... on Failure {\n        code\n        message\n      }\n      ... on ValidationFailure {\n        issues {\n          path\n          code\n        }\n      }\n    }\n  }\n": types.CreateUserDocument,
    "\n  mutation ResetPassword($id: ID!) {\n    resetUserPassword(input: { userId: $id }) {\n      __typename\n      ... on ResetUserPasswordPayload {\n        temporaryPassword\n      }\n      ... on Failure {\n        code\n        message\n      }\n    }\n  }\n": types.ResetPasswordDocument,
    "\n  query Rights {\n    viewer {\n      username\n      permissions {\n        resourceType\n        actions\n      }\n    }\n  }\n": types.RightsDocument,
    "\n  fragment KestraAccount on User {\n    kestraUser {\n      id\n      displayName\n      isSuperAdmin\n      isRestricted\n      tenants {\n        id\n        tenantId\n        name\n      }\n      groups {\n        id\n        groupId\n        tenantId\n        name\n      }\n      authMethods {\n        id\n        type\n        typeName\n      }\n    }\n  }\n": types.KestraAccountFragmentDoc,
    "\n  fragment UserAccess on User {\n    access {\n      roles\n      permitAllClusters\n      permittedClusterIds\n      tenantId\n    }\n  }\n": types.UserAccessFragmentDoc,
    "\n  fragment UserFacts on User {\n    userId\n    isLocal\n    createdAt\n    updatedAt\n    lastLoginAt\n    createdBy\n    creator {\n      id\n      username\n    }\n  }\n": types.UserFactsFragmentDoc,
    "\n  fragment UserGroups on User {\n    groups(first: 100) {\n      totalCount\n      nodes {\n        id\n        name\n        access {\n          roles\n        }\n      }\n    }\n  }\n": types.UserGroupsFragmentDoc,
    "\n  query User($by: UserBy!) {\n    user(by: $by) {\n      id\n      username\n      isLocal\n      ...UserFacts\n      ...UserAccess @defer\n      ...UserGroups @defer\n      ...KestraAccount @defer\n    }\n  }\n": types.UserDocument,
    "\n  fragment UserName on User {\n    username\n  }\n": types.UserNameFragmentDoc,
    "\n  fragment UserRow on User {\n    id\n    username\n    isLocal\n    createdBy\n    createdAt\n    lastLoginAt\n    groups(first: 2) {\n      totalCount\n      nodes {\n        id\n        name\n      }\n    }\n  }\n": types.UserRowFragmentDoc,
    "\n  query Users(\n    $first: Int = 50\n    $after: String\n    $count: Boolean = true\n    $search: String\n    $filter: UserFilter\n    $orderBy: UserOrder\n  ) {\n    users(first: $first, after: $after, search: $search, filter: $filter, orderBy: $orderBy) {\n      totalCount @include(if: $count)\n      edges {\n        cursor\n        node {\n          id\n          username\n          ...UserRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.UsersDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteUsers($ids: [ID!]!) {\n    deleteUsers(input: { userIds: $ids }) {\n      results {\n        index\n        result {\n          __typename\n          ... on DeleteUserPayload {\n            deletedId\n          }\n          ... on Failure {\n            message\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteUsers($ids: [ID!]!) {\n    deleteUsers(input: { userIds: $ids }) {\n      results {\n        index\n        result {\n          __typename\n          ... on DeleteUserPayload {\n            deletedId\n          }\n          ... on Failure {\n            message\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LogoutUsers($ids: [ID!]!) {\n    logoutUsers(input: { userIds: $ids }) {\n      results {\n        index\n        result {\n          __typename\n          ... on LogoutUserPayload {\n            userId\n          }\n          ... on Failure {\n            message\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation LogoutUsers($ids: [ID!]!) {\n    logoutUsers(input: { userIds: $ids }) {\n      results {\n        index\n        result {\n          __typename\n          ... on LogoutUserPayload {\n            userId\n          }\n          ... on Failure {\n            message\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateUser($input: CreateUserInput!) {\n    createUser(input: $input) {\n      __typename\n      ... on CreateUserPayload {\n        userId\n        username\n        temporaryPassword\n      }\n      ... on Failure {\n        code\n        message\n      }\n      ... on ValidationFailure {\n        issues {\n          path\n          code\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateUser($input: CreateUserInput!) {\n    createUser(input: $input) {\n      __typename\n      ... on CreateUserPayload {\n        userId\n        username\n        temporaryPassword\n      }\n      ... on Failure {\n        code\n        message\n      }\n      ... on ValidationFailure {\n        issues {\n          path\n          code\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetPassword($id: ID!) {\n    resetUserPassword(input: { userId: $id }) {\n      __typename\n      ... on ResetUserPasswordPayload {\n        temporaryPassword\n      }\n      ... on Failure {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ResetPassword($id: ID!) {\n    resetUserPassword(input: { userId: $id }) {\n      __typename\n      ... on ResetUserPasswordPayload {\n        temporaryPassword\n      }\n      ... on Failure {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Rights {\n    viewer {\n      username\n      permissions {\n        resourceType\n        actions\n      }\n    }\n  }\n"): (typeof documents)["\n  query Rights {\n    viewer {\n      username\n      permissions {\n        resourceType\n        actions\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment KestraAccount on User {\n    kestraUser {\n      id\n      displayName\n      isSuperAdmin\n      isRestricted\n      tenants {\n        id\n        tenantId\n        name\n      }\n      groups {\n        id\n        groupId\n        tenantId\n        name\n      }\n      authMethods {\n        id\n        type\n        typeName\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment KestraAccount on User {\n    kestraUser {\n      id\n      displayName\n      isSuperAdmin\n      isRestricted\n      tenants {\n        id\n        tenantId\n        name\n      }\n      groups {\n        id\n        groupId\n        tenantId\n        name\n      }\n      authMethods {\n        id\n        type\n        typeName\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UserAccess on User {\n    access {\n      roles\n      permitAllClusters\n      permittedClusterIds\n      tenantId\n    }\n  }\n"): (typeof documents)["\n  fragment UserAccess on User {\n    access {\n      roles\n      permitAllClusters\n      permittedClusterIds\n      tenantId\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UserFacts on User {\n    userId\n    isLocal\n    createdAt\n    updatedAt\n    lastLoginAt\n    createdBy\n    creator {\n      id\n      username\n    }\n  }\n"): (typeof documents)["\n  fragment UserFacts on User {\n    userId\n    isLocal\n    createdAt\n    updatedAt\n    lastLoginAt\n    createdBy\n    creator {\n      id\n      username\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UserGroups on User {\n    groups(first: 100) {\n      totalCount\n      nodes {\n        id\n        name\n        access {\n          roles\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment UserGroups on User {\n    groups(first: 100) {\n      totalCount\n      nodes {\n        id\n        name\n        access {\n          roles\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query User($by: UserBy!) {\n    user(by: $by) {\n      id\n      username\n      isLocal\n      ...UserFacts\n      ...UserAccess @defer\n      ...UserGroups @defer\n      ...KestraAccount @defer\n    }\n  }\n"): (typeof documents)["\n  query User($by: UserBy!) {\n    user(by: $by) {\n      id\n      username\n      isLocal\n      ...UserFacts\n      ...UserAccess @defer\n      ...UserGroups @defer\n      ...KestraAccount @defer\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UserName on User {\n    username\n  }\n"): (typeof documents)["\n  fragment UserName on User {\n    username\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UserRow on User {\n    id\n    username\n    isLocal\n    createdBy\n    createdAt\n    lastLoginAt\n    groups(first: 2) {\n      totalCount\n      nodes {\n        id\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment UserRow on User {\n    id\n    username\n    isLocal\n    createdBy\n    createdAt\n    lastLoginAt\n    groups(first: 2) {\n      totalCount\n      nodes {\n        id\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Users(\n    $first: Int = 50\n    $after: String\n    $count: Boolean = true\n    $search: String\n    $filter: UserFilter\n    $orderBy: UserOrder\n  ) {\n    users(first: $first, after: $after, search: $search, filter: $filter, orderBy: $orderBy) {\n      totalCount @include(if: $count)\n      edges {\n        cursor\n        node {\n          id\n          username\n          ...UserRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Users(\n    $first: Int = 50\n    $after: String\n    $count: Boolean = true\n    $search: String\n    $filter: UserFilter\n    $orderBy: UserOrder\n  ) {\n    users(first: $first, after: $after, search: $search, filter: $filter, orderBy: $orderBy) {\n      totalCount @include(if: $count)\n      edges {\n        cursor\n        node {\n          id\n          username\n          ...UserRow\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;