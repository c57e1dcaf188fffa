import { bearerOrBasic } from './auth.ts';
import { Contract } from './contract.ts';
import { listen, type Sandbox, type SandboxOptions } from './http.ts';
import { openKestra } from './kestra-data.ts';
import { tenantOperations } from './kestra-tenants.ts';
import { tokenOperations } from './kestra-tokens.ts';
import { userOperations } from './kestra-users.ts';
import type { Platform } from './platform.ts';

/** Starts a Kestra server that speaks one version of the users API: 2.0 by default. */
export async function startKestra(options: SandboxOptions & { version?: string } = {}): Promise<Sandbox> {
  const { version = '2.0', quirks = [] } = options;
  // The contracts of 1.1 and 1.2 are not known to differ from that of 1.0.
  const isOld = version.startsWith('1.') && version < '1.3';
  const contract = await Contract.load(isOld ? 'kestra' : `kestra-${version}`);
  const database = openKestra(options.database, options.users ?? 2000);
  const platform: Platform = {
    contract,
    operations: {
      ...userOperations(database, new Set(quirks)),
      ...tokenOperations(database, isOld ? 200 : 201),
      ...tenantOperations(database, isOld || version === '1.3' ? 422 : 404),
    },
    // The suggestions are asked for with a POST, and still nothing is written.
    isRead: (method, operationId) => method === 'GET' || operationId === 'autocompleteUsers',
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
