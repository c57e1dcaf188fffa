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
    "query Users($first: Int!, $after: String) {\n  users(first: $first, after: $after) {\n    edges {\n      cursor\n      node {\n        id\n        username\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery KestraUsers($first: Int!, $after: String) {\n  kestraUsers(first: $first, after: $after) {\n    edges {\n      cursor\n      node {\n        id\n        displayName\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation RenameKestraUser($id: ID!, $firstName: String!, $lastName: String!) {\n  updateKestraUser(input: {id: $id, firstName: $firstName, lastName: $lastName}) {\n    __typename\n    ... on UpdateKestraUserPayload {\n      user {\n        id\n        displayName\n      }\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}\n\nmutation DeleteUser($id: ID!) {\n  deleteUser(input: {id: $id}) {\n    __typename\n    ... on DeleteUserPayload {\n      deletedId\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}\n\nquery LinkedUsers {\n  users(first: 2) {\n    nodes {\n      id\n      username\n      ... @defer {\n        kestraUser {\n          id\n          displayName\n        }\n      }\n    }\n  }\n}\n\nquery ValuesWithoutIds {\n  kestraViewer {\n    username\n  }\n  kestraUsers(first: 2) {\n    edges {\n      node {\n        id\n        username\n      }\n    }\n    pageInfo {\n      hasNextPage\n    }\n    pageCursors {\n      around {\n        cursor\n      }\n    }\n  }\n}\n\nmutation BreakARule($id: ID!) {\n  updateUserAccess(input: {id: $id, permittedClusterIds: [\"no uuid\"]}) {\n    ... on ValidationFailure {\n      issues {\n        path\n        code\n      }\n    }\n  }\n}": typeof types.UsersDocument,
};
const documents: Documents = {
    "query Users($first: Int!, $after: String) {\n  users(first: $first, after: $after) {\n    edges {\n      cursor\n      node {\n        id\n        username\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery KestraUsers($first: Int!, $after: String) {\n  kestraUsers(first: $first, after: $after) {\n    edges {\n      cursor\n      node {\n        id\n        displayName\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation RenameKestraUser($id: ID!, $firstName: String!, $lastName: String!) {\n  updateKestraUser(input: {id: $id, firstName: $firstName, lastName: $lastName}) {\n    __typename\n    ... on UpdateKestraUserPayload {\n      user {\n        id\n        displayName\n      }\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}\n\nmutation DeleteUser($id: ID!) {\n  deleteUser(input: {id: $id}) {\n    __typename\n    ... on DeleteUserPayload {\n      deletedId\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}\n\nquery LinkedUsers {\n  users(first: 2) {\n    nodes {\n      id\n      username\n      ... @defer {\n        kestraUser {\n          id\n          displayName\n        }\n      }\n    }\n  }\n}\n\nquery ValuesWithoutIds {\n  kestraViewer {\n    username\n  }\n  kestraUsers(first: 2) {\n    edges {\n      node {\n        id\n        username\n      }\n    }\n    pageInfo {\n      hasNextPage\n    }\n    pageCursors {\n      around {\n        cursor\n      }\n    }\n  }\n}\n\nmutation BreakARule($id: ID!) {\n  updateUserAccess(input: {id: $id, permittedClusterIds: [\"no uuid\"]}) {\n    ... on ValidationFailure {\n      issues {\n        path\n        code\n      }\n    }\n  }\n}": types.UsersDocument,
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
export function graphql(source: "query Users($first: Int!, $after: String) {\n  users(first: $first, after: $after) {\n    edges {\n      cursor\n      node {\n        id\n        username\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery KestraUsers($first: Int!, $after: String) {\n  kestraUsers(first: $first, after: $after) {\n    edges {\n      cursor\n      node {\n        id\n        displayName\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation RenameKestraUser($id: ID!, $firstName: String!, $lastName: String!) {\n  updateKestraUser(input: {id: $id, firstName: $firstName, lastName: $lastName}) {\n    __typename\n    ... on UpdateKestraUserPayload {\n      user {\n        id\n        displayName\n      }\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}\n\nmutation DeleteUser($id: ID!) {\n  deleteUser(input: {id: $id}) {\n    __typename\n    ... on DeleteUserPayload {\n      deletedId\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}\n\nquery LinkedUsers {\n  users(first: 2) {\n    nodes {\n      id\n      username\n      ... @defer {\n        kestraUser {\n          id\n          displayName\n        }\n      }\n    }\n  }\n}\n\nquery ValuesWithoutIds {\n  kestraViewer {\n    username\n  }\n  kestraUsers(first: 2) {\n    edges {\n      node {\n        id\n        username\n      }\n    }\n    pageInfo {\n      hasNextPage\n    }\n    pageCursors {\n      around {\n        cursor\n      }\n    }\n  }\n}\n\nmutation BreakARule($id: ID!) {\n  updateUserAccess(input: {id: $id, permittedClusterIds: [\"no uuid\"]}) {\n    ... on ValidationFailure {\n      issues {\n        path\n        code\n      }\n    }\n  }\n}"): (typeof documents)["query Users($first: Int!, $after: String) {\n  users(first: $first, after: $after) {\n    edges {\n      cursor\n      node {\n        id\n        username\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nquery KestraUsers($first: Int!, $after: String) {\n  kestraUsers(first: $first, after: $after) {\n    edges {\n      cursor\n      node {\n        id\n        displayName\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nmutation RenameKestraUser($id: ID!, $firstName: String!, $lastName: String!) {\n  updateKestraUser(input: {id: $id, firstName: $firstName, lastName: $lastName}) {\n    __typename\n    ... on UpdateKestraUserPayload {\n      user {\n        id\n        displayName\n      }\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}\n\nmutation DeleteUser($id: ID!) {\n  deleteUser(input: {id: $id}) {\n    __typename\n    ... on DeleteUserPayload {\n      deletedId\n    }\n    ... on Failure {\n      code\n      message\n    }\n  }\n}\n\nquery LinkedUsers {\n  users(first: 2) {\n    nodes {\n      id\n      username\n      ... @defer {\n        kestraUser {\n          id\n          displayName\n        }\n      }\n    }\n  }\n}\n\nquery ValuesWithoutIds {\n  kestraViewer {\n    username\n  }\n  kestraUsers(first: 2) {\n    edges {\n      node {\n        id\n        username\n      }\n    }\n    pageInfo {\n      hasNextPage\n    }\n    pageCursors {\n      around {\n        cursor\n      }\n    }\n  }\n}\n\nmutation BreakARule($id: ID!) {\n  updateUserAccess(input: {id: $id, permittedClusterIds: [\"no uuid\"]}) {\n    ... on ValidationFailure {\n      issues {\n        path\n        code\n      }\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;