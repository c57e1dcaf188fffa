import { bearerOrBasic } from './auth.ts';
import { Contract } from './contract.ts';
import { listen, type Sandbox, type SandboxOptions } from './http.ts';
import { rolesLet } from './kestra-access.ts';
import { anyAccount } from './kestra-accounts.ts';
import { bindingOperations } from './kestra-bindings.ts';
import { openKestra } from './kestra-data.ts';
import { groupById, groupOperations } from './kestra-groups.ts';
import { invitationOperations } from './kestra-invitations.ts';
import { meOperations } from './kestra-me.ts';
import { join, memberOperations } from './kestra-members.ts';
import { withKestraQuirks } from './kestra-quirks.ts';
import { roleOperations } from './kestra-role-queries.ts';
import { serviceAccountOperations } from './kestra-service-accounts.ts';
import { tenantAccessOperations } from './kestra-tenant-access.ts';
import { tenantOperations } from './kestra-tenants.ts';
import { tokenOperations } from './kestra-tokens.ts';
import { userOperations } from './kestra-users.ts';
import type { Platform } from './platform.ts';

/** Starts a Kestra server that speaks one version of the users API: 2.0 by default. */
export async function startKestra(options: SandboxOptions & { version?: string } = {}): Promise<Sandbox> {
  const { version = '2.0' } = options;
  const quirks = new Set(options.quirks);
  // The contracts of 1.1 and 1.2 are not known to differ from that of 1.0.
  const isOld = version.startsWith('1.') && version < '1.3';
  const contract = await Contract.load(isOld ? 'kestra' : `kestra-${version}`);
  const isAtLeast2 = version === '2.0';
  const database = openKestra(options.database, options.users ?? 2000);
  const platform: Platform = {
    contract,
    operations: withKestraQuirks(
      {
        ...userOperations(database, quirks),
        ...meOperations(database),
        ...tokenOperations(database, isOld ? 200 : 201),
        ...tenantOperations(database, isAtLeast2 ? 404 : 422),
        ...tenantAccessOperations(database, isAtLeast2, quirks),
        ...groupOperations(database, isAtLeast2, (groupId, userId) =>
          join(database, groupById(database, groupId), anyAccount(database, userId), !isAtLeast2),
        ),
        ...memberOperations(database, !isAtLeast2, quirks),
        ...roleOperations(isAtLeast2),
        ...bindingOperations(database),
        ...invitationOperations(database, isAtLeast2),
        ...serviceAccountOperations(database, quirks),
      },
      quirks,
    ),
    // Suggestions and many ids at once are asked for with a POST, and still nothing is written.
    isRead: (method, operationId) => method === 'GET' || asks.has(operationId),
    mayCall: (caller, method, path) => rolesLet(database, caller, method, path),
    isOwnPath: (path) => path.startsWith('/api/'),
    identify: bearerOrBasic,
    statusOf: (operationId, problems) => {
      const missing = problems.some(({ at, missing }) => missing && at.startsWith('query.'));
      return missing || operationId === 'updateUserGroups' ? 400 : 422;
    },
    errorBody: ({ message, problems }, path) => ({
      message: [message, ...problems.map(({ at, message }) => `${at} ${message}`)].join(': '),
      _links: { self: [{ href: path, templated: false }] },
      ...(problems.length > 0 && {
        _embedded: { errors: problems.map(({ at, message }) => ({ message, path: at })) },
      }),
    }),
    close: () => database.close(),
  };
  return listen(platform, options);
}

const asks: ReadonlySet<string> = new Set([
  'autocompleteUsers',
  'autocompleteGroups',
  'autocompleteRoles',
  'listGroupIds',
  'listRolesFromGivenIds',
]);
