
      export type PossibleTypesResultData = {
  "possibleTypes": {
    "ChangeMyKestraPasswordResult": [
      "ChangeMyKestraPasswordPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "ChangeMyPasswordResult": [
      "ChangeMyPasswordPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "CreateGroupResult": [
      "ConflictFailure",
      "CreateGroupPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateKestraApiTokenResult": [
      "ConflictFailure",
      "CreateKestraApiTokenPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "CreateKestraUserResult": [
      "ConflictFailure",
      "CreateKestraUserPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "CreateRunaiRoleResult": [
      "ConflictFailure",
      "CreateRunaiRolePayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateUserResult": [
      "ConflictFailure",
      "CreateUserPayload",
      "ForbiddenFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateUserWithAccessResult": [
      "ConflictFailure",
      "CreateUserWithAccessPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteGroupResult": [
      "DeleteGroupPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteKestraApiTokenResult": [
      "DeleteKestraApiTokenPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "DeleteKestraUserResult": [
      "DeleteKestraUserPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "DeleteRunaiRoleResult": [
      "ConflictFailure",
      "DeleteRunaiRolePayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteUserResult": [
      "DeleteUserPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "DeleteUserWithAccessResult": [
      "DeleteUserWithAccessPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "Failure": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "GrantAccessResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "GrantAccessPayload",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "ImpersonateKestraUserResult": [
      "ForbiddenFailure",
      "ImpersonateKestraUserPayload",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "LogoutKestraUserResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "LogoutKestraUserPayload",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "LogoutUserResult": [
      "ForbiddenFailure",
      "LogoutUserPayload",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "Node": [
      "AccessRule",
      "Group",
      "KestraApiToken",
      "KestraAuthMethod",
      "KestraGroup",
      "KestraServiceAccount",
      "KestraTenant",
      "KestraUser",
      "RunaiPermissionSet",
      "RunaiRole",
      "User"
    ],
    "RemoveKestraAuthMethodResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "RemoveKestraAuthMethodPayload",
      "ValidationFailure"
    ],
    "ReplaceKestraUserResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ReplaceKestraUserPayload",
      "ValidationFailure"
    ],
    "ResetUserPasswordResult": [
      "ForbiddenFailure",
      "NotFoundFailure",
      "ResetUserPasswordPayload",
      "ValidationFailure"
    ],
    "RevokeAccessResult": [
      "ForbiddenFailure",
      "NotFoundFailure",
      "RevokeAccessPayload",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "SetKestraUserGroupsResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraUserGroupsPayload",
      "ValidationFailure"
    ],
    "SetKestraUserPasswordResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraUserPasswordPayload",
      "ValidationFailure"
    ],
    "SetKestraUserRestrictedResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraUserRestrictedPayload",
      "ValidationFailure"
    ],
    "SetKestraUserSuperAdminResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraUserSuperAdminPayload",
      "ValidationFailure"
    ],
    "UpdateGroupResult": [
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "UpdateGroupPayload",
      "ValidationFailure"
    ],
    "UpdateKestraUserResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UpdateKestraUserPayload",
      "ValidationFailure"
    ],
    "UpdateRunaiRoleResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "UpdateRunaiRolePayload",
      "ValidationFailure"
    ],
    "UpdateUserAccessResult": [
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "UpdateUserAccessPayload",
      "ValidationFailure"
    ]
  }
};
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "ChangeMyKestraPasswordResult": [
      "ChangeMyKestraPasswordPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "ChangeMyPasswordResult": [
      "ChangeMyPasswordPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "CreateGroupResult": [
      "ConflictFailure",
      "CreateGroupPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateKestraApiTokenResult": [
      "ConflictFailure",
      "CreateKestraApiTokenPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "CreateKestraUserResult": [
      "ConflictFailure",
      "CreateKestraUserPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "CreateRunaiRoleResult": [
      "ConflictFailure",
      "CreateRunaiRolePayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateUserResult": [
      "ConflictFailure",
      "CreateUserPayload",
      "ForbiddenFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateUserWithAccessResult": [
      "ConflictFailure",
      "CreateUserWithAccessPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteGroupResult": [
      "DeleteGroupPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteKestraApiTokenResult": [
      "DeleteKestraApiTokenPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "DeleteKestraUserResult": [
      "DeleteKestraUserPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "DeleteRunaiRoleResult": [
      "ConflictFailure",
      "DeleteRunaiRolePayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteUserResult": [
      "DeleteUserPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "DeleteUserWithAccessResult": [
      "DeleteUserWithAccessPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "Failure": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "GrantAccessResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "GrantAccessPayload",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "ImpersonateKestraUserResult": [
      "ForbiddenFailure",
      "ImpersonateKestraUserPayload",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "LogoutKestraUserResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "LogoutKestraUserPayload",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "LogoutUserResult": [
      "ForbiddenFailure",
      "LogoutUserPayload",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "Node": [
      "AccessRule",
      "Group",
      "KestraApiToken",
      "KestraAuthMethod",
      "KestraGroup",
      "KestraServiceAccount",
      "KestraTenant",
      "KestraUser",
      "RunaiPermissionSet",
      "RunaiRole",
      "User"
    ],
    "RemoveKestraAuthMethodResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "RemoveKestraAuthMethodPayload",
      "ValidationFailure"
    ],
    "ReplaceKestraUserResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ReplaceKestraUserPayload",
      "ValidationFailure"
    ],
    "ResetUserPasswordResult": [
      "ForbiddenFailure",
      "NotFoundFailure",
      "ResetUserPasswordPayload",
      "ValidationFailure"
    ],
    "RevokeAccessResult": [
      "ForbiddenFailure",
      "NotFoundFailure",
      "RevokeAccessPayload",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "SetKestraUserGroupsResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraUserGroupsPayload",
      "ValidationFailure"
    ],
    "SetKestraUserPasswordResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraUserPasswordPayload",
      "ValidationFailure"
    ],
    "SetKestraUserRestrictedResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraUserRestrictedPayload",
      "ValidationFailure"
    ],
    "SetKestraUserSuperAdminResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraUserSuperAdminPayload",
      "ValidationFailure"
    ],
    "UpdateGroupResult": [
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "UpdateGroupPayload",
      "ValidationFailure"
    ],
    "UpdateKestraUserResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UpdateKestraUserPayload",
      "ValidationFailure"
    ],
    "UpdateRunaiRoleResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "UpdateRunaiRolePayload",
      "ValidationFailure"
    ],
    "UpdateUserAccessResult": [
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "UpdateUserAccessPayload",
      "ValidationFailure"
    ]
  }
};
      export default result;
    