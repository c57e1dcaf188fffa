/** The schema that a team would write over these REST APIs by hand, for the servers that have one. */
export const typeDefs = /* GraphQL */ `
  type Query {
    users(offset: Int = 0, limit: Int = 20): UserList!
    user(id: ID!): User
    group(name: String!): Group
    kestraUsers(page: Int = 1, size: Int = 20): KestraUserList!
  }
  type UserList {
    totalCount: Int!
    hasNextPage: Boolean!
    items: [User!]!
  }
  type User {
    id: ID!
    username: String!
    isLocal: Boolean
    createdAt: String
    lastLogin: String
    creator: User
    groups: [Group!]!
  }
  type Group {
    name: String!
    roles: [String!]!
    permitAllClusters: Boolean
    members: [User!]!
  }
  type KestraUserList {
    totalCount: Int!
    items: [KestraUser!]!
  }
  type KestraUser {
    id: ID!
    username: String!
    displayName: String
  }
`;

/** The most rows of one page of Run:ai. */
export const pageCap = 500;
