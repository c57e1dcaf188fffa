import DataLoader from 'dataloader';
import { readBatch } from '../../batching/batch.ts';
import { RowCache } from '../../batching/row-cache.ts';
import { NotFoundError } from '../../errors.ts';
import { loadedList } from '../../paging/array-list.ts';
import type { List } from '../../paging/list.ts';
import type { RequestLists } from '../../paging/list-facts.ts';
import { offsetList } from '../../paging/offset-list.ts';
import type { RunaiApi } from '../api.ts';
import { ordersByName } from '../names.ts';
import type { Features } from '../versions.ts';
import { type OrderedUserList, pageCap, type UserList, type UserSelection, type WireUser } from '../wire-types.ts';
import { AllUsers, idOf } from './all-users.ts';
import { ChosenUsers } from './chosen-users.ts';
import { selectUsers } from './local-list.ts';
import { UserLookUp } from './user-look-up.ts';
import { UsersByName } from './users-by-name.ts';

/**
 * The users of Run:ai as one request sees them: whole rows, each read at most once, by the cheapest plan.
 * Whatever way a row comes, by id, by username or in a list, it answers the other ways too.
 */
export class Users {
  readonly byId: DataLoader<string, WireUser | null>;
  /** The list of all of them. */
  readonly all: AllUsers;
  readonly #byName: UsersByName;
  readonly #chosen: ChosenUsers;
  readonly #namesOnly: NamesOnly | undefined;
  readonly #rows = new RowCache(idOf);
  readonly #api: RunaiApi;
  readonly #lists: RequestLists;

