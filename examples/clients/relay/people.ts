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
    updateKestraUser(input: { id: $id, firstName: $firstName, lastName: $lastName }) {
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
    deleteUser(input: { id: $id }) {
      __typename
      ... on DeleteUserPayload {
        deletedId @deleteEdge(connections: $connections)
      }
    }
  }
`;
