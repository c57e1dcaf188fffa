import type { ScopeType } from '../generated/graphql.ts';

/** Kinds of scopes, as a person reads them, the widest first. */
export const scopeTypes: Readonly<Record<ScopeType, string>> = {
  SYSTEM: 'System',
  TENANT: 'Tenant',
  CLUSTER: 'Cluster',
  DEPARTMENT: 'Department',
  PROJECT: 'Project',
};

/** A scope, as a person reads it: `Project finance-1`. */
export function scopeText({ type, name }: { readonly type: ScopeType | null; readonly name: string | null }): string {
  return [type ? scopeTypes[type] : 'Scope', name ?? 'not known'].join(' ');
}
