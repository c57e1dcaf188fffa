import { bearer } from './auth.ts';
import { Contract } from './contract.ts';
import { listen, type Sandbox, type SandboxOptions } from './http.ts';
import type { Platform } from './platform.ts';
import { accessOperations } from './runai-access.ts';
import { openRunai } from './runai-data.ts';
import { groupOperations } from './runai-groups.ts';
import { minimalOperations } from './runai-minimal.ts';
import { permissionOperations } from './runai-permissions.ts';
import { roleOperations } from './runai-roles.ts';
import { ruleOperations } from './runai-rules.ts';
import { oauthError, tokenOperations } from './runai-tokens.ts';
import { userOperations } from './runai-users.ts';

export type { Sandbox, SandboxOptions } from './http.ts';

/** Versions without a document of their own, and the version whose document they obey. */
const documents: Readonly<Record<string, string>> = { '2.26': '2.24', '2.25': '2.24' };

/**
 * Starts a Run:ai control plane that speaks one version of the users API: the newest by default. Every version but
 * `legacy` has pages; from 2.24 on there are access rules, and 3.0 has the names of users.
 */
export async function startRunai(options: SandboxOptions & { version?: string } = {}): Promise<Sandbox> {
  const { version = '3.0', users = 2000, quirks = [], tokenSeconds = 3600 } = options;
  const contract = await Contract.load(`runai-${documents[version] ?? version}`);
  const database = openRunai(options.database, users);
  const platform: Platform = {
    contract,
    operations: {
      ...userOperations(database, {
        isPaged: version !== 'legacy',
        hasNames: version === '3.0',
        ignoresConditions: quirks.includes('runai-ignores-conditions'),
        mostRows: quirks.includes('runai-clamps-limit') ? 100 : 500,
        noTime: quirks.includes('runai-zero-times') ? '0001-01-01T00:00:00Z' : null,
      }),
      ...minimalOperations(database),
      ...accessOperations(database),
      ...groupOperations(database),
      ...ruleOperations(database, { hasEveryone: version === '3.0' }),
      ...roleOperations(database),
      ...permissionOperations(database),
    },
    openOperations: tokenOperations(database, tokenSeconds),
    // Where the caller may act is asked for with a POST, and nothing is written.
    isRead: (method, operationId) => method === 'GET' || operationId === 'get_permitted_scopes',
    isOwnPath: (path) => /^\/(api|v1)\//.test(path),
    identify: bearer,
    statusOf: () => 400,
    errorBody: (refusal, path) => {
      const { status, message, problems } = refusal;
      if (path === '/api/v2/token' && status < 500) return oauthError(refusal);
      const details = problems.map(({ at, message }) => `${at} ${message}`).join('; ');
      return { code: status, message, ...(details && { details }) };
    },
    close: () => database.close(),
  };
  return listen(platform, options);
}
