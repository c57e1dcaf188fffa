import type { PlatformExample, Tab } from '../server/explorer/graphiql.ts';

const list = `# Who is there on Kestra? The total comes with the page.
query ListKestraUsers($first: Int = 20, $after: String, $search: String) {
  kestraUsers(first: $first, after: $after, search: $search, orderBy: { field: USERNAME }) {
    totalCount
    nodes {
      id
      username
      displayName
      superAdmin
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

const one = `# One user with groups and API tokens, which lists do not tell.
query OneKestraUser($username: String!) {
  kestraUser(by: { username: $username }) {
    id
    email
    firstName
    lastName
    restricted
    groups {
      tenantId
      name
    }
    apiTokens {
      nodes {
        name
        expiresAt
        expired
      }
    }
  }
}
`;

const token = `# Make an API token. It is shown this once.
mutation CreateKestraApiToken($user: ID!, $name: String!) {
  createKestraApiToken(input: { owner: { user: $user }, name: $name, maxAge: "P30D" }) {
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

const both = `# Who signed in last, with the same person on Kestra, found by the e-mail address.
query BothPlatforms {
  users(first: 20, orderBy: { field: LAST_LOGIN, direction: DESC }) {
    nodes {
      username
      lastLogin
      kestraUser {
        displayName
        superAdmin
      }
    }
  }
}
`;

/**
 * What to try on Kestra first.
 * @param linked whether the graph holds Run:ai too
 */
export function kestraTabs({ user }: PlatformExample, linked: boolean): Tab[] {
  return [
    [list],
    [one, { username: user.username }],
    [token, { user: user.id, name: 'ci-token' }],
    ...(linked ? [[both] as const] : []),
  ];
}
