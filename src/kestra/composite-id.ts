/** The id of an object that only the ids of its owners lead to: these first, its own last. */
export const joinId = (...ids: readonly string[]): string => JSON.stringify(ids);

/** The ids in such an id; empty for any other text. */
export function splitId(id: string): readonly string[] {
  try {
    const ids: unknown = JSON.parse(id);
    return Array.isArray(ids) && ids.every((part) => typeof part === 'string' && part !== '') ? ids : [];
  } catch {
    return [];
  }
}

/** Something of a tenant, by the id that Kestra gave it. */
export interface TenantKey {
  readonly tenantId: string;
  readonly id: string;
}

/** The tenant and the id in the id of something of a tenant; null for any other text. */
export function partsOf(id: string): TenantKey | null {
  const [tenantId, own] = splitId(id);
  return tenantId && own ? { tenantId, id: own } : null;
}
