/** The documents that the explorer opens with for Run:ai. */

import type { Tab } from '../platform.ts';
import type { Example } from '../sandbox/example.ts';

const list = `# The first users. For the next page, set "after" to the endCursor of this page.
query ListUsers($first: Int = 20, $after: String) {
  users(first: $first, after: $after) {
    totalCount
    nodes {
      id
      username
      isLocal
      lastLoginAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;

const find = `# Search, filter and order: the platform does the work, not the browser.
query FindUsers($search: String, $filter: UserFilter, $orderBy: UserOrder) {
  users(first: 20, search: $search, filter: $filter, orderBy: $orderBy) {
    totalCount
    nodes {
      username
      createdAt
      lastLoginAt
      creator {
        username
      }
    }
  }
}
`;

const names = `# Find people by their names, which Run:ai knows from 3.0 on.
query FindPeople($search: String) {
  users(first: 20, search: $search, orderBy: { field: FULL_NAME }) {
    nodes {
      fullName
      username
    }
  }
}
`;

const one = `# One user with groups, and who else is in them.
query OneUser($username: String!) {
  user(by: { username: $username }) {
    id
    userId
    username
    createdAt
    creator {
      username
    }
    groups {
      nodes {
        name
        members(first: 5) {
          totalCount
          nodes {
            username
          }
        }
      }
    }
  }
}
`;

const administrators = `# Who may administer what, from Run:ai 2.24 on.
query Administrators($filter: AccessRuleFilter) {
  accessRules(first: 20, filter: $filter) {
    totalCount
    nodes {
      subject {
        type
        subjectId
      }
      role {
        name
      }
      scope {
        type
        name
      }
      createdBy
    }
  }
}
`;

const create = `# Create a local account. The temporary password is shown only once.
mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) {
    ... on CreateUserPayload {
      userId
      username
      temporaryPassword
    }
    ... on Failure {
      code
      message
    }
    ... on ValidationFailure {
      issues {
        path
        message
      }
    }
  }
}
`;

const reset = `# Replace a password with a generated one.
mutation ResetPassword($id: ID!) {
  resetUserPassword(input: { userId: $id }) {
    ... on ResetUserPasswordPayload {
      temporaryPassword
      user {
        username
      }
    }
    ... on Failure {
      code
      message
    }
  }
}
`;

const cost = `# With the header "x-explain: 1" the answer says, under "extensions", which REST calls were made and why.
query WhatAPageCosts($first: Int = 50) {
  users(first: $first) {
    totalCount
    nodes {
      username
      creator {
        username
      }
    }
  }
}
`;

/** What to try on Run:ai first. */
export function runaiTabs(user: Example['user']): readonly Tab[] {
  return [
    { name: 'Users', query: list },
    {
      name: 'Search users',
      query: find,
      variables: {
        search: 'ada',
        filter: { createdAt: { gte: '2023-01-01T00:00:00Z' } },
        orderBy: { field: 'LAST_LOGIN_AT', direction: 'DESC' },
      },
    },
    { name: 'Find people', query: names, variables: { search: 'Lovelace' } },
    { name: 'One user', query: one, variables: { username: user.username } },
    {
      name: 'Administrators',
      query: administrators,
      variables: { filter: { roleName: { contains: 'administrator' } } },
    },
    { name: 'New user', query: create, variables: { input: { email: 'new.colleague@example.com' } } },
    { name: 'Reset a password', query: reset, variables: { id: user.id } },
    { name: 'What a page costs', query: cost, headers: { 'x-explain': '1' } },
  ];
}
