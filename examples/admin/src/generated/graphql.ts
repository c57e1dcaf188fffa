/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Conditions on an access rule: all given conditions must hold. */
export type AccessRuleFilter = {
  /** The cluster that the rule is for, by the id that Run:ai gave it. */
  clusterId?: string | number | null | undefined;
  /** Conditions on the time when the role was granted. */
  createdAt?: AccessRuleTimeFilter | null | undefined;
  /** Conditions on the username of the user who granted the role. */
  createdBy?: AccessRuleTextFilter | null | undefined;
  /** Conditions on the time when the role was revoked. Use it with `includeDeleted`. */
  deletedAt?: AccessRuleTimeFilter | null | undefined;
  /** The progress of the rule in its clusters. */
  phase?: AccessRulePhase | null | undefined;
  /** The role, by its `id` or the id that Run:ai gave it. */
  roleId?: string | number | null | undefined;
  /** Conditions on the name of the role. */
  roleName?: AccessRuleTextFilter | null | undefined;
  /** The scope in which the role is held, by the id that Run:ai gave it. Roles in a wider scope apply there too, but by other rules. */
  scopeId?: string | number | null | undefined;
  /** Conditions on the name of the scope. */
  scopeName?: AccessRuleTextFilter | null | undefined;
  /** The kind of scope in which the role is held. */
  scopeType?: ScopeType | null | undefined;
  /** Conditions on the id of the holder. */
  subjectId?: AccessSubjectIdFilter | null | undefined;
  /** The kind of holder. */
  subjectType?: AccessSubjectType | null | undefined;
  /** A time of the last change, sent to Run:ai as `lastUpdated`. Its documents do not say whether rules that changed later match too. With this condition, a total costs a page of one row. */
  updatedAt?: string | null | undefined;
};

/** An order of access rules. Rules with equal values are in the order of the platform. */
export type AccessRuleOrder = {
  /** The direction of the order. */
  direction?: OrderDirection;
  /** The field to order by. */
  field: AccessRuleOrderField;
};

/** The fields that access rules can be ordered by. */
export type AccessRuleOrderField =
  /** The time when the role was granted. */
  | 'CREATED_AT'
  /** The username of the user who granted the role. */
  | 'CREATED_BY'
  /** The time when the role was revoked. */
  | 'DELETED_AT'
  /** The progress of the rule in its clusters. */
  | 'PHASE'
  /** The name of the role. */
  | 'ROLE_NAME'
  /** The name of the scope. */
  | 'SCOPE_NAME'
  /** The kind of scope. */
  | 'SCOPE_TYPE'
  /** The id under which the rule names its holder. */
  | 'SUBJECT_ID'
  /** The kind of holder. */
  | 'SUBJECT_TYPE';

/** The progress of an access rule in its clusters. */
export type AccessRulePhase =
  /** It is on its way to the clusters. */
  | 'CREATING'
  /** It is being removed from the clusters. */
  | 'DELETING'
  /** It is not in effect in some cluster. */
  | 'NOT_READY'
  /** It is in effect. */
  | 'READY';

/** Conditions on a text of an access rule: all given conditions must hold. A value must not be empty or contain a comma or a line break. How letter case counts is up to Run:ai. */
export type AccessRuleTextFilter = {
  /** The text contains this. */
  contains?: string | null | undefined;
  /** The text ends with this. */
  endsWith?: string | null | undefined;
  /** The text equals this. */
  eq?: string | null | undefined;
  /** The text differs from this. */
  not?: string | null | undefined;
  /** The text does not contain this. */
  notContains?: string | null | undefined;
  /** The text starts with this. */
  startsWith?: string | null | undefined;
};

/** Conditions on a point in time of an access rule: all given conditions must hold. */
export type AccessRuleTimeFilter = {
  /** The time is this or later. */
  gte?: string | null | undefined;
  /** The time is this or earlier. */
  lte?: string | null | undefined;
};

/** Conditions on the id under which a rule names its holder: all given conditions must hold. A value must not be empty or contain a comma or a line break. How letter case counts is up to Run:ai. */
export type AccessSubjectIdFilter = {
  /** The text contains this. */
  contains?: string | null | undefined;
  /** The text ends with this. */
  endsWith?: string | null | undefined;
  /** The text equals this. */
  eq?: string | null | undefined;
  /** The id equals one of these: usernames of users, names of groups. All of them go into one REST call, whose address has room for a few hundred. */
  in?: Array<string> | null | undefined;
  /** The text differs from this. */
  not?: string | null | undefined;
  /** The text does not contain this. */
  notContains?: string | null | undefined;
  /** The text starts with this. */
  startsWith?: string | null | undefined;
};

