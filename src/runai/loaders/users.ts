import DataLoader from 'dataloader';
import { readBatch } from '../../batching/batch.ts';
import { byName, foldCase, onlyMatch, searchable } from '../../batching/names.ts';
import { RowCache } from '../../batching/row-cache.ts';
import { NotFoundError } from '../../errors.ts';
import { loadedList } from '../../paging/array-list.ts';
import { unique } from '../../paging/join-pages.ts';
import type { List } from '../../paging/list.ts';
import { offsetList } from '../../paging/offset-list.ts';
import type { RestSession } from '../../rest/session.ts';
import { canCarry, pageCap, type RunaiApi, type UserList, type UserSelection, type WireUser } from '../api.ts';
import { AllUsers, idOf } from './all-users.ts';
import { selectUsers } from './local-list.ts';

/**
 * The users of Run:ai as one request sees them: whole rows, each read at most once, by the cheapest plan.
 * Whatever way a row comes, by id, by username or in a list, it answers the other ways too.
 */
export class Users {
  readonly #rowsById = new RowCache(idOf);
  readonly #rowsByUsername = new RowCache(usernameOf);
  readonly #api: RunaiApi;
  readonly #session: RestSession;
  readonly #paging: boolean;
  #byId: DataLoader<string, WireUser | null> | undefined;
  #byUsername: DataLoader<string, WireUser | null> | undefined;
  #matches: DataLoader<string, readonly WireUser[] | null> | undefined;
  #all: AllUsers;

  /** @param paging whether the platform gives lists by offset and limit; otherwise it gives them whole only */
  constructor(api: RunaiApi, session: RestSession, paging: boolean) {
    this.#api = api;
    this.#session = session;
    this.#paging = paging;
    this.#all = new AllUsers(api, session, paging);
  }

  /** The list of all of them. */
  get all(): AllUsers {
    return this.#all;
  }

  get byId(): DataLoader<string, WireUser | null> {
    this.#byId ??= new DataLoader(
      (ids) =>
        readBatch(ids, {
          ...this.#source(),
          find: (wanted, reason) => this.#all.where('id', wanted, reason),
          one: (id, reason) => this.#one(id, reason),
          keyOf: idOf,
          // A list may hide what a GET shows or denies.
          listIsComplete: false,
        }),
      { cacheMap: this.#rowsById },
    );
    return this.#byId;
  }

  /**
   * The user with a username; null where there is none. Upper and lower case count only where users differ in them alone:
   * other systems, which name users by their e-mail address, do not agree on it.
   * @throws {ConflictError} where several have the name but none has it letter by letter
   */
  async named(username: string): Promise<WireUser | null> {
    if (username === '') return null;
    return (
      (await this.#exactly.load(username)) ??
      onlyMatch(await this.#inAnyCase.load(foldCase(username)), username, 'Run:ai')
    );
  }

  /** Users by their username, letter by letter, where the platform can look it up so. */
  get #exactly(): DataLoader<string, WireUser | null> {
    this.#byUsername ??= new DataLoader(
      (usernames) =>
        readBatch(usernames, {
          ...this.#source(),
          find: (wanted, reason) => this.#all.where('username', wanted, reason),
          one: (username, reason) => this.#named(username, reason),
          keyOf: usernameOf,
          listIsComplete: true,
        }),
      { cacheMap: this.#rowsByUsername },
    );
    return this.#byUsername;
  }

  /** Users by their folded username; null where none has it. */
  get #inAnyCase(): DataLoader<string, readonly WireUser[] | null> {
    this.#matches ??= new DataLoader((names) =>
      readBatch(names, {
        ...this.#source(),
        find: async (wanted, reason) => byName(await this.#all.whereFolded(wanted, reason)).values(),
        one: (name, reason) => this.#search(name, reason),
        keyOf: ([row]) => foldCase(row?.username ?? ''),
        listIsComplete: true,
      }),
    );
    return this.#matches;
  }

