/** Everyone who can have access to a tenant: people and programs. */

import type { Database } from './database.ts';
import { Refusal } from './platform.ts';

/** A person or a program, as the view of both has them. */
export interface AccountRow {
  readonly kind: 'STANDARD' | 'SERVICE_ACCOUNT';
  readonly id: string;
  readonly username: string;
  readonly display_name: string;
  readonly description: string;
  readonly tenants: string;
  readonly groups: string;
  readonly auths: string;
  readonly super_admin: number;
}

/** The order of creation: people first. */
export const creation = 'kind DESC, seq';

/** Reads one account, or refuses with 404. */
export function anyAccount(database: Database, id = ''): AccountRow {
  const row = database.get<AccountRow>('SELECT * FROM kestra_accounts WHERE id = ?', id);
  if (!row) throw new Refusal(404, 'Not Found: no such user');
  return row;
}

/** Changes where an account belongs. */
export function place(
  database: Database,
  { id, kind }: AccountRow,
  to: { readonly tenants: readonly string[]; readonly groups: readonly string[] },
): void {
  const table = kind === 'STANDARD' ? 'kestra_users' : 'kestra_service_accounts';
  database.run(
    `UPDATE ${table} SET tenants = ?, groups = ? WHERE id = ?`,
    JSON.stringify(to.tenants),
    JSON.stringify(to.groups),
    id,
  );
}

/** The ids in a column that holds a JSON array of them. */
export const idsIn = (column: string): string[] => JSON.parse(column);
