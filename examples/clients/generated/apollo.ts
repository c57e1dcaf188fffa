/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

export type UsersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type UsersQuery = { users: { __typename: 'UserConnection', edges: Array<{ __typename: 'UserEdge', cursor: string, node: { __typename: 'User', id: string, username: string | null } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type KestraUsersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type KestraUsersQuery = { kestraUsers: { __typename: 'KestraUserConnection', edges: Array<{ __typename: 'KestraUserEdge', cursor: string, node: { __typename: 'KestraUser', id: string, displayName: string | null } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };

export type RenameKestraUserMutationVariables = Exact<{
  id: string | number;
  firstName: string;
  lastName: string;
}>;


export type RenameKestraUserMutation = { updateKestraUser:
    | { __typename: 'ConflictFailure', code: FailureCode, message: string }
    | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
    | { __typename: 'NotFoundFailure', code: FailureCode, message: string }
    | { __typename: 'UpdateKestraUserPayload', user: { __typename: 'KestraUser', id: string, displayName: string | null } | null }
    | { __typename: 'ValidationFailure', code: FailureCode, message: string }
   | null };

export type DeleteUserMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteUserMutation = { deleteUser:
    | { __typename: 'DeleteUserPayload', deletedId: string }
    | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
    | { __typename: 'NotFoundFailure', code: FailureCode, message: string }
    | { __typename: 'ValidationFailure', code: FailureCode, message: string }
   | null };

export type LinkedUsersQueryVariables = Exact<{ [key: string]: never; }>;


export type LinkedUsersQuery = { users: { __typename: 'UserConnection', nodes: Array<{ __typename: 'User', id: string, username: string | null } & ({ __typename: 'User', kestraUser: { __typename: 'KestraUser', id: string, displayName: string | null } | null } | { __typename: 'User', kestraUser?: never }) | null> } | null };

export type ValuesWithoutIdsQueryVariables = Exact<{ [key: string]: never; }>;


export type ValuesWithoutIdsQuery = { kestraViewer: { __typename: 'KestraViewer', username: string | null } | null, kestraUsers: { __typename: 'KestraUserConnection', edges: Array<{ __typename: 'KestraUserEdge', node: { __typename: 'KestraUser', id: string, username: string | null } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean }, pageCursors: { __typename: 'PageCursors', around: Array<{ __typename: 'PageCursor', cursor: string | null } | null> | null } | null } | null };

export type BreakARuleMutationVariables = Exact<{
  id: string | number;
}>;


export type BreakARuleMutation = { updateUserAccess:
    | { __typename: 'ForbiddenFailure' }
    | { __typename: 'NotFoundFailure' }
    | { __typename: 'UnsupportedFailure' }
    | { __typename: 'UpdateUserAccessPayload' }
    | { __typename: 'ValidationFailure', issues: Array<{ __typename: 'InputIssue', path: Array<string>, code: InputIssueCode }> }
   | null };

export type GroupMembersQueryVariables = Exact<{
  userIds: Array<string | number> | string | number;
}>;


export type GroupMembersQuery = { kestraUsers: { __typename: 'KestraUserConnection', edges: Array<{ __typename: 'KestraUserEdge', node: { __typename: 'KestraUser', id: string, groups: Array<{ __typename: 'KestraGroup', id: string, name: string | null } | null> | null } | null }> } | null };

export type TokensOfUserQueryVariables = Exact<{
  userId: string | number;
}>;


export type TokensOfUserQuery = { kestraUser: { __typename: 'KestraUser', id: string, apiTokens: { __typename: 'KestraApiTokenConnection', edges: Array<{ __typename: 'KestraApiTokenEdge', node: { __typename: 'KestraApiToken', id: string, name: string | null } | null }> } | null } | null };

export type TokenNamesOfUserQueryVariables = Exact<{
  userId: string | number;
}>;


export type TokenNamesOfUserQuery = { kestraUser: { __typename: 'KestraUser', id: string, apiTokens: { __typename: 'KestraApiTokenConnection', nodes: Array<{ __typename: 'KestraApiToken', id: string, name: string | null } | null> } | null } | null };

export type DeleteApiTokenMutationVariables = Exact<{
  userId: string | number;
  tokenId: string | number;
}>;


export type DeleteApiTokenMutation = { deleteKestraApiToken:
    | { __typename: 'DeleteKestraApiTokenPayload', deletedId: string }
    | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
    | { __typename: 'NotFoundFailure', code: FailureCode, message: string }
    | { __typename: 'ValidationFailure', code: FailureCode, message: string }
   | null };

export type RenameGroupMutationVariables = Exact<{
  groupId: string | number;
  name: string;
}>;


export type RenameGroupMutation = { updateKestraGroup:
    | { __typename: 'ConflictFailure', code: FailureCode, message: string }
    | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
    | { __typename: 'NotFoundFailure', code: FailureCode, message: string }
    | { __typename: 'UnsupportedFailure', code: FailureCode, message: string }
    | { __typename: 'UpdateKestraGroupPayload', group: { __typename: 'KestraGroup', id: string, name: string | null } }
    | { __typename: 'ValidationFailure', code: FailureCode, message: string }
   | null };

export type CountedUsersQueryVariables = Exact<{
  first: number;
}>;


export type CountedUsersQuery = { users: { __typename: 'UserConnection', totalCount: number | null, edges: Array<{ __typename: 'UserEdge', cursor: string, node: { __typename: 'User', id: string } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } | null };