/** The kind of holder of a role. */
export type AccessSubjectType =
  /** Everyone who is signed in. From Run:ai 3.0 on; this graph cannot create rules for them. */
  | 'ALL_AUTHENTICATED_USERS'
  /** An application, which Run:ai replaced by service accounts. */
  | 'APPLICATION'
  /** All members of a group of the identity provider. */
  | 'GROUP'
  /** An account for programs. */
  | 'SERVICE_ACCOUNT'
  /** A user of Run:ai. */
  | 'USER';

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

/** The kind of a method with which a user can sign in. */
export type KestraAuthMethodType =
  /** A password of Kestra itself. */
  | 'BASIC_AUTH'
  /** Single sign-on by OpenID Connect. */
  | 'OIDC'
  /** A kind that the graph does not know: `typeName` has Kestra's name for it. */
  | 'OTHER';

/** Who holds the role of a binding. */
export type KestraBindingHolder =
  /** All members of a group. */
  | 'GROUP'
  /** A user or a service account. */
  | 'USER';

/** The key of a tenant of Kestra. */
export type KestraTenantBy =
  {   /** The `id` or the `tenantId` of the tenant. */
  tenantId: string | number; };

/** The parameters of the mutation of the same name. */
export type OffboardPersonInput = {
  /** True shows the plan and changes nothing. Otherwise `planDigest` is required. */
  dryRun?: boolean | null | undefined;
  /** The e-mail address of the person, which is the username on the platforms; letter case does not matter. */
  email: string;
  /** The `digest` of the plan to carry out. */
  planDigest?: string | null | undefined;
};

/** The status of a step of an offboarding. */
export type OffboardingStepStatus =
  /** The platform answered that there was nothing left to remove. */
  | 'ALREADY_DONE'
  /** The platform confirmed the change. */
  | 'DONE'
  /** Nothing was changed. `error` has the reason; the steps after it were tried all the same. */
  | 'FAILED'
  /** The step was not taken, because the effect of an earlier one on the same platform is unknown. */
  | 'NOT_RUN'
  /** A run of the plan will take the step. Nothing was changed yet. */
  | 'PLANNED'
  /** It is not known whether the change took effect. `error` has the reason; no step after it was taken on the same platform. */
  | 'UNKNOWN'
  /** The platform, or its version, cannot do it. `error` has the reason. */
  | 'UNSUPPORTED';

/** The direction in which a list is ordered. */
export type OrderDirection =
  /** From least to greatest: A to Z, oldest to newest. */
  | 'ASC'
  /** From greatest to least: Z to A, newest to oldest. */
  | 'DESC';

/** A set of rights that a user or group can hold, in the deprecated access model. */
export type Role =
  /** May do everything. */
  | 'ADMIN'
  /** May administer departments. */
  | 'DEPARTMENT_ADMIN'
  /** May see everything, and change everything except access. */
  | 'EDITOR'
  /** May deploy and manage inference. */
  | 'ML_ENGINEER'
  /** May submit workloads and manage their own. */
  | 'RESEARCHER'
  /** May manage the workloads of researchers. */
  | 'RESEARCH_MANAGER'
  /** May see everything and change nothing. */
  | 'VIEWER';

/** The kind of a scope, the widest first. */
export type ScopeType =
  /** A cluster of a tenant. */
  | 'CLUSTER'
  /** A department of a cluster. */
  | 'DEPARTMENT'
  /** A project of a department. */
  | 'PROJECT'
  /** The whole installation, with all of its tenants. */
  | 'SYSTEM'
  /** A tenant: an organization with its own clusters. */
  | 'TENANT';

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

export type TenantsQueryVariables = Exact<{ [key: string]: never; }>;


export type TenantsQuery = { kestraViewer: { tenants: Array<{ id: string, tenantId: string, name: string | null } | null> | null } | null };

export type KestraBindingsQueryVariables = Exact<{
  by?: KestraTenantBy | null | undefined;
  after?: string | null | undefined;
  holder?: KestraBindingHolder | null | undefined;
  namespace?: string | null | undefined;
}>;


