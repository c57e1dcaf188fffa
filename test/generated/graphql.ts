/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A local account to make. */
export type CreateUserInput = {
  /** The e-mail address; it becomes the username. */
  email: string;
  /** Whether the platform sends a mail with a link to set the password. */
  notify?: boolean | null | undefined;
  /** Whether the user must change the temporary password at the first sign-in. */
  resetPassword?: boolean | null | undefined;
};

/** What the mutation of the same name takes. */
export type CreateUsersInput = {
  /** The accounts to make. */
  users: Array<CreateUserInput>;
};

/** Conditions on a point in time, all of which must hold. */
export type DateTimeFilter = {
  /** At this very moment. */
  eq?: string | null | undefined;
  /** At or after this moment. */
  gte?: string | null | undefined;
  /** At or before this moment. */
  lte?: string | null | undefined;
};

/** Why a mutation did not do what was asked. Other errors stand in `errors`, with `extensions.code`. */
export type FailureCode =
  /** The input breaks a rule: correct it and try again. */
  | 'BAD_USER_INPUT'
  /** Something with this name exists already. */
  | 'CONFLICT'
  /** The caller may not do this. */
  | 'FORBIDDEN'
  /** The object of the change does not exist. */
  | 'NOT_FOUND'
  /** The configured version of the platform cannot do this. */
  | 'UNSUPPORTED_BY_VERSION';

/** Which way a list is ordered. */
export type OrderDirection =
  /** From least to greatest: A to Z, oldest to newest. */
  | 'ASC'
  /** From greatest to least: Z to A, newest to oldest. */
  | 'DESC';

/** Conditions on a text, all of which must hold. The platform cannot carry a comma in either. */
export type TextFilter = {
  /** The text contains this. */
  contains?: string | null | undefined;
  /** The text equals this. */
  eq?: string | null | undefined;
};

/** What a user is looked up by: exactly one of these. */
export type UserBy =
  {   /** The user's global id. */
  id: string | number; userId?: never; username?: never; }
  |  { id?: never;   /** The platform's own id of the user. */
  userId: string | number; username?: never; }
  |  { id?: never; userId?: never;   /** The name the user signs in with, in full. Upper and lower case count only where several differ in it. */
  username: string; };

/** Conditions on a user, all of which must hold. */
export type UserFilter = {
  /** On when the account was made. */
  createdAt?: DateTimeFilter | null | undefined;
  /** On the username of who made the account. */
  createdBy?: TextFilter | null | undefined;
  /** Local accounts only (true), or accounts from single sign-on only (false). */
  isLocal?: boolean | null | undefined;
  /** On when the user last signed in. */
  lastLogin?: DateTimeFilter | null | undefined;
  /** On when the account was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** On the name the user signs in with. */
  username?: TextFilter | null | undefined;
};

/** How users are ordered. */
export type UserOrder = {
  /** Which way. */
  direction?: OrderDirection;
  /** What to order by. */
  field: UserOrderField;
};

/** What users can be ordered by. */
export type UserOrderField =
  /** When the account was made. */
  | 'CREATED_AT'
  /** The username of who made the account. */
  | 'CREATED_BY'
  /** When the user last signed in. */
  | 'LAST_LOGIN'
  /** Local accounts, and accounts from single sign-on. */
  | 'TYPE'
  /** When the account was last changed. */
  | 'UPDATED_AT'
  /** The name the user signs in with. */
  | 'USERNAME';

export type ChangeMyPasswordMutationVariables = Exact<{
  currentPassword: string;
  newPassword: string;
}>;


export type ChangeMyPasswordMutation = { changeMyPassword:
    | { __typename: 'ChangeMyPasswordPayload' }
    | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
    | { __typename: 'NotFoundFailure', code: FailureCode, message: string }
    | { __typename: 'ValidationFailure', code: FailureCode, message: string, issues: Array<{ path: string, message: string }> }
   };

export type CreateUsersMutationVariables = Exact<{
  input: CreateUsersInput;
}>;


export type CreateUsersMutation = { createUsers: Array<
    | { __typename: 'ConflictFailure', code: FailureCode, message: string }
    | { __typename: 'CreateUserPayload', userId: string, username: string, temporaryPassword: string, user: { id: string, createdBy: string | null } | null }
    | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
    | { __typename: 'UnsupportedFailure', code: FailureCode, message: string }
    | { __typename: 'ValidationFailure', code: FailureCode, message: string, issues: Array<{ path: string, message: string }> }
  > };

