import DataLoader from 'dataloader';
import { foldAscii } from '../../batching/names.ts';
import { ForbiddenError, InvalidInputError } from '../../errors.ts';
import type { AccessSelection, WireUser } from '../wire-types.ts';
import type { AccessLoaders } from './access.ts';
import type { SubjectRules } from './subject-rules.ts';
import type { Users } from './users.ts';

/** A list is searched for so many names at most: for more, it costs less to parse it. */
const mostSearched = 4;
const reason = 'Only users show which groups there are.';

/** A group is known by its name alone. */
export interface NamedGroup {
  readonly name: string;
}

/**
 * The groups of Run:ai as one request sees them. Users name the groups they are in; versions with the deprecated family
 * also have an endpoint that knows the groups that hold access, and those after them have access rules that name groups.
 */
export class Groups {
  readonly #users: Users;
  readonly #access: AccessLoaders;
  readonly #listed: boolean;
  readonly #rules: SubjectRules | undefined;
  readonly #confirmUnlisted: () => Promise<void>;
  readonly #members: DataLoader<string, readonly WireUser[]>;
  #index: Promise<ReadonlyMap<string, readonly WireUser[]>> | undefined;

  /**
   * @param listed whether the platform lists groups itself
   * @param rules the access rules that name groups, where there are some
   * @param confirmUnlisted asks whether the platform still lists none, where that is so: users do not show it
   */
  constructor(
    users: Users,
    access: AccessLoaders,
    listed: boolean,
    rules: SubjectRules | undefined,
    confirmUnlisted: () => Promise<void>,
  ) {
    this.#users = users;
    this.#access = access;
    this.#listed = listed;
    this.#rules = rules;
    this.#confirmUnlisted = confirmUnlisted;
    this.#members = new DataLoader(async (names) => {
      const members = await this.#byName(names);
      return names.map((name) => [...(members.get(name) ?? [])].sort(byUsername));
    });
  }

  /**
   * The groups that the platform lists, in its order; where it lists none, those that have a member, by name.
   * @throws {UnsupportedError} for a selection by access where the platform has no such list
   * @throws {UnavailableError} if the platform speaks another version by now
   */
  async list(selection: AccessSelection): Promise<NamedGroup[]> {
    if (!this.#listed && Object.keys(selection).length === 0) {
      const names = [...(await this.#byEveryName()).keys()].sort();
      await this.#confirmUnlisted();
      return names.map((name) => ({ name }));
    }
    return (await this.#access.groups(selection)).flatMap(({ userId: name }) => (name ? [{ name }] : []));
  }

  /**
   * The group of this name: one that the platform lists, one that a user is in, or one that an access rule names; null
   * where there is none, or where the platform does not show it.
   */
  async find(name: string): Promise<NamedGroup | null> {
    if (this.#listed && (await this.#access.byGroup.load(name))) return { name };
    return (await this.members(name)).length > 0 || (await this.#holdsRole(name)) ? { name } : null;
  }

  async #holdsRole(name: string): Promise<boolean> {
    try {
      return ((await this.#rules?.byGroup.load(name)) ?? []).length > 0;
    } catch (error) {
      // Who may not see rules sees no group in them, and no rule names a group by what a path cannot hold.
      if (error instanceof ForbiddenError || error instanceof InvalidInputError) return false;
      throw error;
    }
  }

  /** The users that name the group, ordered by username. One scan serves all groups of a request. */
  members(name: string): Promise<readonly WireUser[]> {
    return this.#members.load(name);
  }

  /** Users by the groups of these names, and maybe of others. */
  async #byName(names: readonly string[]): Promise<ReadonlyMap<string, readonly WireUser[]>> {
    if (this.#index || names.length > mostSearched) return this.#byEveryName();
    return byGroup(await this.#users.all.inGroups(names, reason));
  }

  #byEveryName(): Promise<ReadonlyMap<string, readonly WireUser[]>> {
    this.#index ??= this.#users.all.rows(reason).then(byGroup);
    return this.#index;
  }
}

/** Users by the groups that they name. */
function byGroup(users: readonly WireUser[]): Map<string, WireUser[]> {
  const members = new Map<string, WireUser[]>();
  for (const user of users) {
    for (const group of new Set(Array.isArray(user.groups) ? user.groups : [])) {
      const known = members.get(group);
      if (known) known.push(user);
      else members.set(group, [user]);
    }
  }
  return members;
}

const byUsername = (a: WireUser, b: WireUser) => (foldAscii(a.username) < foldAscii(b.username) ? -1 : 1);
export const nameOf = ({ name }: NamedGroup) => name;
