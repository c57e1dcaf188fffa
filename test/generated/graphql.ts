/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A local account to create. */
export type CreateUserInput = {
  /** The e-mail address, which becomes the username. */
  email: string;
  /** The first name, of 255 characters at most. From Run:ai 3.0 on. */
  firstName?: string | null | undefined;
  /** The last name, of 255 characters at most. From Run:ai 3.0 on. */
  lastName?: string | null | undefined;
  /** Whether the platform sends an e-mail with a link to set the password. */
  notify?: boolean | null | undefined;
  /** Whether the user must change the temporary password when signing in for the first time. */
  resetPassword?: boolean | null | undefined;
};

/** The parameters of the mutation of the same name. */
export type CreateUsersInput = {
  /** The accounts to create. */
  users: Array<CreateUserInput>;
};

/** Why a mutation failed. All other errors are in `errors` of the response, each with an `extensions.code`. */
export type FailureCode =
  /** The input is not valid: correct it and try again. */
  | 'BAD_USER_INPUT'
  /** An object with this name already exists, or several accounts match the name. */
  | 'CONFLICT'
  /** The caller does not have the rights for this change. */
  | 'FORBIDDEN'
  /** The object to change does not exist. */
  | 'NOT_FOUND'
  /** The plan has steps that its digest does not confirm: look at the new plan. */
  | 'STALE_PLAN'
  /** The configured version of the platform does not support this change. */
  | 'UNSUPPORTED_BY_VERSION';

/** The kind of rule that a value of the input breaks, for clients that translate messages. */
export type InputIssueCode =
  /** The value breaks another rule, or one that the platform does not name. */
  | 'INVALID'
  /** The value does not have the form that is required, such as that of an id. */
  | 'INVALID_FORMAT'
  /** The value is none of those that are allowed. */
  | 'NOT_ALLOWED'
  /** The value is missing. */
  | 'REQUIRED'
  /** Another object has this value, which must be unique. */
  | 'TAKEN'
  /** The text has too many characters, or the list too many items. */
  | 'TOO_LONG'
  /** The text has too few characters, or the list too few items. */
  | 'TOO_SHORT';

/** The direction in which a list is ordered. */
export type OrderDirection =
  /** From least to greatest: A to Z, oldest to newest. */
  | 'ASC'
  /** From greatest to least: Z to A, newest to oldest. */
  | 'DESC';

/** The key of a user: exactly one of these. */
export type UserBy =
  {   /** The `id` or the `userId` of the user. */
  userId: string | number; username?: never; }
  |  { userId?: never;   /** The full name that the user signs in with. Letter case matters only when several usernames differ in nothing else. */
  username: string; };

/** Conditions on a user: all given conditions must hold. With `in` on `userId` or `username`, the list is in the order of those values unless `orderBy` is given; values that match no user are left out. */
export type UserFilter = {
  /** Conditions on the time when the account was created. */
  createdAt?: UserTimeFilter | null | undefined;
  /** Conditions on the username of the creator of the account. */
  createdBy?: UserTextFilter | null | undefined;
  /** True selects local accounts, false selects accounts from single sign-on. */
  isLocal?: boolean | null | undefined;
  /** Conditions on the time when the user last signed in. */
  lastLoginAt?: UserTimeFilter | null | undefined;
  /** Conditions on the time when the account was last changed. */
  updatedAt?: UserTimeFilter | null | undefined;
  /** Conditions on the id of the user. */
  userId?: UserIdFilter | null | undefined;
  /** Conditions on the name that the user signs in with. */
  username?: UserTextFilter | null | undefined;
};

/** Conditions on the id of a user. */
export type UserIdFilter = {
  /** The id is one of these, each the `id` of a user or the id that Run:ai gave it. Costs a call for each, or the pages of the whole list where these are fewer; other conditions are then checked by the facade. On Run:ai 3.0, one call answers 25 ids or usernames where nothing but ids, usernames and names is selected. */
  in?: Array<string | number> | null | undefined;
};

/** An order of users of Run:ai. Users with equal values are in the order of the platform. */
export type UserOrder = {
  /** The direction of the order. */
  direction?: OrderDirection;
  /** The field to order by. */
  field: UserOrderField;
};

/** The fields that users of Run:ai can be ordered by. */
export type UserOrderField =
  /** The time when the account was created. */
  | 'CREATED_AT'
  /** The username of the creator of the account. */
  | 'CREATED_BY'
  /** The first name. From Run:ai 3.0 on. */
  | 'FIRST_NAME'
  /** The first name, then the last name. From Run:ai 3.0 on. */
  | 'FULL_NAME'
  /** Whether the account is local or comes from single sign-on. */
  | 'IS_LOCAL'
  /** The time when the user last signed in. */
  | 'LAST_LOGIN_AT'
  /** The last name. From Run:ai 3.0 on. */
  | 'LAST_NAME'
  /** The time when the account was last changed. */
  | 'UPDATED_AT'
  /** The name that the user signs in with. */
  | 'USERNAME';

