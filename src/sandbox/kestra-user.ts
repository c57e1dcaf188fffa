import type { Database } from './database.ts';
import { tenants } from './kestra-directory.ts';

/** A way to sign in. */
export interface Auth {
  readonly id: string;
  readonly type: string;
  readonly name: string;
}

/** All of a user but what can be worked out. */
export interface KestraUser {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Ids. */
  readonly tenants: readonly string[];
  /** Ids. */
  readonly groups: readonly string[];
  readonly auths: readonly Auth[];
  readonly superAdmin: boolean;
  readonly restricted: boolean;
  readonly password: string | null;
}

/** A user as the database has them. */
export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly display_name: string;
  readonly tenants: string;
  readonly groups: string;
  readonly auths: string;
  readonly super_admin: number;
  readonly restricted: number;
  readonly password: string | null;
}

/** A row without what is worked out from it. */
export const user = (row: UserRow): KestraUser => ({
  id: row.id,
  email: row.email,
  firstName: row.first_name,
  lastName: row.last_name,
  tenants: JSON.parse(row.tenants),
  groups: JSON.parse(row.groups),
  auths: JSON.parse(row.auths),
  superAdmin: row.super_admin === 1,
  restricted: row.restricted === 1,
  password: row.password,
});

/** The name to show: first and last, or the e-mail when there is neither. */
export const displayName = ({ firstName, lastName, email }: Omit<KestraUser, 'id'>): string =>
  `${firstName} ${lastName}`.trim() || email;

/** A user in a list: no e-mail, names, groups or restricted. */
export const summary = (shown: KestraUser) => ({
  id: shown.id,
  username: shown.email,
  displayName: displayName(shown),
  tenants: tenants.filter(({ id }) => shown.tenants.includes(id)),
  auths: shown.auths,
  superAdmin: shown.superAdmin,
});

/** A user read alone. */
export const whole = (database: Database, shown: KestraUser) => ({
  ...summary(shown),
  firstName: shown.firstName,
  lastName: shown.lastName,
  email: shown.email,
  groups: database.all<{ id: string; tenantId: string }>(
    'SELECT id, tenant AS tenantId FROM kestra_groups WHERE id IN (SELECT value FROM json_each(?)) ORDER BY seq',
    JSON.stringify(shown.groups),
  ),
  restricted: shown.restricted,
});