export type GroupDirectoryQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GroupDirectoryQuery = { groups: { totalCount: number, nodes: Array<{ id: string, name: string, members: { totalCount: number, nodes: Array<{ id: string, username: string, lastLogin: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type GroupCardFragment = { id: string, name: string, members: { totalCount: number, nodes: Array<{ id: string, username: string, lastLogin: string | null }> } };

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
    | { __typename: 'Group', name: string, id: string }
    | { __typename: 'KestraUser', id: string }
    | { __typename: 'User', username: string, lastLogin: string | null, id: string }
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


export type UserDetailQuery = { user: { id: string, userId: string, username: string, isLocal: boolean | null, createdAt: string | null, updatedAt: string | null, lastLogin: string | null, createdBy: string | null, creator: { id: string, username: string } | null, groups: { totalCount: number, nodes: Array<{ id: string, name: string, members: { totalCount: number, nodes: Array<{ id: string, username: string }> } }> } | null } | null };

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


export type UsersPageQuery = { users: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, userId: string, username: string, isLocal: boolean | null, createdAt: string | null, updatedAt: string | null, lastLogin: string | null, createdBy: string | null } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

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
      lastLogin
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
        message
      }
    }
  }
}
    `, {"hash":"sha256:7d13bc7bca124206149298129b8d8ed321ecbcc681136781b78c64958aef30af"}) as unknown as TypedDocumentString<CreateUsersMutation, CreateUsersMutationVariables>;
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
      lastLogin
    }
  }
}`, {"hash":"sha256:418fa8247feb7b6ffac695abd348aca5bfb77dd414319bb3d726270ce817d0f0"}) as unknown as TypedDocumentString<GroupDirectoryQuery, GroupDirectoryQueryVariables>;
export const OffboardDocument = new TypedDocumentString(`
    mutation Offboard($user: ID!) {
  logoutUser(input: {id: $user}) {
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
  deleteUser(input: {id: $user}) {
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
    `, {"hash":"sha256:9d654ab9b6275877fd6cf1da3e20d902b0b7832432532c74928fa3e44c944c14"}) as unknown as TypedDocumentString<OffboardMutation, OffboardMutationVariables>;
export const RefetchDocument = new TypedDocumentString(`
    query Refetch($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on User {
      username
      lastLogin
    }
    ... on Group {
      name
    }
  }
}
    `, {"hash":"sha256:e9b0a5329b37441338817a18eb88ca82c73524c407b71444e7c3e57174069941"}) as unknown as TypedDocumentString<RefetchQuery, RefetchQueryVariables>;
export const ResetPasswordDocument = new TypedDocumentString(`
    mutation ResetPassword($id: ID!) {
  resetUserPassword(input: {id: $id}) {
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
    `, {"hash":"sha256:6a2864429757b1238912d07bda62e0692eb0df4e6c65c963308ffce01a6963fe"}) as unknown as TypedDocumentString<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const UserDetailDocument = new TypedDocumentString(`
    query UserDetail($by: UserBy!, $groups: Int = 10) {
  user(by: $by) {
    id
    userId
    username
    isLocal
    createdAt
    updatedAt
    lastLogin
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
    `, {"hash":"sha256:d4c8986a46c4a4ccf58d265616b7befac0de068e1fe0c8a05c96003a3e3dcece"}) as unknown as TypedDocumentString<UserDetailQuery, UserDetailQueryVariables>;
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
  active: users(filter: {lastLogin: {gte: $since}}) {
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
    `, {"hash":"sha256:33259549ae157e4d2106146c798bcf170f1e07765b6fa085c21618ef2c3f7a01"}) as unknown as TypedDocumentString<UsersDashboardQuery, UsersDashboardQueryVariables>;
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
        lastLogin
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
    `, {"hash":"sha256:833ecd48dd3e1c944974d938dcdd4fe31e847e8e8deb09bb3995788a3b0081a7"}) as unknown as TypedDocumentString<UsersPageQuery, UsersPageQueryVariables>;
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