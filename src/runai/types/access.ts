import { BadResponseError, InvalidInputError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { itemsNullOnError } from '../../graph/semantic-non-null.ts';
import { intact, isBreach } from '../../rest/contract-breaches.ts';
import type { AccessSelection, WireAccessGroup, WireAccessUser, WireRole, WireUserType } from '../wire-types.ts';

/** Later contracts do not have the deprecated operations. */
const dropped = 'Run:ai 2.23 dropped it.';

/** The replacements that the contract of Run:ai names for each deprecated operation. */
export const deprecated = {
  accessOfUser: `Run:ai replaced this by GET /api/v1/users/{userId}, the other fields of a user, and by its roles and access-rules API: use \`User.accessRules\`. ${dropped}`,
  accessOfGroup: `Run:ai replaced this by its roles and access-rules API: use \`Group.accessRules\`. ${dropped}`,
  creatorOfGroup: `Run:ai replaced this by its roles and access-rules API: use \`AccessRule.creator\` of \`Group.accessRules\`. ${dropped}`,
  groupsByAccess: `Run:ai replaced this by its roles and access-rules API: use \`accessRules\` with the \`subjectType\` \`GROUP\`. ${dropped}`,
  roles: `Run:ai replaced this by its roles and access-rules API: use \`runaiRoles\`. ${dropped}`,
  createGroup: `Run:ai replaced this by its roles and access-rules API: use \`grantAccess\`. ${dropped}`,
  updateGroup: `Run:ai replaced this by its roles and access-rules API: use \`grantAccess\` and \`revokeAccess\`. ${dropped}`,
  deleteGroup: `Run:ai replaced this by its roles and access-rules API: use \`bulkRevokeAccess\`. ${dropped}`,
  usersByAccess: `Run:ai replaced this by GET /api/v1/users: use \`users\`, and \`accessRules\` with the \`subjectType\` \`USER\` for those who hold a role. ${dropped}`,
  createUser: `Run:ai replaced this by POST /api/v1/users, use \`createUser\`, and POST /api/v1/authorization/access-rules, use \`grantAccess\`. ${dropped}`,
  updateUser: `Run:ai names /api/v1/users/{userId} in the place of this, and nothing there changes a user: use \`grantAccess\` and \`revokeAccess\` for roles. ${dropped}`,
  deleteUser: `Run:ai replaced this by DELETE /api/v1/users/{userId}: use \`deleteUser\`. ${dropped}`,
} as const;

export const Role = builder.enumType('Role', {
  description: 'A set of rights that a user or group can hold, in the deprecated access model.',
  values: {
    ADMIN: { value: 'admin', description: 'May do everything.' },
    DEPARTMENT_ADMIN: { value: 'department_admin', description: 'May administer departments.' },
    RESEARCHER: { value: 'researcher', description: 'May submit workloads and manage their own.' },
    EDITOR: { value: 'editor', description: 'May see everything, and change everything except access.' },
    VIEWER: { value: 'viewer', description: 'May see everything and change nothing.' },
    RESEARCH_MANAGER: { value: 'research_manager', description: 'May manage the workloads of researchers.' },
    ML_ENGINEER: { value: 'ml_engineer', description: 'May deploy and manage inference.' },
  } satisfies Record<string, { value: WireRole; description: string }>,
});

export const UserType = builder.enumType('UserType', {
  description: 'The origin of an account, in the deprecated access model.',
  values: {
    SSO_USER: { value: 'sso-user', description: 'An account from single sign-on.' },
    REGULAR_USER: { value: 'regular-user', description: 'A local account.' },
  } satisfies Record<string, { value: WireUserType; description: string }>,
});

export const EntityType = builder.enumType('EntityType', {
  description: 'The kind of holder of an access, in the deprecated access model.',
  values: {
    REGULAR_USER: { value: 'regular-user', description: 'A local account.' },
    SSO_USER: { value: 'sso-user', description: 'An account from single sign-on.' },
    APP: { value: 'app', description: 'An application.' },
    GROUP: { value: 'group', description: 'A group.' },
    INTERNAL_USER: { value: 'internal-user', description: 'An account that the platform itself uses.' },
    SUPER_ADMIN: { value: 'super-admin', description: 'An administrator of all tenants.' },
  } satisfies Record<string, { value: NonNullable<WireAccessUser['entityType']>; description: string }>,
});

/** The contract allows any text as a group's kind, so the check against it does not find unknown kinds. */
const entityTypes = ['regular-user', 'sso-user', 'app', 'group', 'internal-user', 'super-admin'] as const;

export const Access = builder.objectRef<Partial<WireAccessUser> | WireAccessGroup>('Access').implement({
  description:
    'The roles that a user or group holds and the clusters that they apply to, in the deprecated access model.',
  fields: (t) => ({
    roles: t.field({
      ...itemsNullOnError,
      type: [Role],
      description: 'The roles held; null when unknown. A role that the graph does not know is null, with an error.',
      resolve: ({ roles }) => roles,
    }),
    isForAllClusters: t.exposeBoolean('permitAllClusters', {
      nullable: true,
      description: 'Whether the roles apply to all clusters; null when unknown.',
    }),
    permittedClusterIds: t.idList({
      ...itemsNullOnError,
      description:
        'The ids of the clusters that the roles apply to, unless `isForAllClusters` is true; null when unknown.',
      resolve: ({ permittedClusters }) => permittedClusters,
    }),
    tenantId: t.id({
      nullable: true,
      description: 'The id that Run:ai gave the tenant; null when unknown.',
      resolve: ({ tenantId }) => (tenantId == null ? null : String(intact(tenantId))),
    }),
    entityType: t.field({
      type: EntityType,
      nullable: true,
      description: 'The kind of holder; null when unknown.',
      resolve: ({ entityType }) => entityTypeOf(entityType),
    }),
  }),
});

/** @throws {BadResponseError} for a type that the graph does not know */
function entityTypeOf(sent: string | undefined): (typeof entityTypes)[number] | null {
  if (sent == null) return null;
  const found = entityTypes.find((known) => known === intact(sent));
  if (found === undefined) throw new BadResponseError('Run:ai sent an entity type that this graph does not know.');
  return found;
}

/**
 * Merges a change into the present access.
 * @throws {BadResponseError} when a value to be kept breaks the contract: the write would lose it
 */
export function changedAccess<Present extends object, Given extends object>(present: Present, given: Given) {
  const lost = Object.entries(present).find(([name, value]) => isBreach(value) && !(name in given));
  if (lost === undefined) return { ...present, ...given };
  const error = new BadResponseError(
    `Run:ai sent "${lost[0]}" with a value that this graph does not know, and that a change would lose. Change it along, or on the platform.`,
  );
  error.outcome = 'NOT_SENT';
  throw error;
}

/** The fields that all inputs that set access share. */
export const accessFields = (
  t: PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>,
) => ({
  isForAllClusters: t.boolean({ description: 'Whether the roles apply to all clusters.' }),
  permittedClusterIds: t.idList({ description: 'The ids of the clusters that the roles apply to.' }),
  tenantId: t.id({ description: 'The id that Run:ai gave the tenant: a whole number.' }),
});

interface AccessInput {
  readonly isForAllClusters?: boolean | null;
  readonly permittedClusterIds?: readonly string[] | null;
  readonly tenantId?: string | null;
}

/** The access in an input, with the names that the platform has for its fields; null and absent ones are omitted. */
export const accessBody = <Input extends AccessInput>({
  isForAllClusters,
  permittedClusterIds,
  tenantId,
  ...rest
}: Input) =>
  omitNulls({
    ...rest,
    permitAllClusters: isForAllClusters,
    permittedClusters: permittedClusterIds && [...permittedClusterIds],
    tenantId: tenantId == null ? tenantId : tenantNumber(tenantId),
  });

/** @throws {InvalidInputError} for what Run:ai cannot have as the id of a tenant */
function tenantNumber(sent: string): number {
  if (/^\d{1,10}$/.test(sent) && Number(sent) < 2 ** 31) return Number(sent);
  const message = 'must be the id of a tenant: a whole number';
  throw new InvalidInputError(`The tenant ${message}.`, [{ path: ['tenantId'], code: 'INVALID_FORMAT', message }]);
}

/** What the platform names otherwise in an input that sets access. */
export const accessNames = {
  permitAllClusters: 'isForAllClusters',
  permittedClusters: 'permittedClusterIds',
} as const;

/** The arguments that filter by access, as parameters of the platform; null and absent ones are omitted. */
export function accessSelection(args: {
  readonly roles?: readonly WireRole[] | null;
  readonly createdByMe?: boolean | null;
  readonly type?: WireUserType | null;
}): AccessSelection {
  const { roles, createdByMe, type } = args;
  return {
    ...(roles?.length && { roles: [...roles] }),
    ...(createdByMe != null && { onlyCreatedByMe: createdByMe }),
    ...(type != null && { usersType: type }),
  };
}
