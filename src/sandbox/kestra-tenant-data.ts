import { tenantAdmin } from './auth.ts';
import type { Database } from './database.ts';
import { serviceAccounts, tenantGroups, tenants } from './kestra-directory.ts';
import { roleNamed } from './kestra-roles.ts';
import { letterCode, random } from './random.ts';

/*
 * Who may do what in a tenant. `tenants`, `groups` and `roles` are JSON. `kestra_accounts` is everyone who can have
 * access to a tenant: people first, then programs. Members who are not in `kestra_owners` are plain ones.
 */
const schema = `
  CREATE TABLE kestra_groups (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    external INTEGER NOT NULL,
    UNIQUE (tenant, name)
  ) STRICT;
  CREATE TABLE kestra_owners (
    group_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    PRIMARY KEY (group_id, user_id)
  ) STRICT;
  CREATE TABLE kestra_service_accounts (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    tenants TEXT NOT NULL,
    groups TEXT NOT NULL,
    super_admin INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE kestra_bindings (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    tenant TEXT NOT NULL,
    type TEXT NOT NULL,
    external_id TEXT NOT NULL,
    role TEXT NOT NULL,
    namespace TEXT
  ) STRICT;
  CREATE TABLE kestra_invitations (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    tenant TEXT NOT NULL,
    email TEXT NOT NULL,
    status TEXT NOT NULL,
    roles TEXT NOT NULL,
    groups TEXT NOT NULL,
    super_admin INTEGER NOT NULL,
    sent_at TEXT NOT NULL,
    expired_at TEXT NOT NULL,
    accepted_at TEXT
  ) STRICT;
  CREATE VIEW kestra_accounts AS
    SELECT 'STANDARD' AS kind, seq, id, email AS username, display_name, '' AS description, folded, tenants, groups,
      auths, super_admin FROM kestra_users
    UNION ALL
    SELECT 'SERVICE_ACCOUNT', seq, id, name, name, description, lower(name), tenants, groups, '[]', super_admin
      FROM kestra_service_accounts;
`;

/** Gives a database the groups, service accounts, bindings and invitations that every tenant begins with. */
export function seedTenants(database: Database): void {
  database.exec(schema);
  for (const { id, tenantId, name, external } of tenantGroups) {
    database.run('INSERT INTO kestra_groups VALUES (NULL, ?, ?, ?, ?, ?)', id, tenantId, name, '', Number(external));
  }
  for (const { id, tenantId, name } of serviceAccounts) {
    const place = JSON.stringify([tenantId]);
    database.run(`INSERT INTO kestra_service_accounts VALUES (NULL, ?, ?, '', ?, '[]', 0)`, id, name, place);
  }
  for (const { id } of tenants) {
    seedBindings(database, id);
    seedInvitations(database, id);
  }
}

/** Each group has the role of its like, one service account may write in a namespace, and one person keeps `main`. */
function seedBindings(database: Database, tenantId: string): void {
  const roles = { Admins: 'Admin', Developers: 'Editor', Operators: 'Launcher', Viewers: 'Viewer' } as const;
  const groups = new Map(tenantGroups.filter((one) => one.tenantId === tenantId).map(({ name, id }) => [name, id]));
  for (const [name, role] of Object.entries(roles)) bind('GROUP', groups.get(name), role, null);
  const program = serviceAccounts.find((one) => one.tenantId === tenantId && one.name === 'ci');
  bind('USER', program?.id, 'Editor', 'company.team');
  if (tenantId !== 'main') return;
  const [person] = database.all<{ id: string }>('SELECT id FROM kestra_users WHERE email = ?', tenantAdmin.email);
  bind('USER', person?.id, 'Admin', null);

  function bind(type: string, owner: string | undefined, role: string, namespace: string | null): void {
    if (owner === undefined) return;
    const id = letterCode(random(`kestra-binding ${tenantId} ${owner}`), 22);
    const given = roleNamed(tenantId, role).id;
    database.run(
      'INSERT INTO kestra_bindings VALUES (NULL, ?, ?, ?, ?, ?, ?)',
      id,
      tenantId,
      type,
      owner,
      given,
      namespace,
    );
  }
}

const day = 86_400_000;
const invitedAt = Date.UTC(2026, 0, 5, 9);

/** One invitation in each state. */
function seedInvitations(database: Database, tenantId: string): void {
  const roles = JSON.stringify([{ id: roleNamed(tenantId, 'Viewer').id }]);
  for (const status of ['PENDING', 'ACCEPTED', 'EXPIRED'] as const) {
    const until = status === 'PENDING' ? Date.UTC(2099, 0, 1) : invitedAt + 7 * day;
    database.run(
      "INSERT INTO kestra_invitations VALUES (NULL, ?, ?, ?, ?, ?, '[]', 0, ?, ?, ?)",
      letterCode(random(`kestra-invitation ${tenantId} ${status}`), 22),
      tenantId,
      `${status.toLowerCase()}@guests.example.org`,
      status,
      roles,
      new Date(invitedAt).toISOString(),
      new Date(until).toISOString(),
      status === 'ACCEPTED' ? new Date(invitedAt + day).toISOString() : null,
    );
  }
}