  constructor(api: RunaiApi, lists: RequestLists, { paging, names }: Features) {
    this.#api = api;
    this.#lists = lists;
    const all = new AllUsers(api, lists, paging);
    this.all = all;
    const byId = (cacheMap: RowCache<string, WireUser>, lookUp?: UserLookUp) =>
      new DataLoader<string, WireUser | null>(
        (ids) =>
          readBatch(ids, {
            ...all.batchSource,
            many: lookUp?.byId,
            find: (wanted, reason) => all.where('id', wanted, reason),
            one: (id, reason) => this.#one(id, reason),
            keyOf: idOf,
            // A list may hide what a GET shows or denies.
            listIsComplete: false,
          }),
        { cacheMap },
      );
    this.byId = byId(this.#rows);
    const byName = { api, all, pageCap: lists.pageCap, onRow: (row: WireUser) => this.#rows.put([row]) };
    this.#byName = new UsersByName(byName);
    const { exact } = this.#byName;
    const { pageCap } = lists;
    const chosen = { api, all, pageCap, onRows: (rows: readonly WireUser[]) => this.#primed(rows) };
    this.#chosen = new ChosenUsers({ ...chosen, byId: this.byId, exact });
    if (!names) return;
    const lookUp = new UserLookUp(api);
    const namesById = byId(new RowCache(idOf, this.#rows), lookUp);
    const namesByName = new UsersByName({ ...byName, namesOnly: { lookUp, whole: this.#byName } });
    // Rows of a look-up are not whole: they prime nothing.
    const unprimed = { ...chosen, onRows: (rows: readonly WireUser[]) => rows };
    this.#namesOnly = {
      byId: namesById,
      byName: namesByName,
      chosen: new ChosenUsers({ ...unprimed, byId: namesById, exact: namesByName.exact }),
    };
  }

  /**
   * The user with an id; null if there is none.
   * @param namesOnly whether nothing but names (`lookUpFields`) is needed of it
   */
  withId(id: string, namesOnly: boolean): Promise<WireUser | null> {
    return ((namesOnly && this.#namesOnly?.byId) || this.byId).load(id);
  }

  /**
   * The user with a username; null if there is none.
   * @param namesOnly whether nothing but names (`lookUpFields`) is needed of it
   * @throws {ConflictError} if several have the name but none has it letter by letter
   */
  named(username: string, namesOnly: boolean): Promise<WireUser | null> {
    return ((namesOnly && this.#namesOnly?.byName) || this.#byName).find(username);
  }

  /** The users with a username in any letter case, whole. */
  matches(username: string): Promise<readonly WireUser[]> {
    return this.#byName.matches(username);
  }

  /**
   * A list as a connection shows it, ordered by username unless the list says otherwise: a platform that keeps no order
   * between two calls would show one row on two pages, and another on none. Its rows prime the loaders.
   * @param namesOnly whether nothing but names (`lookUpFields`) is needed of the rows
   * @throws {UnsupportedError} for an order by names where users have none, and for conditions that no platform takes where they
   * would take all users
   */
  list(asked: UserList, namesOnly = false): List<WireUser> {
    const list: OrderedUserList = { sortBy: 'username', sortOrder: 'asc', ...asked };
    if (ordersByName.has(list.sortBy)) this.#api.require('names');
    if (asked.checks && !isNarrowed(asked)) this.#api.require('wholeLists');
    if (asked.choices || asked.checks) {
      return ((namesOnly && isOfNames(asked) && this.#namesOnly?.chosen) || this.#chosen).list(asked);
    }
    const key = `runai.users ${JSON.stringify(list)}`;
    const reason = 'Rows of the requested list.';
    if (!this.all.hasPages) {
      return loadedList(key, async () => this.#primed(selectUsers(await this.all.rows(reason), list)), idOf);
    }
    const all = isEveryone(list) ? this.all : undefined;
    return offsetList({
      key,
      idOf,
      cap: pageCap,
      pageCap: this.#lists.pageCap,
      read: async (window) => this.#primed(await this.#api.listUsers({ ...list, ...window }, reason)),
      count: () => this.#count(list),
      expected: () => all?.total,
      onEnd: (total) => all?.learn(total),
    });
  }

  /** The number of all users is asked for once a request. */
  #count(list: UserList): Promise<number> {
    const { conditions, search } = list;
    const reason = 'The length of the requested list.';
    return isEveryone(list) ? this.all.count(reason) : this.#api.countUsers({ conditions, search }, reason);
  }

  #primed(rows: readonly WireUser[]): readonly WireUser[] {
    this.#rows.put(rows);
    this.#byName.put(rows);
    return rows;
  }

  async #one(id: string, reason: string): Promise<WireUser | null> {
    const row = await this.#api.getUser(id, reason).catch(nullIfAbsent);
    if (row) this.#byName.put([row]);
    return row;
  }
}

/** Whether the platform itself finds fewer than all users by a list: by keys, a search, or what a text is or contains. */
function isNarrowed({ choices = [], conditions = [], search }: UserList): boolean {
  const onText = conditions.some(
    ({ operator, field }) => operator === '=@' || (operator === '==' && textFields.has(field)),
  );
  return choices.length > 0 || Boolean(search) || onText;
}

const textFields: ReadonlySet<string> = new Set(['username', 'createdBy']);

/** Users for those who need nothing but their names. */
interface NamesOnly {
  readonly byId: DataLoader<string, WireUser | null>;
  readonly byName: UsersByName;
  readonly chosen: ChosenUsers;
}

/** Whether names are all that decides which users a list has, by their ids or usernames, and in which order. */
function isOfNames({ choices = [], conditions = [], checks = [], search, sortBy = 'username' }: UserList): boolean {
  return (
    !search &&
    choices.length > 0 &&
    choices.every(({ field }) => field !== 'createdBy') &&
    [...conditions, ...checks].every(({ field }) => field === 'username') &&
    (sortBy === 'username' || ordersByName.has(sortBy))
  );
}

function isEveryone({ conditions = [], search }: UserSelection): boolean {
  return conditions.length === 0 && !search;
}

/** A platform's 404 for one object, as the graph tells it. */
export function nullIfAbsent(error: unknown): null {
  if (error instanceof NotFoundError) return null;
  throw error;
}
