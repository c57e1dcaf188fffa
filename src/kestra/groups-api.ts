import { callNewer, type Speaker } from './newer.ts';
import { checkedTenant } from './tenant.ts';
import { readsNoGroup } from './versions.ts';
import type { components } from './wire/2.0.ts';

/** A group as Kestra lists it. */
export type WireGroup = components['schemas']['ApiGroupSummary'];

/** The operations on the groups of a tenant, which came with Kestra 1.3: before, each of them throws `UnsupportedError`. */
export class KestraGroupsApi {
  readonly #speaker: Speaker;

  constructor(speaker: Speaker) {
    this.#speaker = speaker;
  }

  listGroupIds(tenant: string, ids: string[], reason: string): Promise<WireGroup[]> {
    const args = { values: { tenant: checkedTenant(tenant) }, body: { ids } };
    return callNewer(this.#speaker, 'listGroupIds', args, reason, readsNoGroup);
  }
}