export type KestraBindingsQuery = { kestraTenant: { id: string, bindings: { totalCount: number | null, edges: Array<{ cursor: string, node: { id: string, holder: KestraBindingHolder | null, namespace: string | null, role: { id: string, name: string | null } | null, member: { id: string, userId: string, username: string | null } | null, group: { id: string, groupId: string, name: string | null } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type RolesQueryVariables = Exact<{ [key: string]: never; }>;


export type RolesQuery = { runaiRoles: { nodes: Array<{ id: string, roleId: string, name: string | null } | null> } | null };

export type AccessRulesQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: AccessRuleFilter | null | undefined;
  orderBy?: AccessRuleOrder | null | undefined;
}>;


export type AccessRulesQuery = { accessRules: { totalCount: number | null, edges: Array<{ cursor: string, node: { id: string, createdBy: string | null, createdAt: string | null, subject: { type: AccessSubjectType | null, subjectId: string | null }, role: { id: string, name: string | null } | null, scope: { type: ScopeType | null, name: string | null }, status: { phase: AccessRulePhase | null } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type DeleteUsersMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type DeleteUsersMutation = { deleteUsers: { results: Array<{ index: number, result:
        | { __typename: 'DeleteUserPayload', deletedId: string }
        | { __typename: 'ForbiddenFailure', message: string }
        | { __typename: 'NotFoundFailure', message: string }
        | { __typename: 'ValidationFailure', message: string }
       | null }> } | null };

export type LogoutUsersMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type LogoutUsersMutation = { logoutUsers: { results: Array<{ index: number, result:
        | { __typename: 'ForbiddenFailure', message: string }
        | { __typename: 'LogoutUserPayload', userId: string }
        | { __typename: 'NotFoundFailure', message: string }
        | { __typename: 'ValidationFailure', message: string }
       | null }> } | null };

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
}>;


export type CreateUserMutation = { createUser:
    | { __typename: 'ConflictFailure', code: FailureCode, message: string }
    | { __typename: 'CreateUserPayload', userId: string, username: string | null, temporaryPassword: string | null }
    | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
    | { __typename: 'UnsupportedFailure', code: FailureCode, message: string }
    | { __typename: 'ValidationFailure', code: FailureCode, message: string, issues: Array<{ path: Array<string>, code: InputIssueCode }> }
   | null };

export type ResetPasswordMutationVariables = Exact<{
  id: string | number;
}>;


export type ResetPasswordMutation = { resetUserPassword:
    | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
    | { __typename: 'NotFoundFailure', code: FailureCode, message: string }
    | { __typename: 'ResetUserPasswordPayload', temporaryPassword: string }
    | { __typename: 'ValidationFailure', code: FailureCode, message: string }
   | null };

export type OffboardMutationVariables = Exact<{
  input: OffboardPersonInput;
}>;


export type OffboardMutation = { offboardPerson:
    | { __typename: 'ConflictFailure', code: FailureCode, message: string }
    | { __typename: 'ForbiddenFailure', code: FailureCode, message: string }
    | { __typename: 'NotFoundFailure', code: FailureCode, message: string }
    | { __typename: 'OffboardPersonPayload', isComplete: boolean, isDryRun: boolean, plan: { digest: string, stepCallCount: number, planningCallCount: number, previouslyDoneCount: number, accounts: Array<{ platform: string, username: string | null, isCallerKnown: boolean, error: { code: string, message: string } | null }>, steps: Array<{ key: string, platform: string, description: string, call: string | null, status: OffboardingStepStatus, error: { code: string, message: string } | null }> } }
    | { __typename: 'StalePlanFailure', code: FailureCode, message: string, plan: { digest: string, stepCallCount: number, planningCallCount: number, previouslyDoneCount: number, accounts: Array<{ platform: string, username: string | null, isCallerKnown: boolean, error: { code: string, message: string } | null }>, steps: Array<{ key: string, platform: string, description: string, call: string | null, status: OffboardingStepStatus, error: { code: string, message: string } | null }> } }
    | { __typename: 'ValidationFailure', code: FailureCode, message: string }
   | null };

export type OffboardingPlanFieldsFragment = { digest: string, stepCallCount: number, planningCallCount: number, previouslyDoneCount: number, accounts: Array<{ platform: string, username: string | null, isCallerKnown: boolean, error: { code: string, message: string } | null }>, steps: Array<{ key: string, platform: string, description: string, call: string | null, status: OffboardingStepStatus, error: { code: string, message: string } | null }> } & { ' $fragmentName'?: 'OffboardingPlanFieldsFragment' };

export type RightsQueryVariables = Exact<{ [key: string]: never; }>;


export type RightsQuery = { viewer: { username: string | null, permissions: Array<{ resourceType: string | null, actions: Array<string> | null } | null> | null } | null };

export type KestraAccountFragment = { kestraUser: { id: string, userId: string, displayName: string | null, isSuperAdmin: boolean | null, isRestricted: boolean | null, tenants: Array<{ id: string, tenantId: string, name: string | null } | null> | null, groups: Array<{ id: string, groupId: string, tenantId: string | null, name: string | null } | null> | null, authMethods: Array<{ id: string, type: KestraAuthMethodType | null, typeName: string | null } | null> | null } | null } & { ' $fragmentName'?: 'KestraAccountFragment' };

export type TenantRolesQueryVariables = Exact<{
  tenantId: string | number;
  userId: string | number;
}>;


export type TenantRolesQuery = { kestraTenant: { id: string, member: { id: string, roles: Array<{ namespace: string | null, group: { id: string, groupId: string, name: string | null } | null, role: { id: string, roleId: string, name: string | null } } | null> | null } | null } | null };

export type UserAccessFragment = { username: string | null, accessRules: { totalCount: number | null, nodes: Array<{ id: string, role: { id: string, name: string | null } | null, scope: { type: ScopeType | null, name: string | null } } | null> } | null, access: { roles: Array<Role | null> | null, isForAllClusters: boolean | null, permittedClusterIds: Array<string | null> | null, tenantId: string | null } | null } & { ' $fragmentName'?: 'UserAccessFragment' };

export type UserFactsFragment = { userId: string, isLocal: boolean | null, createdAt: string | null, updatedAt: string | null, lastLoginAt: string | null, createdBy: string | null, creator: { id: string, username: string | null } | null } & { ' $fragmentName'?: 'UserFactsFragment' };

export type UserGroupsFragment = { groups: { totalCount: number | null, nodes: Array<{ id: string, name: string, accessRules: { totalCount: number | null, nodes: Array<{ id: string, role: { id: string, name: string | null } | null, scope: { type: ScopeType | null, name: string | null } } | null> } | null, access: { roles: Array<Role | null> | null } | null } | null> } | null } & { ' $fragmentName'?: 'UserGroupsFragment' };

export type UserQueryVariables = Exact<{
  by: UserBy;
}>;


export type UserQuery = { user: (
    { id: string, username: string | null, isLocal: boolean | null }
    & { ' $fragmentRefs'?: { 'UserFactsFragment': UserFactsFragment } }
  ) & { ' $fragmentRefs'?: { 'UserAccessFragment': Incremental<UserAccessFragment> } } & { ' $fragmentRefs'?: { 'UserGroupsFragment': Incremental<UserGroupsFragment> } } & { ' $fragmentRefs'?: { 'KestraAccountFragment': Incremental<KestraAccountFragment> } } | null };

export type UserNameFragment = { username: string | null } & { ' $fragmentName'?: 'UserNameFragment' };

export type UserRowFragment = { id: string, username: string | null, isLocal: boolean | null, createdBy: string | null, createdAt: string | null, lastLoginAt: string | null, groups: { totalCount: number | null, nodes: Array<{ id: string, name: string } | null> } | null } & { ' $fragmentName'?: 'UserRowFragment' };

export type UsersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  count?: boolean | null | undefined;
  search?: string | null | undefined;
  filter?: UserFilter | null | undefined;
  orderBy?: UserOrder | null | undefined;
}>;


export type UsersQuery = { users: { totalCount?: number | null, edges: Array<{ cursor: string, node: (
        { id: string, username: string | null }
        & { ' $fragmentRefs'?: { 'UserRowFragment': UserRowFragment } }
      ) | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export const OffboardingPlanFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OffboardingPlanFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OffboardingPlan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"digest"}},{"kind":"Field","name":{"kind":"Name","value":"stepCallCount"}},{"kind":"Field","name":{"kind":"Name","value":"planningCallCount"}},{"kind":"Field","name":{"kind":"Name","value":"previouslyDoneCount"}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"isCallerKnown"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"call"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<OffboardingPlanFieldsFragment, unknown>;
export const KestraAccountFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"KestraAccount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kestraUser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"isSuperAdmin"}},{"kind":"Field","name":{"kind":"Name","value":"isRestricted"}},{"kind":"Field","name":{"kind":"Name","value":"tenants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tenantId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"tenantId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"authMethods"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"typeName"}}]}}]}}]}}]} as unknown as DocumentNode<KestraAccountFragment, unknown>;
export const UserAccessFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserAccess"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"accessRules"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"scope"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"access"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"isForAllClusters"}},{"kind":"Field","name":{"kind":"Name","value":"permittedClusterIds"}},{"kind":"Field","name":{"kind":"Name","value":"tenantId"}}]}}]}}]} as unknown as DocumentNode<UserAccessFragment, unknown>;
export const UserFactsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"isLocal"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"creator"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"username"}}]}}]}}]} as unknown as DocumentNode<UserFactsFragment, unknown>;
export const UserGroupsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserGroups"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"accessRules"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"scope"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"access"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}}]}}]}}]}}]} as unknown as DocumentNode<UserGroupsFragment, unknown>;
export const UserNameFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserName"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"username"}}]}}]} as unknown as DocumentNode<UserNameFragment, unknown>;
export const UserRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"isLocal"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<UserRowFragment, unknown>;
export const TenantsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Tenants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kestraViewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tenants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tenantId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<TenantsQuery, TenantsQueryVariables>;
export const KestraBindingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"KestraBindings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"KestraTenantBy"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"holder"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"KestraBindingHolder"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"namespace"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kestraTenant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"bindings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"holder"},"value":{"kind":"Variable","name":{"kind":"Name","value":"holder"}}},{"kind":"Argument","name":{"kind":"Name","value":"namespace"},"value":{"kind":"Variable","name":{"kind":"Name","value":"namespace"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"holder"}},{"kind":"Field","name":{"kind":"Name","value":"namespace"}},{"kind":"Field","name":{"kind":"Name","value":"role"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"member"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"username"}}]}},{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<KestraBindingsQuery, KestraBindingsQueryVariables>;
export const RolesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Roles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"runaiRoles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"roleId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<RolesQuery, RolesQueryVariables>;
export const AccessRulesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccessRules"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AccessRuleFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AccessRuleOrder"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessRules"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subject"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"subjectId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"role"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"scope"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phase"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<AccessRulesQuery, AccessRulesQueryVariables>;
export const DeleteUsersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteUsers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteUsers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"userIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteUserPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<DeleteUsersMutation, DeleteUsersMutationVariables>;
export const LogoutUsersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LogoutUsers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"logoutUsers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"userIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LogoutUserPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<LogoutUsersMutation, LogoutUsersMutationVariables>;
export const CreateUserDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateUser"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateUserInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateUserPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"temporaryPassword"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationFailure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CreateUserMutation, CreateUserMutationVariables>;
export const ResetPasswordDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResetPassword"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resetUserPassword"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResetUserPasswordPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"temporaryPassword"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const OffboardDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Offboard"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OffboardPersonInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"offboardPerson"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OffboardPersonPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"isDryRun"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OffboardingPlanFields"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"unmask"}}]}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StalePlanFailure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OffboardingPlanFields"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"unmask"}}]}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OffboardingPlanFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OffboardingPlan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"digest"}},{"kind":"Field","name":{"kind":"Name","value":"stepCallCount"}},{"kind":"Field","name":{"kind":"Name","value":"planningCallCount"}},{"kind":"Field","name":{"kind":"Name","value":"previouslyDoneCount"}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"isCallerKnown"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"platform"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"call"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<OffboardMutation, OffboardMutationVariables>;
export const RightsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Rights"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"permissions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resourceType"}},{"kind":"Field","name":{"kind":"Name","value":"actions"}}]}}]}}]}}]} as unknown as DocumentNode<RightsQuery, RightsQueryVariables>;
export const TenantRolesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TenantRoles"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"tenantId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kestraTenant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"tenantId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"tenantId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"member"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"roles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"namespace"}},{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"role"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"roleId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<TenantRolesQuery, TenantRolesQueryVariables>;
export const UserDocument = {"__meta__":{"deferredFields":{"UserAccess":["username","accessRules","access"],"UserGroups":["groups"],"KestraAccount":["kestraUser"]}},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"User"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UserBy"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"isLocal"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserFacts"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserAccess"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}]},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserGroups"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}]},{"kind":"FragmentSpread","name":{"kind":"Name","value":"KestraAccount"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}]}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserFacts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"isLocal"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"creator"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"username"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserAccess"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"accessRules"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"scope"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"access"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"isForAllClusters"}},{"kind":"Field","name":{"kind":"Name","value":"permittedClusterIds"}},{"kind":"Field","name":{"kind":"Name","value":"tenantId"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserGroups"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"accessRules"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"scope"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"access"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"KestraAccount"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kestraUser"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"isSuperAdmin"}},{"kind":"Field","name":{"kind":"Name","value":"isRestricted"}},{"kind":"Field","name":{"kind":"Name","value":"tenants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tenantId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"tenantId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"authMethods"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"typeName"}}]}}]}}]}}]} as unknown as DocumentNode<UserQuery, UserQueryVariables>;
export const UsersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Users"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"count"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}},"defaultValue":{"kind":"BooleanValue","value":true}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UserFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UserOrder"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"count"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserRow"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"User"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"isLocal"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastLoginAt"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<UsersQuery, UsersQueryVariables>;