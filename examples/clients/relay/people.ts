// Relay's compiler reads these documents; programs import what it generates of them. (React's hooks have that done by a Babel plugin.)
import { graphql } from 'relay-runtime';

graphql`
  query peopleUsersQuery($first: Int!, $after: String) @throwOnFieldError {
    users(first: $first, after: $after) @connection(key: "people_users") {
      edges {
        node {
          id
          username
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

graphql`
  query peopleKestraUsersQuery($first: Int!, $after: String) @throwOnFieldError {
    kestraUsers(first: $first, after: $after) @connection(key: "people_kestraUsers") {
      edges {
        node {
          id
          displayName
        }
      }
    }
  }
`;

graphql`
  mutation peopleRenameMutation($id: ID!, $firstName: String!, $lastName: String!) {
    updateKestraUser(input: { userId: $id, firstName: $firstName, lastName: $lastName }) {
      __typename
      ... on UpdateKestraUserPayload {
        user {
          id
          displayName
        }
      }
    }
  }
`;

graphql`
  mutation peopleDeleteMutation($id: ID!, $connections: [ID!]!) {
    deleteUser(input: { userId: $id }) {
      __typename
      ... on DeleteUserPayload {
        deletedId @deleteEdge(connections: $connections)
      }
    }
  }
`;

graphql`
  query peopleMembersQuery($userIds: [ID!]!) @throwOnFieldError {
    kestraUsers(first: 10, filter: { userId: { in: $userIds } }) {
      nodes {
        id
        groups {
          id
          name
        }
      }
    }
  }
`;

graphql`
  mutation peopleRenameGroupMutation($groupId: ID!, $name: String!) {
    updateKestraGroup(input: { groupId: $groupId, name: $name }) {
      __typename
      ... on UpdateKestraGroupPayload {
        group {
          id
          name
        }
      }
    }
  }
`;

graphql`
  query peopleCountedQuery($first: Int!, $after: String) @throwOnFieldError {
    users(first: $first, after: $after) @connection(key: "counted_users") {
      totalCount
      edges {
        node {
          id
        }
      }
    }
  }
`;

graphql`
  query peopleTokensQuery($userId: ID!) @throwOnFieldError {
    kestraUser(by: { userId: $userId }) {
      id
      all: apiTokens(first: 10) @connection(key: "people_all") {
        edges {
          node {
            id
            name
          }
        }
      }
      newest: apiTokens(first: 2) @connection(key: "people_newest") {
        edges {
          node {
            id
          }
        }
      }
    }
  }
`;

graphql`
  mutation peopleDeleteTokenMutation($userId: ID!, $tokenId: ID!, $connections: [ID!]!) {
    deleteKestraApiToken(input: { owner: { userId: $userId }, tokenId: $tokenId }) {
      __typename
      ... on DeleteKestraApiTokenPayload {
        deletedId @deleteEdge(connections: $connections)
      }
    }
  }
`;
