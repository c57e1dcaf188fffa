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
    "query UsersPage($first: Int, $after: String, $last: Int, $before: String, $search: String, $filter: UserFilter, $orderBy: UserOrder) {\n  users(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    search: $search\n    filter: $filter\n    orderBy: $orderBy\n  ) {\n    totalCount\n    edges {\n      cursor\n      node {\n        id\n        userId\n        username\n        isLocal\n        createdAt\n        updatedAt\n        lastLogin\n        createdBy\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n  }\n}": typeof types.UsersPageDocument,
};
const documents: Documents = {
    "query UsersPage($first: Int, $after: String, $last: Int, $before: String, $search: String, $filter: UserFilter, $orderBy: UserOrder) {\n  users(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    search: $search\n    filter: $filter\n    orderBy: $orderBy\n  ) {\n    totalCount\n    edges {\n      cursor\n      node {\n        id\n        userId\n        username\n        isLocal\n        createdAt\n        updatedAt\n        lastLogin\n        createdBy\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n  }\n}": types.UsersPageDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UsersPage($first: Int, $after: String, $last: Int, $before: String, $search: String, $filter: UserFilter, $orderBy: UserOrder) {\n  users(\n    first: $first\n    after: $after\n    last: $last\n    before: $before\n    search: $search\n    filter: $filter\n    orderBy: $orderBy\n  ) {\n    totalCount\n    edges {\n      cursor\n      node {\n        id\n        userId\n        username\n        isLocal\n        createdAt\n        updatedAt\n        lastLogin\n        createdBy\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n  }\n}"): typeof import('./graphql.ts').UsersPageDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