/** Conditions on a text: all given conditions must hold. A value must not be empty or contain a comma or a line break. */
export type UserTextFilter = {
  /** The text contains this, in any letter case. */
  contains?: string | null | undefined;
  /** The text ends with this, in any letter case. Run:ai has no such condition, except in version legacy, whose lists come whole: the facade reads all users that contain it. */
  endsWith?: string | null | undefined;
  /** The text equals this. */
  eq?: string | null | undefined;
  /** The text equals one of these. Costs a call for each, or the pages of the whole list where these are fewer; other conditions are then checked by the facade. On Run:ai 3.0, one call answers 25 ids or usernames where nothing but ids, usernames and names is selected. */
  in?: Array<string> | null | undefined;
  /** The text is known, and differs from this. Run:ai has no such condition, except in version legacy, whose lists come whole: elsewhere combine it with `search`, or with `in`, `eq`, `contains`, `startsWith` or `endsWith` of a text, and the facade checks all users that those find; alone it is `UNSUPPORTED_BY_VERSION`. */
  not?: string | null | undefined;
  /** The text starts with this, in any letter case. Run:ai has no such condition, except in version legacy, whose lists come whole: the facade reads all users that contain it. */
  startsWith?: string | null | undefined;
};

/** Conditions on a point in time: all given conditions must hold. */
export type UserTimeFilter = {
  /** The time equals this. */
  eq?: string | null | undefined;
  /** The time is this or later. */
  gte?: string | null | undefined;
  /** False finds users whose time is known. True finds users without one, such as those who never signed in. Run:ai has no such condition, except in version legacy, whose lists come whole: elsewhere combine it with `search`, or with `in`, `eq`, `contains`, `startsWith` or `endsWith` of a text, and the facade checks all users that those find; alone it is `UNSUPPORTED_BY_VERSION`. */
  isNull?: boolean | null | undefined;
  /** The time is this or earlier. */
  lte?: string | null | undefined;
};

export type ChangeMyPasswordMutationVariables = Exact<{
  currentPassword: string;
  newPassword: string;
}>;


export type ChangeMyPasswordMutation = { changeMyPassword:
    | { __typename: 'ChangeMyPasswordPayload' }
    | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
    | { __typename: 'NotFoundFailure', code: FailureCode, message: string }
    | { __typename: 'ValidationFailure', code: FailureCode, message: string, issues: Array<{ path: Array<string>, message: string }> }
   };

export type CreateUsersMutationVariables = Exact<{
  input: CreateUsersInput;
}>;


