import { letterCode, random } from './random.ts';

/** A tenant. No operation of the contract changes them. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
}

export const tenants: readonly Tenant[] = [
  { id: 'main', name: 'Main' },
  { id: 'research', name: 'Research' },
  { id: 'production', name: 'Production' },
];

/** A group of one tenant. The external one is kept by an identity provider. */
export interface TenantGroup {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly external: boolean;
}

/** The five that each tenant begins with. */
export const tenantGroups: readonly TenantGroup[] = tenants.flatMap(({ id: tenantId }) =>
  ['Admins', 'Developers', 'Operators', 'Viewers', 'Everyone'].map((name) => ({
    id: letterCode(random(`kestra-group ${tenantId} ${name}`), 22),
    tenantId,
    name,
    external: name === 'Everyone',
  })),
);

/** An account of a program. */
export interface ServiceAccount {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
}

/** The two that each tenant begins with. */
export const serviceAccounts: readonly ServiceAccount[] = tenants.flatMap(({ id: tenantId }) =>
  ['ci', 'terraform'].map((name) => ({
    id: letterCode(random(`kestra-service-account ${tenantId} ${name}`), 22),
    tenantId,
    name,
  })),
);

/** The groups that a tenant begins with. */
export const groupsOf = (tenantId: string): TenantGroup[] =>
  tenantGroups.filter((group) => group.tenantId === tenantId);
