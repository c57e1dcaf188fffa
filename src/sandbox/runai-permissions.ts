import type { Caller } from './auth.ts';
import type { Database } from './database.ts';
import { type Operation, Refusal } from './platform.ts';
import { type Permission, permissionSets, permissionsOf } from './runai-roles-data.ts';
import { everyone } from './runai-rules-data.ts';

/** A role that the caller holds, and where. */
interface Grant {
  readonly scope_type: string;
  readonly scope_id: string;
  readonly permission_sets: string;
}

const actions = ['create', 'read', 'update', 'delete'] as const;

const listOf: Readonly<Record<string, string>> = {
  tenant: 'tenants',
  cluster: 'clusters',
  department: 'departments',
  project: 'projects',
};

/** The operations that tell what the caller may do, and what a permission set allows. */
export function permissionOperations(database: Database): Record<string, Operation> {
  /** What the caller's own rules and those of everyone give: roles of groups are not looked at. */
  const grantsOf = ({ email }: Caller): Grant[] =>
    database.all<Grant>(
      `SELECT scope_type, scope_id, permission_sets FROM runai_rules AS rules
        JOIN runai_roles AS roles ON roles.id = rules.role_id
        WHERE deleted_at IS NULL AND enabled IS NOT 0 AND (subject_type = 'user' AND subject_id = ? OR subject_type = ?)`,
      email,
      everyone,
    );
  const permissionsOfGrant = (grant: Grant): Permission[] => permissionsOf(JSON.parse(grant.permission_sets));

  return {
    get_permission_set({ params: { permissionSetId } }) {
      const found = permissionSets.find(({ id }) => id === permissionSetId);
      if (!found) throw new Refusal(404, 'permission set not found');
      return { status: 200, body: found };
    },

    get_permissions({ caller }) {
      const sets = grantsOf(caller).flatMap((grant): string[] => JSON.parse(grant.permission_sets));
      return { status: 200, body: permissionsOf(sets) };
    },

    get_permitted_scopes({ body, caller }) {
      const { resourceType, action = null } = body as { resourceType: string; action?: string | null };
      const grants = grantsOf(caller);
      const scopesOf = (wanted: string) => {
        if (action !== null && action !== wanted) return {};
        const scopes: Record<string, boolean | string[]> = { system: false };
        for (const grant of grants) {
          const allows = permissionsOfGrant(grant).some(
            (permission) => permission.resourceType === resourceType && permission.actions.includes(wanted),
          );
          if (!allows) continue;
          const list = listOf[grant.scope_type];
          if (!list) scopes.system = true;
          else scopes[list] = [...new Set([...((scopes[list] as string[] | undefined) ?? []), grant.scope_id])];
        }
        return scopes;
      };
      return { status: 200, body: Object.fromEntries(actions.map((name) => [name, scopesOf(name)])) };
    },
  };
}
