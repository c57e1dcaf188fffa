import type { Caller } from './auth.ts';
import type { Database } from './database.ts';
import { saveUser } from './kestra-data.ts';
import { tenants } from './kestra-directory.ts';
import { groupById, groupsAmong } from './kestra-groups.ts';
import { equals, type ListQuery, matching, orderBy, pageOf } from './kestra-query.ts';
import { roleSummary } from './kestra-role-queries.ts';
import { rolesOf } from './kestra-roles.ts';
import { type UserRow, user } from './kestra-user.ts';
import { checkedEmail, known, newId } from './kestra-user-rules.ts';
import { accountOf } from './kestra-user-store.ts';
import { type Call, type Operation, Refusal } from './platform.ts';

interface InvitationRow {
  readonly id: string;
  readonly tenant: string;
  readonly email: string;
  readonly status: 'PENDING' | 'ACCEPTED' | 'EXPIRED';
  readonly roles: string;
  readonly groups: string;
  readonly super_admin: number;
  readonly sent_at: string;
  readonly expired_at: string;
  readonly accepted_at: string | null;
}

interface InvitedRole {
  readonly id: string;
  readonly namespaces?: readonly string[];
}

interface InvitationBody {
  readonly email: string;
  readonly createUserIfNotExist?: boolean;
  readonly superAdmin?: boolean;
  readonly roles?: readonly InvitedRole[];
  readonly groups?: readonly string[];
}

/** 1.3 has plain parameters, 2.0 filters. */
interface Filter extends ListQuery {
  readonly email?: string;
  readonly status?: string;
  readonly 'filters[email][EQUALS]'?: string;
  readonly 'filters[status][EQUALS]'?: string;
}

const columns: ReadonlyMap<string, string> = new Map([
  ['id', 'id'],
  ['email', 'email'],
]);

const lifetime = 7 * 86_400_000;

