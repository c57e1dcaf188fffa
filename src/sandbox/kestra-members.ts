import type { Database } from './database.ts';
import { type AccountRow, anyAccount, creation, idsIn, place } from './kestra-accounts.ts';
import { tenants } from './kestra-directory.ts';
import { type GroupRow, groupById, groupsAmong } from './kestra-groups.ts';
import { equals, type ListQuery, matching, orderBy, pageOf } from './kestra-query.ts';
import { known } from './kestra-user-rules.ts';
import { type Call, type Operation, Refusal } from './platform.ts';
import type { Quirk } from './quirks.ts';

type Group = ReturnType<typeof groupById>;

const columns: ReadonlyMap<string, string> = new Map([
  ['username', 'username'],
  ['displayName', 'display_name'],
]);

/**
 * Makes an account a member of a group, or refuses with 409 where it is one.
 * @param letsIn whether access to the tenant is granted on the way; otherwise an account without it is refused with 404
 */
export function join(database: Database, { id: groupId, tenantId }: Group, account: AccountRow, letsIn: boolean): void {
  const [at, groups] = [idsIn(account.tenants), idsIn(account.groups)];
  if (groups.includes(groupId)) throw new Refusal(409, 'the user is a member already');
  if (!at.includes(tenantId) && !letsIn) throw new Refusal(404, `The user has no access to ${tenantId}`);
  database.run('DELETE FROM kestra_owners WHERE group_id = ? AND user_id = ?', groupId, account.id);
  place(database, account, { tenants: [...new Set([...at, tenantId])], groups: [...groups, groupId] });
}

/** The operations on the members of a group. */
export function memberOperations(
  database: Database,
  letsIn: boolean,
  quirks: ReadonlySet<Quirk>,
): Record<string, Operation> {
  const find = ({ params }: Call): [Group, AccountRow] => {
    const group = groupById(database, params.id, known(tenants, params.tenant ?? '', 'tenant').id);
    return [group, anyAccount(database, params.userId)];
  };
  const isOwner = (groupId: string, userId: string) =>
    database.get('SELECT 1 FROM kestra_owners WHERE group_id = ? AND user_id = ?', groupId, userId) !== undefined;
  const shown = (tenantId: string) => (row: AccountRow) => ({
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    groups: groupsAmong(database, tenantId, idsIn(row.groups)).map(({ id, name, external }: GroupRow) => ({
      ...{ id, name, external: external === 1 },
      membership: isOwner(id, row.id) ? 'OWNER' : 'MEMBER',
    })),
  });
  const answer = ({ tenantId }: Group, id: string) => ({
    status: 200,
    body: shown(tenantId)(anyAccount(database, id)),
  });
  const memberOf = (call: Call): [Group, AccountRow] => {
    const [group, account] = find(call);
    if (!idsIn(account.groups).includes(group.id)) throw new Refusal(409, 'the user is no member');
    return [group, account];
  };

  return {
    searchGroupMembers({ params, query }) {
      const group = groupById(database, params.id, known(tenants, params.tenant ?? '', 'tenant').id);
      const { 'filters[username][EQUALS]': name, ...list } = query as ListQuery & {
        'filters[username][EQUALS]'?: string;
      };
      if (list.sort && quirks.has('kestra-sort-500')) throw new Refusal(500, 'Internal Server Error: SQL error');
      const isMember = { text: 'instr(groups, ?) > 0', values: [JSON.stringify(group.id)] };
      const conditions = [isMember, ...matching(list), ...equals('username', name)];
      const listed = { from: 'kestra_accounts', conditions, order: orderBy(list.sort, columns, creation) };
      return pageOf(database, listed, list, shown(group.tenantId));
    },

    addUserToGroup(call) {
      const [group, account] = find(call);
      join(database, group, account, letsIn);
      return answer(group, account.id);
    },

    setUserMembershipForGroup(call) {
      const [group, account] = memberOf(call);
      const { membership } = call.query as { membership: 'OWNER' | 'MEMBER' };
      database.run('DELETE FROM kestra_owners WHERE group_id = ? AND user_id = ?', group.id, account.id);
      if (membership === 'OWNER') database.run('INSERT INTO kestra_owners VALUES (?, ?)', group.id, account.id);
      return answer(group, account.id);
    },

    /** The access to the tenant stays. */
    deleteUserFromGroup(call) {
      const [group, account] = memberOf(call);
      const groups = idsIn(account.groups).filter((id) => id !== group.id);
      place(database, account, { tenants: idsIn(account.tenants), groups });
      database.run('DELETE FROM kestra_owners WHERE group_id = ? AND user_id = ?', group.id, account.id);
      return answer(group, account.id);
    },
  };
}
