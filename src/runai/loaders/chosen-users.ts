import DataLoader from 'dataloader';
import { readBatch } from '../../batching/batch.ts';
import { inOrderOf, loadAll, present } from '../../batching/chosen.ts';
import { loadedList } from '../../paging/array-list.ts';
import { unique } from '../../paging/join-pages.ts';
import type { List } from '../../paging/list.ts';
import { readEveryRow } from '../../paging/offset-list.ts';
import type { PageCap } from '../../paging/page-cap.ts';
import { textOf } from '../../rest/contract-breaches.ts';
import type { RunaiApi } from '../api.ts';
import { ordersByName } from '../names.ts';
import { pageCap as mostRows, type UserList, type UserSelection, type WireUser } from '../wire-types.ts';
import { type AllUsers, idOf } from './all-users.ts';
import { selectUsers } from './local-list.ts';

/** What lists of chosen users are read from. */
export interface ChosenSources {
  readonly api: RunaiApi;
  readonly all: AllUsers;
  readonly pageCap: PageCap;
  readonly byId: DataLoader<string, WireUser | null>;
  readonly exact: DataLoader<string, WireUser | null>;
  /** Told of the rows that are read for a list. */
  onRows(rows: readonly WireUser[]): readonly WireUser[];
}

/**
 * Lists of users by what the platform has no filter for. Those whose id, username or creator is one of several are read as
 * batches of keys are, by single calls or by the pages of the whole list; others are all that the platform finds by a search
 * or a condition that says less. All conditions are looked at here.
 */
export class ChosenUsers {
  readonly #sources: ChosenSources;
  readonly #byCreator: DataLoader<string, readonly WireUser[] | null>;

  constructor(sources: ChosenSources) {
    this.#sources = sources;
    const { all } = sources;
    this.#byCreator = new DataLoader((creators) =>
      readBatch(creators, {
        ...all.batchSource,
        singlesSoFar: { keys: 0 },
        find: async (_, reason) => byCreator(await all.rows(reason)).values(),
        one: (creator, reason) => this.#createdBy(creator, reason),
        keyOf: ([row]) => String(row?.createdBy),
        listIsComplete: true,
        oneIsInList: true,
      }),
    );
  }

  /** The list as a connection shows it: in the order that was asked for, else in that of the ids or usernames. */
  list(asked: UserList): List<WireUser> {
    const read = async () => {
      const rows = selectUsers(await this.#candidates(asked), this.#here(asked));
      if (asked.sortBy && ordersByName.has(asked.sortBy)) await this.#confirmNames(rows);
      return this.#sources.onRows(rows);
    };
    return loadedList(`runai.users ${JSON.stringify(asked)}`, read, idOf);
  }

  /** What is left to look at. What a search finds, the platform alone knows, unless it cannot search. */
  #here({ search, ...list }: UserList): UserList {
    const isKeyed = list.choices?.some(({ field }) => field !== 'createdBy');
    const order = list.sortBy || isKeyed ? {} : ({ sortBy: 'username', sortOrder: 'asc' } as const);
    return { ...list, ...order, ...(!this.#sources.all.hasPages && { search }) };
  }

  /** All users that the choices and the search may mean, and maybe others. */
  async #candidates({ choices = [], search, conditions }: UserList): Promise<readonly WireUser[]> {
    const { byId, exact, all } = this.#sources;
    const valuesOf = (name: 'id' | 'username' | 'createdBy') => choices.find(({ field }) => field === name)?.values;
    const [ids, names, creators] = [valuesOf('id'), valuesOf('username'), valuesOf('createdBy') ?? []];
    if (choices.some(({ values }) => values.length === 0)) return [];
    if ((search || choices.length === 0) && all.hasPages) {
      const found = await this.#every({ search, conditions }, 'Candidates for a condition that the platform lacks.');
      return ids ? inOrderOf(found, ids, idOf) : inOrderOf(found, names ?? [], ({ username }) => textOf(username));
    }
    if (choices.length === 0) return all.rows('The platform lacks a condition: the facade filters the whole list.');
    if (ids) return present(await loadAll(byId, ids));
    if (names) return present(await loadAll(exact, names));
    return present(await loadAll(this.#byCreator, creators)).flat();
  }

  /** Where no row has a name, an order by names means something only while the platform knows names. */
  async #confirmNames(rows: readonly WireUser[]): Promise<void> {
    const isNameless = rows.every(({ firstName, lastName }) => firstName === undefined && lastName === undefined);
    if (isNameless) await this.#sources.api.confirm('names');
  }

  async #createdBy(value: string, reason: string): Promise<readonly WireUser[] | null> {
    const { all } = this.#sources;
    const condition = { field: 'createdBy', operator: '==', value } as const;
    const rows = all.hasPages
      ? await this.#every({ conditions: [condition] }, reason)
      : (await all.rows(reason)).filter(({ createdBy }) => createdBy === value);
    return rows.length > 0 ? rows : null;
  }

  #every(selection: UserSelection, reason: string): Promise<readonly WireUser[]> {
    const { api, pageCap } = this.#sources;
    const order = { sortBy: 'username', sortOrder: 'asc' } as const;
    const read = (window: { offset: number; limit: number }) =>
      api.listUsers({ ...selection, ...order, ...window }, reason);
    return readEveryRow({ idOf, cap: mostRows, pageCap, read });
  }
}

function byCreator(users: readonly WireUser[]): Map<string, readonly WireUser[]> {
  return Map.groupBy(unique(users, idOf), (user) => String(user.createdBy));
}
