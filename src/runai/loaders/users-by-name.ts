import DataLoader from 'dataloader';
import { readBatch } from '../../batching/batch.ts';
import { byName, foldCase, onlyMatch, searchable } from '../../batching/names.ts';
import { RowCache } from '../../batching/row-cache.ts';
import { unique } from '../../paging/join-pages.ts';
import type { PageCap } from '../../paging/page-cap.ts';
import type { RunaiApi } from '../api.ts';
import { canCarry, pageCap as mostRows, type WireUser } from '../wire-types.ts';
import { type AllUsers, idOf } from './all-users.ts';
import type { UserLookUp } from './user-look-up.ts';

/** What a look-up by name reads from. */
export interface NameSources {
  readonly api: RunaiApi;
  readonly all: AllUsers;
  readonly pageCap: PageCap;
  /** Told of each whole row that a look-up finds. */
  onRow(row: WireUser): void;
  /** For those who need nothing but names: what looks these up, and the look-up of whole rows, which may have been made. */
  readonly namesOnly?: { readonly lookUp: UserLookUp; readonly whole: UsersByName };
}

/**
 * The users of Run:ai by their names, as one request looks them up. Upper and lower case count only where users differ in
 * them alone: other systems, which name users by their e-mail address, do not agree on it.
 */
export class UsersByName {
  /** Whole rows, or those of the look-up, by their names. */
  readonly rows: RowCache<string, WireUser>;
  readonly #sources: NameSources;
  /** By the name letter by letter; null if there is none. */
  readonly exact: DataLoader<string, WireUser | null>;
  readonly #folded: DataLoader<string, readonly WireUser[] | null>;

  constructor(sources: NameSources) {
    this.#sources = sources;
    const { all, namesOnly } = sources;
    this.rows = new RowCache(usernameOf, namesOnly?.whole.rows);
    this.exact = new DataLoader(
      (usernames) =>
        readBatch(usernames, {
          ...all.batchSource,
          many: namesOnly?.lookUp.byUsername,
          find: (wanted, reason) => all.where('username', wanted, reason),
          one: (username, reason) => this.#findExact(username, reason),
          keyOf: usernameOf,
          listIsComplete: true,
        }),
      { cacheMap: this.rows },
    );
    this.#folded = new DataLoader((names) =>
      readBatch(names, {
        ...all.batchSource,
        find: async (wanted, reason) => byName(await all.whereFolded(wanted, reason)).values(),
        one: (name, reason) => this.#findFolded(name, reason),
        keyOf: ([row]) => foldCase(row?.username ?? ''),
        listIsComplete: true,
      }),
    );
  }

  /**
   * The user with a username; null if there is none.
   * @throws {ConflictError} if several have the name but none has it letter by letter
   */
  async find(username: string): Promise<WireUser | null> {
    if (username === '') return null;
    return (await this.exact.load(username)) ?? onlyMatch(await this.matches(username), username, 'Run:ai');
  }

  /** The users with a username in any letter case. */
  async matches(username: string): Promise<readonly WireUser[]> {
    return username === '' ? [] : ((await this.#folded.load(foldCase(username))) ?? []);
  }

  /** Has rows answer by their names from now on. */
  put(rows: readonly WireUser[]): void {
    this.rows.put(rows);
  }

  async #findExact(username: string, reason: string): Promise<WireUser | null> {
    const { api, all, onRow } = this.#sources;
    if (!all.hasPages) return (await all.rows(reason)).find((row) => row.username === username) ?? null;
    if (!canCarry(username)) return null;
    const condition = { field: 'username', operator: '==', value: username } as const;
    const rows = await api.listUsers({ conditions: [condition], offset: 0, limit: 1 }, reason);
    const row = rows.find((candidate) => candidate.username === username) ?? null;
    if (row) onRow(row);
    return row;
  }

  /** A search says without regard to case who has a name, unless it may have found others than it gave. */
  async #findFolded(name: string, reason: string): Promise<readonly WireUser[] | null> {
    const search = searchable(name);
    const { all } = this.#sources;
    const found = all.hasPages && search !== '' ? await this.#search(search, reason) : undefined;
    return byName(found ?? (await all.rows(reason))).get(name) ?? null;
  }

  /** All whom a search finds; undefined if they may be more than a page. */
  async #search(search: string, reason: string): Promise<readonly WireUser[] | undefined> {
    const { api, pageCap, namesOnly } = this.#sources;
    const limit = pageCap.within(mostRows);
    const rows =
      (await namesOnly?.lookUp.containing(search, reason)) ??
      (await api.listUsers({ search, offset: 0, limit }, reason));
    const isAll = rows.length === 0 || (rows.length < limit && pageCap.isWhole(rows.length));
    pageCap.saw(Math.min(rows.length, limit));
    return isAll ? unique(rows, idOf) : undefined;
  }
}

const usernameOf = ({ username }: WireUser) => username;