  /** A list as a connection shows it. Its rows prime the loaders. */
  list(list: UserList): List<WireUser> {
    const key = `runai.users ${JSON.stringify(list)}`;
    const primed = async (reading: Promise<readonly WireUser[]>) => {
      const rows = await reading;
      this.#rowsById.put(rows);
      this.#rowsByUsername.put(rows);
      return rows;
    };
    if (!this.#paging) {
      return loadedList(
        key,
        async () => primed(this.#all.rows(rowsReason).then((all) => selectUsers(all, list))),
        idOf,
      );
    }
    const all = isEveryone(list) ? this.#all : undefined;
    return offsetList({
      key,
      idOf,
      cap: pageCap,
      pageCap: this.#session.pageCap,
      read: (window) => primed(this.#api.listUsers({ ...list, ...window }, rowsReason)),
      count: () => this.count(list, 'The length of the list that was asked for.'),
      expected: () => all?.total,
      onEnd: (total) => all?.learn(total),
    });
  }

  /** How many users a selection has. The number of all is asked for once a request. */
  async count(list: UserSelection, reason: string): Promise<number> {
    const { conditions, search } = list;
    if (!isEveryone(list)) return this.#api.countUsers({ conditions, search }, reason);
    return this.#all.count(reason);
  }

  /** Forgets all that was read: to be called after every write. */
  clear(): void {
    this.#byId?.clearAll();
    this.#byUsername?.clearAll();
    this.#matches?.clearAll();
    this.#rowsById.clear();
    this.#rowsByUsername.clear();
    this.#all = new AllUsers(this.#api, this.#session, this.#paging);
  }

  async #one(id: string, reason: string): Promise<WireUser | null> {
    const row = await this.#api.getUser(id, reason).catch(nullIfAbsent);
    if (row) this.#rowsByUsername.put([row]);
    return row;
  }

  async #named(username: string, reason: string): Promise<WireUser | null> {
    if (!this.#paging) return (await this.#all.rows(reason)).find((row) => row.username === username) ?? null;
    if (!canCarry(username)) return null;
    const condition = { field: 'username', operator: '==', value: username } as const;
    const rows = await this.#api.listUsers({ conditions: [condition], offset: 0, limit: 1 }, reason);
    const row = rows.find((candidate) => candidate.username === username) ?? null;
    if (row) this.#rowsById.put([row]);
    return row;
  }

  /** A search says without regard to case who has a name, unless it may have found others than it gave. */
  async #search(name: string, reason: string): Promise<readonly WireUser[] | null> {
    const search = searchable(name);
    const found = this.#paging && search !== '' ? await this.#found(search, reason) : undefined;
    return byName(found ?? (await this.#all.rows(reason))).get(name) ?? null;
  }

  /** All whom a search finds; undefined where they may be more than a page. */
  async #found(search: string, reason: string): Promise<readonly WireUser[] | undefined> {
    const { pageCap: cap } = this.#session;
    const limit = cap.within(pageCap);
    const rows = await this.#api.listUsers({ search, offset: 0, limit }, reason);
    const isAll = rows.length === 0 || (rows.length < limit && cap.isWhole(rows.length));
    cap.saw(Math.min(rows.length, limit));
    return isAll ? unique(rows, idOf) : undefined;
  }

  /** What the planner is told of the list, whatever the key. */
  #source() {
    return {
      plans: this.#session.plans,
      singlesSoFar: this.#all.singlesSoFar,
      cap: this.#paging ? this.#session.pageCap.within(pageCap) : Infinity,
      isLoaded: () => this.#all.isLoaded,
      total: () => this.#all.total,
      count: (reason: string) => this.count({}, reason),
    };
  }
}

const rowsReason = 'Rows of the list that was asked for.';
const usernameOf = ({ username }: WireUser) => username;

function isEveryone({ conditions = [], search }: UserSelection): boolean {
  return conditions.length === 0 && !search;
}

/** A platform's 404 for one object, as the graph tells it. */
export function nullIfAbsent(error: unknown): null {
  if (error instanceof NotFoundError) return null;
  throw error;
}
