import DataLoader from 'dataloader';
import { readBatch } from '../../batching/batch.ts';
import { InvalidInputError } from '../../errors.ts';
import type { RequestLists } from '../../paging/list-facts.ts';
import type { Rows } from '../../rest/rows.ts';
import type { RunaiApi } from '../api.ts';
import type { AccessSelection, WireAccessGroup, WireAccessUser } from '../wire-types.ts';
import { usersTotalHint } from './all-users.ts';
import { nullIfAbsent } from './users.ts';

/** The name by which the length of the list of all groups with access is remembered. */
export const groupsTotalHint = 'runai.groups';

/**
 * Who may do what, as one request sees it: the deprecated family, whose lists are whole. One list answers a batch of
 * keys where it is cheaper than a call for each; who is not on it has no access, and is not asked for again.
 */
export class AccessLoaders {
  readonly byUser: DataLoader<string, WireAccessUser | null>;
  /** For those who need nothing but the roles. */
  readonly rolesByUser: DataLoader<string, Pick<WireAccessUser, 'roles'> | null>;
  readonly byGroup: DataLoader<string, WireAccessGroup | null>;
  readonly #api: RunaiApi;
  readonly #lists: RequestLists;
  readonly #singleUsers = { keys: 0 };
  readonly #singleGroups = { keys: 0 };
  #users: Promise<Rows<WireAccessUser>> | undefined;
  #groups: Promise<Rows<WireAccessGroup>> | undefined;

  constructor(api: RunaiApi, lists: RequestLists) {
    this.#api = api;
    this.#lists = lists;
    const users = {
      plans: lists.plans,
      singlesSoFar: this.#singleUsers,
      cap: Infinity,
      isLoaded: () => this.#users !== undefined,
      total: () => this.#lists.rowsOf(usersTotalHint),
      count: (reason: string) => this.#allUsers(reason).then(({ length }) => length),
      find: async (ids: ReadonlySet<string>, reason: string) => (await this.#allUsers(reason)).where('userId', ids),
      keyOf: ({ userId = '' }: WireAccessUser) => userId,
      listIsComplete: true,
    };
    this.byUser = new DataLoader((ids) =>
      readBatch(ids, { ...users, one: (id, reason) => this.#api.getAccessUser(id, reason).catch(nullIfStranger) }),
    );
    this.rolesByUser = new DataLoader((ids) => {
      const one = async (id: string, reason: string) => {
        const roles = await this.#api.getUserRoles(id, reason).catch(nullIfStranger);
        return roles && { email: '', roles };
      };
      return readBatch(ids, { ...users, one });
    });
    this.byGroup = new DataLoader((names) =>
      readBatch(names, {
        plans: lists.plans,
        singlesSoFar: this.#singleGroups,
        cap: Infinity,
        isLoaded: () => this.#groups !== undefined,
        total: () => this.#lists.rowsOf(groupsTotalHint),
        count: (reason) => this.#allGroups(reason).then(({ length }) => length),
        find: async (wanted, reason) => (await this.#allGroups(reason)).where('userId', wanted),
        one: (name, reason) => this.#api.getAccessGroup(name, reason).catch(nullIfAbsent),
        keyOf: ({ userId = '' }) => userId,
        listIsComplete: true,
      }),
    );
  }

  /** The users with access that a selection has. They prime the loaders. */
  async users(selection: AccessSelection): Promise<readonly WireAccessUser[]> {
    const rows = await this.#api.listAccessUsers(selection, 'The users that have access.');
    for (const row of rows) {
      if (row.userId === undefined) continue;
      this.byUser.prime(row.userId, row);
      this.rolesByUser.prime(row.userId, row);
    }
    return rows;
  }

  /** The groups with access that a selection has. They prime the loader. */
  async groups(selection: AccessSelection): Promise<readonly WireAccessGroup[]> {
    const rows = await this.#api.listAccessGroups(selection, 'The groups that have access.');
    for (const row of rows) if (row.userId !== undefined) this.byGroup.prime(row.userId, row);
    return rows;
  }

  #allUsers(reason: string): Promise<Rows<WireAccessUser>> {
    this.#users ??= this.#learn(usersTotalHint, this.#api.scanAccessUsers(reason));
    return this.#users;
  }

  #allGroups(reason: string): Promise<Rows<WireAccessGroup>> {
    this.#groups ??= this.#learn(groupsTotalHint, this.#api.scanAccessGroups(reason));
    return this.#groups;
  }

  async #learn<Row>(list: string, answer: Promise<Rows<Row>>): Promise<Rows<Row>> {
    const rows = await answer;
    this.#lists.sawRows(list, rows.length);
    return rows;
  }
}

/** This family knows users by UUID, the newer by any text: an id that it refuses has no access. */
function nullIfStranger(error: unknown): null {
  return error instanceof InvalidInputError ? null : nullIfAbsent(error);
}
