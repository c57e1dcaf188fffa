/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Conditions on a point in time, all of which must hold. */
export type DateTimeFilter = {
  /** At this very moment. */
  eq?: string | null | undefined;
  /** At or after this moment. */
  gte?: string | null | undefined;
  /** At or before this moment. */
  lte?: string | null | undefined;
};

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

export type UsersPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  search?: string | null | undefined;
  filter?: UserFilter | null | undefined;
  orderBy?: UserOrder | null | undefined;
}>;


export type UsersPageQuery = { users: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, userId: string, username: string, isLocal: boolean | null, createdAt: string | null, updatedAt: string | null, lastLogin: string | null, createdBy: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

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
    `) as unknown as TypedDocumentString<UsersPageQuery, UsersPageQueryVariables>;