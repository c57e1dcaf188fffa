
      export type PossibleTypesResultData = {
  "possibleTypes": {
    "AddKestraGroupMemberResult": [
      "AddKestraGroupMemberPayload",
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
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
    "CreateKestraBindingResult": [
      "ConflictFailure",
      "CreateKestraBindingPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateKestraGroupResult": [
      "ConflictFailure",
      "CreateKestraGroupPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateKestraInvitationResult": [
      "ConflictFailure",
      "CreateKestraInvitationPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateKestraServiceAccountInTenantsResult": [
      "ConflictFailure",
      "CreateKestraServiceAccountInTenantsPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateKestraServiceAccountResult": [
      "ConflictFailure",
      "CreateKestraServiceAccountPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateKestraUserResult": [
      "ConflictFailure",
      "CreateKestraUserPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "CreateMyKestraApiTokenResult": [
      "ConflictFailure",
      "CreateMyKestraApiTokenPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
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
    "DeleteKestraBindingResult": [
      "ConflictFailure",
      "DeleteKestraBindingPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteKestraGroupResult": [
      "ConflictFailure",
      "DeleteKestraGroupPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteKestraInvitationResult": [
      "ConflictFailure",
      "DeleteKestraInvitationPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteKestraServiceAccountEverywhereResult": [
      "ConflictFailure",
      "DeleteKestraServiceAccountEverywherePayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteKestraServiceAccountResult": [
      "ConflictFailure",
      "DeleteKestraServiceAccountPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteKestraUserResult": [
      "DeleteKestraUserPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "DeleteMyKestraApiTokenResult": [
      "ConflictFailure",
      "DeleteMyKestraApiTokenPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
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
      "StalePlanFailure",
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
    "GrantKestraTenantAccessResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "GrantKestraTenantAccessPayload",
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
      "KestraBinding",
      "KestraGroup",
      "KestraInvitation",
      "KestraRole",
      "KestraServiceAccount",
      "KestraTenant",
      "KestraTenantMember",
      "KestraUser",
      "RunaiPermissionSet",
      "RunaiRole",
      "User"
    ],
    "OffboardPersonResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "OffboardPersonPayload",
      "StalePlanFailure",
      "ValidationFailure"
    ],
    "RemoveKestraAuthMethodResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "RemoveKestraAuthMethodPayload",
      "ValidationFailure"
    ],
    "RemoveKestraGroupMemberResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "RemoveKestraGroupMemberPayload",
      "UnsupportedFailure",
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
    "RevokeKestraTenantAccessResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "RevokeKestraTenantAccessPayload",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "SetKestraGroupMembershipResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraGroupMembershipPayload",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "SetKestraServiceAccountDetailsResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraServiceAccountDetailsPayload",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "SetKestraServiceAccountSuperAdminResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraServiceAccountSuperAdminPayload",
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
    "UpdateKestraGroupResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "UpdateKestraGroupPayload",
      "ValidationFailure"
    ],
    "UpdateKestraServiceAccountResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "UpdateKestraServiceAccountPayload",
      "ValidationFailure"
    ],
    "UpdateKestraUserResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UpdateKestraUserPayload",
      "ValidationFailure"
    ],
    "UpdateMyKestraUserResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "UpdateMyKestraUserPayload",
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
    "AddKestraGroupMemberResult": [
      "AddKestraGroupMemberPayload",
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
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
    "CreateKestraBindingResult": [
      "ConflictFailure",
      "CreateKestraBindingPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateKestraGroupResult": [
      "ConflictFailure",
      "CreateKestraGroupPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateKestraInvitationResult": [
      "ConflictFailure",
      "CreateKestraInvitationPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateKestraServiceAccountInTenantsResult": [
      "ConflictFailure",
      "CreateKestraServiceAccountInTenantsPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateKestraServiceAccountResult": [
      "ConflictFailure",
      "CreateKestraServiceAccountPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "CreateKestraUserResult": [
      "ConflictFailure",
      "CreateKestraUserPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "CreateMyKestraApiTokenResult": [
      "ConflictFailure",
      "CreateMyKestraApiTokenPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
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
    "DeleteKestraBindingResult": [
      "ConflictFailure",
      "DeleteKestraBindingPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteKestraGroupResult": [
      "ConflictFailure",
      "DeleteKestraGroupPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteKestraInvitationResult": [
      "ConflictFailure",
      "DeleteKestraInvitationPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteKestraServiceAccountEverywhereResult": [
      "ConflictFailure",
      "DeleteKestraServiceAccountEverywherePayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteKestraServiceAccountResult": [
      "ConflictFailure",
      "DeleteKestraServiceAccountPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "DeleteKestraUserResult": [
      "DeleteKestraUserPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "ValidationFailure"
    ],
    "DeleteMyKestraApiTokenResult": [
      "ConflictFailure",
      "DeleteMyKestraApiTokenPayload",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
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
      "StalePlanFailure",
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
    "GrantKestraTenantAccessResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "GrantKestraTenantAccessPayload",
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
      "KestraBinding",
      "KestraGroup",
      "KestraInvitation",
      "KestraRole",
      "KestraServiceAccount",
      "KestraTenant",
      "KestraTenantMember",
      "KestraUser",
      "RunaiPermissionSet",
      "RunaiRole",
      "User"
    ],
    "OffboardPersonResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "OffboardPersonPayload",
      "StalePlanFailure",
      "ValidationFailure"
    ],
    "RemoveKestraAuthMethodResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "RemoveKestraAuthMethodPayload",
      "ValidationFailure"
    ],
    "RemoveKestraGroupMemberResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "RemoveKestraGroupMemberPayload",
      "UnsupportedFailure",
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
    "RevokeKestraTenantAccessResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "RevokeKestraTenantAccessPayload",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "SetKestraGroupMembershipResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraGroupMembershipPayload",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "SetKestraServiceAccountDetailsResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraServiceAccountDetailsPayload",
      "UnsupportedFailure",
      "ValidationFailure"
    ],
    "SetKestraServiceAccountSuperAdminResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "SetKestraServiceAccountSuperAdminPayload",
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
    "UpdateKestraGroupResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "UpdateKestraGroupPayload",
      "ValidationFailure"
    ],
    "UpdateKestraServiceAccountResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "UpdateKestraServiceAccountPayload",
      "ValidationFailure"
    ],
    "UpdateKestraUserResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UpdateKestraUserPayload",
      "ValidationFailure"
    ],
    "UpdateMyKestraUserResult": [
      "ConflictFailure",
      "ForbiddenFailure",
      "NotFoundFailure",
      "UnsupportedFailure",
      "UpdateMyKestraUserPayload",
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
    