/** The operations on invitations. Nobody accepts one here: that is done in the web UI. */
export function invitationOperations(database: Database, isAtLeast2: boolean): Record<string, Operation> {
  const tenantOf = ({ params }: Call) => known(tenants, params.tenant ?? '', 'tenant').id;
  const times = (row: InvitationRow) => ({
    sentAt: row.sent_at,
    expiredAt: row.expired_at,
    ...(row.accepted_at !== null && { acceptedAt: row.accepted_at }),
    link: `http://localhost/ui/invitation/${row.id}`,
  });
  const detail = (row: InvitationRow) => ({
    ...{ id: row.id, tenantId: row.tenant, email: row.email, status: row.status },
    roles: rolesIn(row).map(({ id }) => roleSummary(known(rolesOf(row.tenant), id, 'role'), isAtLeast2)),
    groups: groupsAmong(database, row.tenant, JSON.parse(row.groups)).map(({ id, name }) => ({ id, name })),
    superAdmin: row.super_admin === 1,
    ...times(row),
  });
  const rowOf = (call: Call): InvitationRow => {
    const row = database.get<InvitationRow>(
      'SELECT * FROM kestra_invitations WHERE tenant = ? AND id = ?',
      tenantOf(call),
      call.params.id ?? '',
    );
    if (!row) throw new Refusal(404, 'Not Found: no such invitation');
    return row;
  };
  const toEmail = (email: string, condition: string) =>
    database.all<InvitationRow>(
      `SELECT * FROM kestra_invitations WHERE lower(email) = ? AND ${condition} ORDER BY seq`,
      email.toLowerCase(),
    );

  return {
    searchInvitations(call) {
      const list = call.query as Filter;
      const conditions = [
        ...equals('tenant', tenantOf(call)),
        ...matching(list, 'lower(email)'),
        ...equals('email', list.email ?? list['filters[email][EQUALS]']),
        ...equals('status', list.status ?? list['filters[status][EQUALS]']),
      ];
      const listed = { from: 'kestra_invitations', conditions, order: orderBy(list.sort, columns) };
      return pageOf(database, listed, list, detail);
    },

    listInvitationsByEmail(call) {
      const tenant = tenantOf(call);
      const rows = toEmail(call.params.email ?? '', '1').filter((row) => row.tenant === tenant);
      return { status: 200, body: rows.map(detail) };
    },

    getInvitation: (call) => ({ status: 200, body: detail(rowOf(call)) }),

    createInvitation(call) {
      const [tenant, wanted] = [tenantOf(call), call.body as InvitationBody];
      const { roles = [], groups = [], superAdmin = false, createUserIfNotExist = false } = wanted;
      refuseSuperAdmin(call.caller, superAdmin);
      const email = checkedEmail(wanted.email);
      for (const { id } of roles) known(rolesOf(tenant), id, 'role');
      for (const id of groups) groupById(database, id, tenant);
      const row = database.get<UserRow>('SELECT * FROM kestra_users WHERE email_folded = ?', email.toLowerCase());
      const isOpen = toEmail(email, "status = 'PENDING'").some((one) => one.tenant === tenant);
      if (isOpen || (row && user(row).tenants.includes(tenant))) throw new Refusal(409, 'is invited or in already');
      if (row) {
        letIn(row, tenant, roles, groups);
        return { status: 204 };
      }
      const now = Date.now();
      if (createUserIfNotExist) saveUser(database, stranger(email));
      database.run(
        "INSERT INTO kestra_invitations VALUES (NULL, ?, ?, ?, 'PENDING', ?, ?, ?, ?, ?, NULL)",
        ...[newId(), tenant, email, JSON.stringify(roles), JSON.stringify(groups), Number(superAdmin)],
        ...[new Date(now).toISOString(), new Date(now + lifetime).toISOString()],
      );
      return { status: 201 };
    },

    deleteInvitation(call) {
      database.run('DELETE FROM kestra_invitations WHERE id = ?', rowOf(call).id);
      return { status: 204 };
    },

    findAllInvitationsForCurrentUser({ caller }) {
      const rows = toEmail(accountOf(database, caller).email, '1');
      return {
        status: 200,
        body: rows.map((row) => ({
          ...{ id: row.id, email: row.email, tenantId: row.tenant, status: row.status, deleted: false },
          ...{ groupIds: JSON.parse(row.groups), userType: 'STANDARD', superAdmin: row.super_admin === 1 },
          isExpired: row.status === 'EXPIRED',
          bindings: rolesIn(row).flatMap(({ id: roleId, namespaces = [undefined] }) =>
            namespaces.map((namespaceId) => ({
              ...{ type: 'USER', externalId: '', roleId, deleted: false },
              ...(namespaceId !== undefined && { namespaceId }),
            })),
          ),
          ...times(row),
        })),
      };
    },
  };

  function letIn(row: UserRow, tenant: string, roles: readonly InvitedRole[], groups: readonly string[]): void {
    const before = user(row);
    database.transaction(() => {
      saveUser(database, {
        ...before,
        tenants: [...before.tenants, tenant],
        groups: [...new Set([...before.groups, ...groups])],
      });
      for (const { id, namespaces = [null] } of roles) {
        for (const namespace of namespaces) {
          database.run(
            "INSERT INTO kestra_bindings VALUES (NULL, ?, ?, 'USER', ?, ?, ?)",
            ...[newId(), tenant, before.id, id, namespace],
          );
        }
      }
    });
  }
}

const rolesIn = ({ roles }: InvitationRow): InvitedRole[] => JSON.parse(roles);

const stranger = (email: string) => ({
  ...{ id: newId(), email, firstName: '', lastName: '', tenants: [], groups: [], auths: [] },
  ...{ superAdmin: false, restricted: false, password: null },
});

/** Only super admins make super admins. */
export function refuseSuperAdmin(caller: Caller, wanted: boolean): void {
  if (wanted && caller.kind !== 'admin') throw new Refusal(403, 'permission denied');
}
