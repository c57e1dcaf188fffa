import { type Database, type Sql, where } from './database.ts';
import { type Operation, Refusal } from './platform.ts';
import { type AccessBody, type AccessRow, access, holdingAny } from './runai-access.ts';
import { tenantId } from './runai-tables.ts';

interface GroupBody extends AccessBody {
  readonly username?: string;
  readonly userId?: string;
  readonly createdBy?: string;
}

interface GroupRow extends AccessRow {
  readonly name: string;
  readonly created_by: string | null;
}

/** A group's id is its name; whatever type it was created with, it reads as a group. */
const group = (row: GroupRow) => ({
  entityType: 'group',
  userId: row.name,
  ...access(row),
  ...(row.created_by !== null && { createdBy: row.created_by }),
});

/**
 * The operations of `/v1/k8s/groups`. A group here is the access that its members have; who is a member stands on the
 * users. So deleting a group leaves its name on them. A name that is taken is a 409, undeclared.
 */
export function groupOperations(database: Database): Record<string, Operation> {
  const find = (name = ''): GroupRow => {
    const row = database.get<GroupRow>('SELECT * FROM runai_groups WHERE name = ?', name);
    if (!row) throw new Refusal(404, 'group not found');
    return row;
  };
  const ownId = (email: string) =>
    database.get<{ id: string }>('SELECT id FROM runai_users WHERE username = ?', email)?.id ?? null;
  const save = (name: string, body: GroupBody, createdBy: string | null) =>
    database.run(
      'INSERT OR REPLACE INTO runai_groups VALUES (?, ?, ?, ?, ?, ?)',
      name,
      body.tenantId ?? tenantId,
      Number(body.permitAllClusters ?? false),
      JSON.stringify(body.permittedClusters ?? []),
      JSON.stringify(body.roles ?? []),
      createdBy,
    );

  return {
    getGroups({ query, caller }) {
      const asked = query as { roles?: string[]; onlyCreatedByMe?: boolean };
      const conditions: Sql[] = [];
      if (asked.roles) conditions.push(holdingAny(asked.roles));
      if (asked.onlyCreatedByMe) conditions.push({ text: 'created_by = ?', values: [ownId(caller.email)] });
      const { text, values } = where(conditions);
      const rows = database.all<GroupRow>(`SELECT * FROM runai_groups ${text} ORDER BY name`, ...values);
      return { status: 200, body: rows.map(group) };
    },

    /** Echoes the request but for a password, which one document asks for and none defines. */
    createGroup({ body, caller }) {
      const { password: _, ...created } = body as GroupBody & { username: string; password?: unknown };
      const name = created.username;
      if (name === '') throw new Refusal(400, 'a group needs a name');
      if (database.get('SELECT 1 FROM runai_groups WHERE name = ?', name))
        throw new Refusal(409, 'group already exists');
      save(name, created, created.createdBy ?? ownId(caller.email));
      return { status: 200, body: created };
    },

    geGroupByName: ({ params }) => ({ status: 200, body: group(find(params.groupName)) }),

    /** Replaces the whole resource: what the request leaves out is lost, the creator included. */
    updateGroupByName({ params, body }) {
      const { name } = find(params.groupName);
      const next = body as GroupBody;
      const renamed = [next.username, next.userId].some((given) => given !== undefined && given !== name);
      if (renamed) throw new Refusal(400, 'username and userId must be the name in the path');
      save(name, next, next.createdBy ?? null);
      return { status: 200, body: group(find(name)) };
    },

    deleteGroupByName({ params }) {
      database.run('DELETE FROM runai_groups WHERE name = ?', find(params.groupName).name);
      return { status: 200 };
    },
  };
}
