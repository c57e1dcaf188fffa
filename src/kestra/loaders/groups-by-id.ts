import { readEach } from '../../batching/batch.ts';
import { NotFoundError } from '../../errors.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { KestraApi } from '../api.ts';
import { byId, readTenants } from '../by-tenant.ts';
import { partsOf } from '../composite-id.ts';
import type { KestraGroupsApi, WireGroup } from '../groups-api.ts';
import { readsNoGroup } from '../versions.ts';
import type { KnownGroup } from './groups.ts';

type Found = KnownGroup | Error | null;

/** Where groups are read from. */
interface GroupSources {
  readonly api: KestraApi;
  /** Undefined if the version has no calls for groups: it shows them through their members alone. */
  readonly groups: KestraGroupsApi | undefined;
}

/** Groups by their ids (`idOfGroup`), in that order; null if there is none. A tenant is asked once for all of its own. */
export const readGroups = ({ api, groups }: GroupSources, ids: readonly string[]): Promise<Found[]> =>
  readTenants<KnownGroup>(ids.map(partsOf), async (tenantId, groupIds) => {
    try {
      return await (groups ? byIds(groups, tenantId, groupIds) : byMembers(api, tenantId, groupIds));
    } catch (error) {
      if (error instanceof NotFoundError) return new Map();
      throw error;
    }
  });

/** No document promises what the call does with ids of no group: where it refuses them all, each is asked for singly. */
async function byIds(api: KestraGroupsApi, tenantId: string, ids: string[]): Promise<Map<string, Found>> {
  const read = (asked: string[]) => api.listGroupIds(tenantId, asked, 'One call reads all groups of a tenant.');
  const known = (group: WireGroup): KnownGroup => ({ ...group, tenantId });
  try {
    return byId(ids, (await read(ids)).map(known));
  } catch (error) {
    if (!(error instanceof NotFoundError) || ids.length === 1) throw error;
  }
  const groups = await readEach(ids, async (id) => byId([id], (await read([id])).map(known)).get(id));
  return new Map(groups.map((group, index) => [ids[index] ?? '', group ?? null]));
}

/** @returns what the suggestions of the tenant show; an error for each group that they do not, which may have no member */
async function byMembers(api: KestraApi, tenantId: string, ids: readonly string[]): Promise<Map<string, Found>> {
  const users = await api.suggestUsers(tenantId, {}, 'This version shows groups only with their members.');
  const shown = users.flatMap(({ id: member, groups }) =>
    (intact(groups) ?? []).map((group): KnownGroup => ({ ...intact(group), tenantId, member })),
  );
  const seen = byId(ids, shown);
  return new Map(ids.map((id) => [id, seen.get(id) ?? readsNoGroup()]));
}
