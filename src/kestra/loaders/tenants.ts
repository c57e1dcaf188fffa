import DataLoader from 'dataloader';
import { readEach } from '../../batching/batch.ts';
import { ApiError, ForbiddenError } from '../../errors.ts';
import type { KestraApi } from '../api.ts';
import type { Features } from '../versions.ts';

/** A tenant, as far as it is known. */
export interface KnownTenant {
  readonly id: string;
  readonly name?: string;
}

/** What tells of tenants: no call reads one by its id. */
export interface TenantSources {
  readonly api: KestraApi;
  readonly features: Pick<Features, 'viewer'>;
  /** The tenants of the caller. */
  ofCaller(): Promise<readonly KnownTenant[]>;
  /** The tenants of the users on the first page of all. */
  ofFirstUsers(reason: string): Promise<readonly KnownTenant[]>;
}

/** Tenants by their ids, as one request sees them. */
export class KestraTenants {
  /** A tenant; null if there is none. Its name is known where a user shows it. */
  readonly byId: DataLoader<string, KnownTenant | null>;

  constructor(sources: TenantSources) {
    this.byId = new DataLoader((ids) => read(ids, sources));
  }
}

async function read(ids: readonly string[], sources: TenantSources): Promise<(KnownTenant | Error | null)[]> {
  let shown: Map<string, KnownTenant>;
  try {
    shown = await shownTenants(sources);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return ids.map(() => error);
  }
  return readEach(ids, async (id) => {
    const tenant = shown.get(id);
    if (tenant) return tenant;
    // Any path of a tenant answers 404 where there is none; this one gives nobody, and needs no right that others need.
    await sources.api.suggestUsers(id, { ids: [], existingOnly: true }, 'Checks whether the tenant exists.');
    return { id };
  });
}

/** The tenants that users show with their names: the caller, where the version tells who that is, else the first of all. */
async function shownTenants(sources: TenantSources): Promise<Map<string, KnownTenant>> {
  const { features, ofCaller, ofFirstUsers } = sources;
  try {
    const told = features.viewer ? await ofCaller() : await ofFirstUsers('Users contain the names of their tenants.');
    return new Map(told.map((tenant) => [tenant.id, tenant]));
  } catch (error) {
    if (error instanceof ForbiddenError) return new Map();
    throw error;
  }
}
