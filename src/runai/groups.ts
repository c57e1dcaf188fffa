import type { WireUser } from './api.ts';
import type { Users } from './users.ts';

/** A group is known by its name alone. */
export interface NamedGroup {
  readonly name: string;
}

/** The groups of Run:ai as one request sees them: the platform has no endpoint for them, so users tell their names. */
export class Groups {
  readonly #users: Users;
  #members: Promise<ReadonlyMap<string, readonly WireUser[]>> | undefined;

  constructor(users: Users) {
    this.#users = users;
  }

  /** All groups that have a member, ordered by name (code units). */
  async all(): Promise<NamedGroup[]> {
    return [...(await this.#index()).keys()].sort().map((name) => ({ name }));
  }

  /** The group of this name; null where no user names it. */
  async find(name: string): Promise<NamedGroup | null> {
    return (await this.#index()).has(name) ? { name } : null;
  }

  /** The users that name the group, ordered by username. One scan serves all groups of a request. */
  async members(name: string): Promise<readonly WireUser[]> {
    return (await this.#index()).get(name) ?? [];
  }

  clear(): void {
    this.#members = undefined;
  }

  #index(): Promise<ReadonlyMap<string, readonly WireUser[]>> {
    this.#members ??= this.#users.all('groups are known from their members only').then(byGroup);
    return this.#members;
  }
}

function byGroup(users: readonly WireUser[]): Map<string, WireUser[]> {
  const members = new Map<string, WireUser[]>();
  for (const user of users) {
    for (const group of new Set(user.groups)) {
      const known = members.get(group);
      if (known) known.push(user);
      else members.set(group, [user]);
    }
  }
  return members;
}

export const nameOf = ({ name }: NamedGroup) => name;
