import DataLoader from 'dataloader';
import { BadResponseError } from '../../errors.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { KestraApi, WireSuggestion } from '../api.ts';
import { byId, readTenants } from '../by-tenant.ts';
import { joinId, type TenantKey } from '../composite-id.ts';
import type { KestraGroupsApi } from '../groups-api.ts';
import { isTenant } from '../tenant.ts';
import type { Features } from '../versions.ts';
import { readGroups } from './groups-by-id.ts';

/** A group as far as it is known: users tell ids alone, suggestions tell names too. */
export interface KnownGroup {
  readonly id: string;
  readonly tenantId?: string;
  readonly name?: string;
  /** Whether an identity provider keeps the user, through whom it was seen, in it. */
  readonly external?: boolean;
  readonly description?: string | null;
  /** A user in the group, where it was seen through one. */
  readonly member?: string;
}

/** A group that something of a tenant tells. */
export const listed = (tenantId: string, group: Omit<KnownGroup, 'tenantId'>): KnownGroup => ({
  ...group,
  tenantId,
});

/** What leads to a group again. It does not depend on the user that it was seen through. */
export function idOfGroup({ tenantId, id }: KnownGroup): string {
  if (tenantId === undefined) throw new BadResponseError('Kestra sent a group without its tenant.');
  return joinId(intact(tenantId), intact(id));
}

/** What users do not tell of their groups. Suggestions do: one call a tenant answers for all its users of a batch. */
export class KestraGroups {
  /** A group by its id (`idOfGroup`); null if there is none. */
  readonly byId: DataLoader<string, KnownGroup | null>;
  readonly #of: DataLoader<TenantKey, WireSuggestion | null, string>;
  readonly #api: KestraApi;

  constructor(api: KestraApi, groups: KestraGroupsApi, features: Pick<Features, 'groups'>) {
    this.#api = api;
    this.byId = new DataLoader((ids) => readGroups({ api, groups: features.groups ? groups : undefined }, ids));
    this.#of = new DataLoader((memberships) => this.#read(memberships), {
      cacheKeyFn: ({ tenantId, id }) => `${tenantId} ${id}`,
    });
  }

  /** The group with its name, where the platform tells it. */
  async named(group: KnownGroup): Promise<KnownGroup> {
    const { id, tenantId, name, member } = group;
    if (name !== undefined || tenantId === undefined) return group;
    if (member === undefined) return { ...group, ...(await this.byId.load(idOfGroup(group))) };
    const user = await this.#of.load({ tenantId: intact(tenantId), id: intact(member) });
    return { ...group, ...intact(user?.groups)?.find((candidate) => candidate.id === id) };
  }

  /** Whether an identity provider keeps the user, through whom the group was seen, in it; undefined when unknown. */
  async isExternal(group: KnownGroup): Promise<boolean | undefined> {
    if (group.external !== undefined || group.member === undefined) return group.external;
    return (await this.named(group)).external;
  }

  /** @param memberships users by their ids, each in a tenant */
  #read(memberships: readonly TenantKey[]): Promise<(WireSuggestion | Error | null)[]> {
    return readTenants(memberships, async (tenantId, ids) => {
      // The id came from the platform: that it is none is no fault of the client's.
      if (!isTenant(tenantId)) {
        throw new BadResponseError('Kestra sent a tenant id that is not valid.');
      }
      return byId(
        ids,
        await this.#api.suggestUsers(tenantId, { ids }, 'Only suggestions contain the names of groups.'),
      );
    });
  }
}
