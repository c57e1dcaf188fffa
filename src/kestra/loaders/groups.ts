import DataLoader from 'dataloader';
import { BadResponseError } from '../../errors.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { KestraApi, WireSuggestion } from '../api.ts';
import { isTenant } from '../tenant.ts';

/** A group as far as it is known: users tell ids alone, suggestions tell names too. */
export interface KnownGroup {
  readonly id: string;
  readonly tenantId?: string;
  readonly name?: string;
  readonly external?: boolean;
  /** A user in the group. */
  readonly member: string;
}

interface Membership {
  readonly tenantId: string;
  readonly member: string;
}

/** What users do not tell of their groups. Suggestions do: one call a tenant answers for all its users of a batch. */
export class KestraGroups {
  readonly #of: DataLoader<Membership, WireSuggestion | null, string>;
  readonly #api: KestraApi;

  constructor(api: KestraApi) {
    this.#api = api;
    this.#of = new DataLoader((memberships) => this.#read(memberships), {
      cacheKeyFn: ({ tenantId, member }) => `${tenantId} ${member}`,
    });
  }

  /** The group with its name, where the platform tells it. */
  async named(group: KnownGroup): Promise<KnownGroup> {
    const { id, tenantId, name, member } = group;
    if (name !== undefined || tenantId === undefined) return group;
    const user = await this.#of.load({ tenantId: intact(tenantId), member: intact(member) });
    return { ...group, ...intact(user?.groups)?.find((candidate) => candidate.id === id) };
  }

  async #read(memberships: readonly Membership[]): Promise<(WireSuggestion | Error | null)[]> {
    const byTenant = Map.groupBy(memberships, ({ tenantId }) => tenantId);
    const answers = new Map<string, Map<string, WireSuggestion> | Error>();
    await Promise.all(
      [...byTenant].map(async ([tenantId, members]) => {
        // The id came from the platform: that it is none is no fault of the client's.
        if (!isTenant(tenantId)) {
          answers.set(tenantId, new BadResponseError('Kestra names a tenant by what cannot be the id of one.'));
          return;
        }
        const ids = members.map(({ member }) => member);
        const read = this.#api.suggestUsers(tenantId, { ids }, 'Only suggestions tell the names of groups.');
        answers.set(tenantId, await read.then(byId, (error: Error) => error));
      }),
    );
    return memberships.map(({ tenantId, member }) => {
      const answer = answers.get(tenantId);
      return answer instanceof Error ? answer : (answer?.get(member) ?? null);
    });
  }
}

const byId = (users: readonly WireSuggestion[]) => new Map(users.map((user) => [user.id, user]));
