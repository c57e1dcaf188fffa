import { bearer } from './auth.ts';
import { Contract } from './contract.ts';
import { listen, type Sandbox, type SandboxOptions } from './http.ts';
import type { Platform } from './platform.ts';
import { accessOperations } from './runai-access.ts';
import { openRunai } from './runai-data.ts';
import { groupOperations } from './runai-groups.ts';
import { userOperations } from './runai-users.ts';

export type { Sandbox, SandboxOptions } from './http.ts';

/**
 * Starts a Run:ai control plane that speaks one version of the users API: 2.22, which has both families, by default.
 * Every version but `legacy` has pages.
 */
export async function startRunai(options: SandboxOptions & { version?: string } = {}): Promise<Sandbox> {
  const { version = '2.22', users = 2000 } = options;
  const contract = await Contract.load(`runai-${version}`);
  const database = openRunai(options.database, users);
  const platform: Platform = {
    contract,
    operations: {
      ...userOperations(database, version !== 'legacy'),
      ...accessOperations(database),
      ...groupOperations(database),
    },
    isRead: (method) => method === 'GET',
    isOwnPath: (path) => /^\/(api|v1)\//.test(path),
    identify: bearer,
    statusOf: () => 400,
    errorBody: ({ status, message, problems }) => ({
      code: status,
      message,
      ...(problems.length > 0 && { details: problems.map(({ at, message }) => `${at} ${message}`).join('; ') }),
    }),
    close: () => database.close(),
  };
  return listen(platform, options);
}
