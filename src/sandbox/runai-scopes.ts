import type { Database } from './database.ts';
import { between, random, uuid } from './random.ts';
import { clusters, tenantId } from './runai-tables.ts';

/** A part of a tenant that a role can be given in, and all that is below it. */
export interface Scope {
  readonly type: 'system' | 'tenant' | 'cluster' | 'department' | 'project';
  readonly id: string;
  readonly name: string;
  /** The names of the scopes above it and its own, as an access rule shows them. */
  readonly path: string;
}

const tenantName = 'runai';

const departmentNames = ['research', 'engineering', 'medicine', 'finance', 'operations', 'training'] as const;

const idIn = (kind: string, index: number): string => uuid(random(`scope-${kind}`, index));

function seededScopes(): Scope[] {
  const tenant = { type: 'tenant', id: String(tenantId), name: tenantName, path: tenantName } as const;
  const ofClusters = clusters.map((id, index): Scope => {
    const name = `cluster-${index + 1}`;
    return { type: 'cluster', id, name, path: `${tenant.path}/${name}` };
  });
  const departments = departmentNames.map((name, index): Scope => {
    const above = ofClusters[index % ofClusters.length] ?? tenant;
    return { type: 'department', id: idIn('department', index), name, path: `${above.path}/${name}` };
  });
  const projects = departments.flatMap((department, index) =>
    Array.from({ length: between(random('scope-projects', index), 3, 6) }, (_, place): Scope => {
      const name = `${department.name}-${place + 1}`;
      return { type: 'project', id: idIn(department.name, place), name, path: `${department.path}/${name}` };
    }),
  );
  return [tenant, ...ofClusters, ...departments, ...projects];
}

/** Fills an empty table with the tenant, its clusters, their departments and the projects of these. */
export function seedScopes(database: Database): Scope[] {
  const scopes = seededScopes();
  for (const { type, id, name, path } of scopes) {
    database.run('INSERT INTO runai_scopes VALUES (?, ?, ?, ?)', type, id, name, path);
  }
  return scopes;
}
