import { BadResponseError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { itemsNullOnError } from '../../graph/semantic-non-null.ts';
import { isOdd, told } from '../../rest/contract-breaches.ts';
import type { AccessSelection, WireAccessGroup, WireAccessUser, WireRole, WireUserType } from '../wire-types.ts';

/** The platform's own reasons: what its contract names in the place of each operation. 2.24 is the first without any. */
export const deprecated = {
  access: 'Run:ai replaced this by its roles and access-rules API, which is not part of this graph.',
  accessOfUser:
    'Run:ai replaced this by GET /api/v1/users/{userId}, the other fields of a user, and by its roles and access-rules API, which is not part of this graph.',
  usersByAccess: 'Run:ai replaced this by GET /api/v1/users: use `users`.',
  createUser:
    'Run:ai replaced this by POST /api/v1/users, use `createUser`, and POST /api/v1/authorization/access-rules, which is not part of this graph.',
  updateUser:
    'Run:ai names /api/v1/users/{userId} in the place of this, and nothing there changes a user: it has no successor.',
  removeUser: 'Run:ai replaced this by DELETE /api/v1/users/{userId}: use `deleteUser`.',
} as const;

export const Role = builder.enumType('Role', {
  description: 'What a user or group may do, in the deprecated model of access.',
  values: {
    ADMIN: { value: 'admin', description: 'Everything.' },
    DEPARTMENT_ADMIN: { value: 'department_admin', description: 'Administer departments.' },
    RESEARCHER: { value: 'researcher', description: 'Submit and manage own workloads.' },
    EDITOR: { value: 'editor', description: 'See and change everything but access.' },
    VIEWER: { value: 'viewer', description: 'See everything, change nothing.' },
    RESEARCH_MANAGER: { value: 'research_manager', description: 'Manage the workloads of researchers.' },
    ML_ENGINEER: { value: 'ml_engineer', description: 'Deploy and manage inference.' },
  } satisfies Record<string, { value: WireRole; description: string }>,
});

export const UserType = builder.enumType('UserType', {
  description: 'Where an account comes from, in the deprecated model of access.',
  values: {
    SSO_USER: { value: 'sso-user', description: 'From single sign-on.' },
    REGULAR_USER: { value: 'regular-user', description: 'A local account.' },
  } satisfies Record<string, { value: WireUserType; description: string }>,
});

export const EntityType = builder.enumType('EntityType', {
  description: 'What holds the access, in the deprecated model of access.',
  values: {
    REGULAR_USER: { value: 'regular-user', description: 'A local account.' },
    SSO_USER: { value: 'sso-user', description: 'An account from single sign-on.' },
    APP: { value: 'app', description: 'An application.' },
    GROUP: { value: 'group', description: 'A group.' },
    INTERNAL_USER: { value: 'internal-user', description: "An account of the platform's own." },
    SUPER_ADMIN: { value: 'super-admin', description: 'An administrator above all tenants.' },
  } satisfies Record<string, { value: NonNullable<WireAccessUser['entityType']>; description: string }>,
});

/** A group's kind is any text in the contract, so that no check of the answer tells of one that the graph does not know. */
const entityTypes = ['regular-user', 'sso-user', 'app', 'group', 'internal-user', 'super-admin'] as const;

export const Access = builder.objectRef<Partial<WireAccessUser> | WireAccessGroup>('Access').implement({
  description: 'What a user or group may do, and on which clusters, in the deprecated model of access.',
  fields: (t) => ({
    roles: t.field({
      ...itemsNullOnError,
      type: [Role],
      description:
        'The roles held: null, with an error, for each that the graph does not know; null as a whole when not known.',
      resolve: ({ roles }) => roles,
    }),
    permitAllClusters: t.exposeBoolean('permitAllClusters', {
      nullable: true,
      description: 'Whether the roles hold on all clusters; null when not known.',
    }),
    permittedClusters: t.idList({
      ...itemsNullOnError,
      description: 'The clusters on which the roles hold, by id, where they do not hold on all; null when not known.',
      resolve: ({ permittedClusters }) => permittedClusters,
    }),
    tenantId: t.exposeInt('tenantId', { nullable: true, description: 'The tenant, by id; null when not known.' }),
    entityType: t.field({
      type: EntityType,
      nullable: true,
      description: 'What holds the access; null when not known.',
      resolve: ({ entityType }) => entityTypeOf(entityType),
    }),
  }),
});

/** @throws {BadResponseError} for one that the graph does not know */
function entityTypeOf(sent: string | undefined): (typeof entityTypes)[number] | null {
  if (sent == null) return null;
  const found = entityTypes.find((known) => known === told(sent));
  if (found === undefined) throw new BadResponseError('Run:ai sent an entity type that this graph does not know.');
  return found;
}

/**
 * The access as it is, changed by what is given.
 * @throws {BadResponseError} where what is to be kept cannot be read: written back, it would be lost
 */
export function changedAccess<Present extends object, Given extends object>(present: Present, given: Given) {
  const lost = Object.entries(present).find(([name, value]) => isOdd(value) && !(name in given));
  if (lost === undefined) return { ...present, ...given };
  const error = new BadResponseError(
    `Run:ai sent "${lost[0]}" with a value that this graph does not know, and that a change would lose. Change it along, or on the platform.`,
  );
  error.outcome = 'NOT_SENT';
  throw error;
}

/** The fields that every input has that sets access. */
export const accessFields = (
  t: PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>,
) => ({
  permitAllClusters: t.boolean({ description: 'Whether the roles hold on all clusters.' }),
  permittedClusters: t.idList({ description: 'The clusters on which the roles hold, by id.' }),
  tenantId: t.int({ description: 'The tenant, by id.' }),
});

/** The arguments that narrow a list by access, in the platform's terms; what is null or absent is left out. */
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