export type CreateUsersMutation = { createUsers: { succeededCount: number, failedCount: number, results: Array<{ index: number, email: string, result:
        | { __typename: 'ConflictFailure', code: FailureCode, message: string, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
        | { __typename: 'CreateUserPayload', userId: string, username: string, temporaryPassword: string, user: { id: string, createdBy: string | null } | null }
        | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
        | { __typename: 'UnsupportedFailure', code: FailureCode, message: string }
        | { __typename: 'ValidationFailure', code: FailureCode, message: string, issues: Array<{ path: Array<string>, code: InputIssueCode, message: string }> }
       }> } };

export type GroupDirectoryQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GroupDirectoryQuery = { groups: { totalCount: number, nodes: Array<{ id: string, name: string, members: { totalCount: number, nodes: Array<{ id: string, username: string, lastLoginAt: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type GroupCardFragment = { id: string, name: string, members: { totalCount: number, nodes: Array<{ id: string, username: string, lastLoginAt: string | null }> } };

export type OffboardMutationVariables = Exact<{
  user: string | number;
}>;


export type OffboardMutation = { logoutUser:
    | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
    | { __typename: 'LogoutUserPayload', user: { username: string } | null }
    | { __typename: 'NotFoundFailure', code: FailureCode, message: string }
    | { __typename: 'ValidationFailure', code: FailureCode, message: string }
  , deleteUser:
    | { __typename: 'DeleteUserPayload', deletedId: string }
    | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
    | { __typename: 'NotFoundFailure', code: FailureCode, message: string }
    | { __typename: 'ValidationFailure', code: FailureCode, message: string }
   };

export type RefetchQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type RefetchQuery = { nodes: Array<
    | { __typename: 'AccessRule', id: string }
    | { __typename: 'Group', name: string, id: string }
    | { __typename: 'KestraApiToken', id: string }
    | { __typename: 'KestraAuthMethod', id: string }
    | { __typename: 'KestraBinding', id: string }
    | { __typename: 'KestraGroup', id: string }
    | { __typename: 'KestraInvitation', id: string }
    | { __typename: 'KestraRole', id: string }
    | { __typename: 'KestraServiceAccount', id: string }
    | { __typename: 'KestraTenant', id: string }
    | { __typename: 'KestraTenantMember', id: string }
    | { __typename: 'KestraUser', id: string }
    | { __typename: 'RunaiPermissionSet', id: string }
    | { __typename: 'RunaiRole', id: string }
    | { __typename: 'User', username: string, lastLoginAt: string | null, id: string }
   | null> };

export type ResetPasswordMutationVariables = Exact<{
  id: string | number;
}>;


export type ResetPasswordMutation = { resetUserPassword:
    | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
    | { __typename: 'NotFoundFailure', code: FailureCode, message: string }
    | { __typename: 'ResetUserPasswordPayload', temporaryPassword: string, user: { username: string } | null }
    | { __typename: 'ValidationFailure', code: FailureCode, message: string }
   };

export type UserDetailQueryVariables = Exact<{
  by: UserBy;
  groups?: number | null | undefined;
}>;


export type UserDetailQuery = { user: { id: string, userId: string, username: string, isLocal: boolean | null, createdAt: string | null, updatedAt: string | null, lastLoginAt: string | null, createdBy: string | null, creator: { id: string, username: string } | null, groups: { totalCount: number, nodes: Array<{ id: string, name: string, members: { totalCount: number, nodes: Array<{ id: string, username: string }> } }> } | null } | null };

export type UsersDashboardQueryVariables = Exact<{
  since: string;
}>;


export type UsersDashboardQuery = { all: { totalCount: number }, local: { totalCount: number }, singleSignOn: { totalCount: number }, active: { totalCount: number }, newest: { nodes: Array<{ id: string, username: string, createdAt: string | null, creator: { username: string } | null }> } };

export type UsersPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  search?: string | null | undefined;
  filter?: UserFilter | null | undefined;
  orderBy?: UserOrder | null | undefined;
}>;


export type UsersPageQuery = { users: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, userId: string, username: string, isLocal: boolean | null, createdAt: string | null, updatedAt: string | null, lastLoginAt: string | null, createdBy: string | null } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type UsersTypeaheadQueryVariables = Exact<{
  text: string;
}>;


export type UsersTypeaheadQuery = { users: { nodes: Array<{ id: string, username: string }>, pageInfo: { hasNextPage: boolean } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const GroupCardFragmentDoc = new TypedDocumentString(`
    fragment GroupCard on Group {
  id
  name
  members(first: 3) {
    totalCount
    nodes {
      id
      username
      lastLoginAt
    }
  }
}
    `, {"fragmentName":"GroupCard"}) as unknown as TypedDocumentString<GroupCardFragment, unknown>;
export const ChangeMyPasswordDocument = new TypedDocumentString(`
    mutation ChangeMyPassword($currentPassword: Secret!, $newPassword: Secret!) {
  changeMyPassword(
    input: {currentPassword: $currentPassword, newPassword: $newPassword}
  ) {
    __typename
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
    `, {"hash":"sha256:0ecee961a5b5cddeabf548524d14ecb19bba1000f8136f26735cb4329b816035"}) as unknown as TypedDocumentString<ChangeMyPasswordMutation, ChangeMyPasswordMutationVariables>;
export const CreateUsersDocument = new TypedDocumentString(`
    mutation CreateUsers($input: CreateUsersInput!) {
  createUsers(input: $input) {
    succeededCount
    failedCount
    results {
      index
      email
      result {
        __typename
        ... on CreateUserPayload {
          userId
          username
          temporaryPassword
          user {
            id
            createdBy
          }
        }
        ... on Failure {
          code
          message
        }
        ... on ValidationFailure {
          issues {
            path
            code
            message
          }
        }
        ... on ConflictFailure {
          issues {
            path
            code
            message
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:6a491eaec1e936fa73dd2be2cf25e7eca79ffe1cfef80c44648fb961c5b67f8b"}) as unknown as TypedDocumentString<CreateUsersMutation, CreateUsersMutationVariables>;
export const GroupDirectoryDocument = new TypedDocumentString(`
    query GroupDirectory($first: Int = 20, $after: String) {
  groups(first: $first, after: $after) {
    totalCount
    nodes {
      ...GroupCard
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment GroupCard on Group {
  id
  name
  members(first: 3) {
    totalCount
    nodes {
      id
      username
      lastLoginAt
    }
  }
}`, {"hash":"sha256:8c710ee33cef1c3ff1e96ddba4a0d93bf7efbb2e6f36a02df5ef08059ba04edf"}) as unknown as TypedDocumentString<GroupDirectoryQuery, GroupDirectoryQueryVariables>;
export const OffboardDocument = new TypedDocumentString(`
    mutation Offboard($user: ID!) {
  logoutUser(input: {userId: $user}) {
    __typename
    ... on LogoutUserPayload {
      user {
        username
      }
    }
    ... on Failure {
      code
      message
    }
  }
  deleteUser(input: {userId: $user}) {
    __typename
    ... on DeleteUserPayload {
      deletedId
    }
    ... on Failure {
      code
      message
    }
  }
}
    `, {"hash":"sha256:03fcef0cda55f6588a2b0cf0f2bd292a5a2d02cde6ec9def08659d7332b43724"}) as unknown as TypedDocumentString<OffboardMutation, OffboardMutationVariables>;
export const RefetchDocument = new TypedDocumentString(`
    query Refetch($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on User {
      username
      lastLoginAt
    }
    ... on Group {
      name
    }
  }
}
    `, {"hash":"sha256:1c108cd34c72ae1b4b9d485943d165d8bffcb4211612463b98f50cf15ee6601f"}) as unknown as TypedDocumentString<RefetchQuery, RefetchQueryVariables>;
export const ResetPasswordDocument = new TypedDocumentString(`
    mutation ResetPassword($id: ID!) {
  resetUserPassword(input: {userId: $id}) {
    __typename
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
    `, {"hash":"sha256:17848b6f2d6c06cb51720436f3696af875d424c574f2819bf680986322b14d82"}) as unknown as TypedDocumentString<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const UserDetailDocument = new TypedDocumentString(`
    query UserDetail($by: UserBy!, $groups: Int = 10) {
  user(by: $by) {
    id
    userId
    username
    isLocal
    createdAt
    updatedAt
    lastLoginAt
    createdBy
    creator {
      id
      username
    }
    groups(first: $groups) {
      totalCount
      nodes {
        id
        name
        members(first: 5) {
          totalCount
          nodes {
            id
            username
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:f3f109becbd9fdff5b88e78b08cd7a9347ce223a73f2d9d4216972c09cf4e352"}) as unknown as TypedDocumentString<UserDetailQuery, UserDetailQueryVariables>;
export const UsersDashboardDocument = new TypedDocumentString(`
    query UsersDashboard($since: DateTime!) {
  all: users {
    totalCount
  }
  local: users(filter: {isLocal: true}) {
    totalCount
  }
  singleSignOn: users(filter: {isLocal: false}) {
    totalCount
  }
  active: users(filter: {lastLoginAt: {gte: $since}}) {
    totalCount
  }
  newest: users(first: 5, orderBy: {field: CREATED_AT, direction: DESC}) {
    nodes {
      id
      username
      createdAt
      creator {
        username
      }
    }
  }
}
    `, {"hash":"sha256:b8460065d860f79d72cbf80f65a6e2026d66efcb1e500a368d519ee31824f1c1"}) as unknown as TypedDocumentString<UsersDashboardQuery, UsersDashboardQueryVariables>;
export const UsersPageDocument = new TypedDocumentString(`
    query UsersPage($first: Int, $after: String, $last: Int, $before: String, $search: String, $filter: UserFilter, $orderBy: UserOrder) {
  users(
    first: $first
    after: $after
    last: $last
    before: $before
    search: $search
    filter: $filter
    orderBy: $orderBy
  ) {
    totalCount
    edges {
      cursor
      node {
        id
        userId
        username
        isLocal
        createdAt
        updatedAt
        lastLoginAt
        createdBy
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    `, {"hash":"sha256:aa084eb6ed992727271863856ce44ac3cb78be6713e1d60655e6ed426f9503db"}) as unknown as TypedDocumentString<UsersPageQuery, UsersPageQueryVariables>;
export const UsersTypeaheadDocument = new TypedDocumentString(`
    query UsersTypeahead($text: String!) {
  users(search: $text, first: 8, orderBy: {field: USERNAME, direction: ASC}) {
    nodes {
      id
      username
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `, {"hash":"sha256:e5ead7da528c1dc2fca7be1a642580722f0ce9041b64050d5616207ab0512e9e"}) as unknown as TypedDocumentString<UsersTypeaheadQuery, UsersTypeaheadQueryVariables>;