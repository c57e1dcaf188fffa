/** The documents that the explorer opens with for Kestra. */

import type { Tab } from '../platform.ts';
import type { Example } from '../sandbox/example.ts';

const list = `# The first users of Kestra. The total comes with the page.
query ListKestraUsers($first: Int = 20, $after: String, $search: String) {
  kestraUsers(first: $first, after: $after, search: $search, orderBy: { field: USERNAME }) {
    totalCount
    nodes {
      id
      username
      displayName
      isSuperAdmin
      tenants {
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;

const one = `# One user with groups and API tokens, which lists do not contain.
query OneKestraUser($username: String!) {
  kestraUser(by: { username: $username }) {
    id
    email
    firstName
    lastName
    isRestricted
    groups {
      tenantId
      name
    }
    apiTokens {
      nodes {
        name
        expiresAt
        isExpired
      }
    }
  }
}
`;

const token = `# Create an API token. It is shown only once.
mutation CreateKestraApiToken($userId: ID!, $name: String!) {
  createKestraApiToken(input: { owner: { userId: $userId }, name: $name, maxAge: "P30D" }) {
    ... on CreateKestraApiTokenPayload {
      tokenId
      fullToken
    }
    ... on Failure {
      code
      message
    }
  }
}
`;

/** What to try on Kestra first. */
export function kestraTabs(user: Example['user']): readonly Tab[] {
  return [
    { name: 'Kestra users', query: list },
    { name: 'One Kestra user', query: one, variables: { username: user.username } },
    { name: 'New API token', query: token, variables: { userId: user.id, name: 'ci-token' } },
  ];
}
