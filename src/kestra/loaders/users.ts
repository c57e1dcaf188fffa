import DataLoader from 'dataloader';
import { readBatch, readEach } from '../../batching/batch.ts';
import { byName, foldCase, onlyMatch, searchable } from '../../batching/names.ts';
import { RowCache } from '../../batching/row-cache.ts';
import { BadResponseError, NotFoundError } from '../../errors.ts';
import { unique } from '../../paging/join-pages.ts';
import type { List } from '../../paging/list.ts';
import type { RequestLists } from '../../paging/list-facts.ts';
import { type PagedReads, pagedList, readWholeList } from '../../paging/paged-list.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { ChosenList, KestraApi, UserList, WirePage, WireSummary, WireUser } from '../api.ts';
import type { ServerFacts } from '../server-facts.ts';
import { chosenUsers } from './chosen-users.ts';
import { contains, searchedList, shares } from './searched-list.ts';
import { UserPages } from './user-pages.ts';

/** The name by which the length of the list of all users is remembered. */
export const usersTotalHint = 'kestra.users';

/**
 * The users of Kestra as one request sees them, each read at most once. Lists hold summaries only, so whole users are a
 * call each, and summaries are read by the cheapest plan. No summary ever stands in for a whole user.
 */
export class KestraUsers {
  /** Whole users by id; null if there is none. */
  readonly byId: DataLoader<string, WireUser | null>;
  /** Users by id, as far as lists tell; null if there is none. */
  readonly summaries: DataLoader<string, WireSummary | null>;
  /** By folded username; null if none has it. */
  readonly #byUsername: DataLoader<string, readonly WireSummary[] | null>;
  readonly #rows = new RowCache(idOf);
  readonly #pages: UserPages;
  readonly #facts: ServerFacts;
  readonly #lists: RequestLists;
  readonly #cap: number;
  #first: Promise<WirePage> | undefined;
  #all: Promise<readonly WireSummary[]> | undefined;
  #total: number | undefined;

  /** @param cap the largest page size */
  constructor(api: KestraApi, lists: RequestLists, cap: number, facts: ServerFacts) {
    this.#pages = new UserPages(api, facts);
    this.#facts = facts;
    this.#lists = lists;
    this.#cap = cap;
    const source = {
      plans: lists.plans,
      singlesSoFar: { keys: 0 },
      get cap() {
        return lists.pageCap.within(cap);
      },
      isLoaded: () => this.#all !== undefined,
      total: () => this.#total ?? this.#lists.rowsOf(usersTotalHint),
      // The first page tells the total, and is the first of all pages should the plan need them.
      count: async (reason: string) => (await this.firstPage(reason)).total,
    };
    const whole = (id: string) => api.getUser(id, 'Lists contain only summaries of users.');
    this.byId = new DataLoader((ids) => readEach(ids, whole));
    this.summaries = new DataLoader(
      (ids) =>
        readBatch(ids, {
          ...source,
          find: (_, reason) => this.#everyUser(reason),
          one: (id) => this.byId.load(id),
          keyOf: idOf,
          // A list may hide what a GET shows.
          listIsComplete: false,
        }),
      { cacheMap: this.#rows },
    );
    this.#byUsername = new DataLoader((names) =>
      readBatch(names, {
        ...source,
        find: async (_, reason) => byName(await this.#everyUser(reason)).values(),
        one: (name, reason) => this.#search(name, reason),
        keyOf: ([row]) => foldCase(row?.username ?? ''),
        listIsComplete: true,
        oneIsInList: true,
      }),
    );
  }

  /**
   * The user with a username; null if there is none. Upper and lower case count only where users differ in them alone.
   * @throws {ConflictError} if several have the name but none has it letter by letter
   */
  async named(username: string): Promise<WireSummary | null> {
    return onlyMatch(await this.matches(username), username, 'Kestra');
  }

  /** The whole of a user of which a part is known. @throws {NotFoundError} if the user no longer exists */
  async whole({ id }: WireSummary): Promise<WireUser> {
    const user = await this.byId.load(intact(id));
    if (!user) throw new NotFoundError('Kestra does not know this user any more.');
    return user;
  }

  /** The users with a username in any letter case: one, unless they differ in it, or the platform has it twice. */
  async matches(username: string): Promise<readonly WireSummary[]> {
    return username === '' ? [] : ((await this.#byUsername.load(foldCase(username))) ?? []);
  }

  /** All users that a list has, by full pages. What a server that ignores the search sends is searched here. */
  async every(list: UserList, reason: string): Promise<readonly WireSummary[]> {
    const { q } = list;
    const page = (page: number, size: number) => this.#pages.read({ ...list, page, size }, reason);
    const rows = await readWholeList(this.#paged('every user of a list', page), 0);
    if (q === undefined || this.#facts.trustsSearch || rows.every((row) => contains(row, q))) return rows;
    if (this.#facts.search.known !== false && (await this.#pages.searches(true))) return rows;
    return rows.filter((row) => contains(row, q));
  }

  /** A list by pages. Its rows prime the loader of summaries. */
  list(list: UserList | ChosenList): List<WireSummary> {
    if ('choices' in list) return chosenUsers(this, list);
    const { q, sort } = list;
    const readPage = async (page: number, size: number) => {
      const answer = await this.#pages.read({ ...list, page, size }, 'Rows of the requested list.');
      if (q === undefined) this.#learnTotal(answer.total);
      this.#rows.put(answer.results);
      return answer;
    };
    const served = pagedList(this.#paged(`kestra.users ${JSON.stringify(list)}`, readPage));
    if (q === undefined) return served;
    return searchedList({
      q,
      served,
      facts: this.#facts,
      pages: this.#pages,
      countEveryone: () => this.#lists.rowsOf(usersTotalHint),
      everyone: async () => {
        const reason = 'The platform ignores the search.';
        return sort ? this.#readAll(reason, { sort }) : this.#everyUser(reason);
      },
    });
  }

  /** Takes a user that a write answered with. */
  learn(user: WireUser): void {
    this.byId.clear(user.id).prime(user.id, user);
  }

  #everyUser(reason: string): Promise<readonly WireSummary[]> {
    this.#all ??= this.#readAll(reason);
    return this.#all;
  }

  async #readAll(reason: string, order: Pick<UserList, 'sort'> = {}): Promise<readonly WireSummary[]> {
    const expected = this.#total ?? this.#lists.rowsOf(usersTotalHint) ?? (await this.firstPage(reason)).total;
    const full = this.#lists.pageCap.within(this.#cap);
    // The page that told the total is the first of all.
    const page = (page: number, size: number) =>
      page === 1 && size === full && !order.sort
        ? this.firstPage(reason)
        : this.#pages.read({ ...order, page, size }, reason);
    const rows = await readWholeList(this.#paged('every user', page), expected);
    this.#learnTotal(rows.length);
    return rows;
  }

  #paged(key: string, read: PagedReads<WireSummary>['read']): PagedReads<WireSummary> {
    return { key, platform: 'Kestra', read, cap: this.#cap, pageCap: this.#lists.pageCap, idOf };
  }

  /** The first page of all users, in the order of the platform. */
  firstPage(reason: string): Promise<WirePage> {
    const size = this.#lists.pageCap.within(this.#cap);
    this.#first ??= this.#pages.read({ page: 1, size }, reason).then((page) => {
      this.#learnTotal(page.total);
      return page;
    });
    return this.#first;
  }

  /** A search says without regard to case who has a name, unless it finds more than a page of others too. */
  async #search(name: string, reason: string): Promise<readonly WireSummary[] | null> {
    const q = this.#facts.search.known === false ? '' : searchable(name);
    const size = this.#lists.pageCap.within(this.#cap);
    const { results = [], total } = q === '' ? {} : await this.#pages.read({ q, page: 1, size }, reason);
    const isAll = results.length < size && total === results.length;
    const rows = isAll ? results : await this.#everyUser(reason);
    // A search that finds everyone, also who has nothing of it, was none.
    if (!isAll && q !== '' && total === rows.length && rows.some((row) => !shares(row, q)))
      this.#facts.search.learn(false);
    return byName(unique(rows, idOf)).get(name) ?? null;
  }

  #learnTotal(total: number): void {
    this.#total = total;
    this.#lists.sawRows(usersTotalHint, total);
  }
}

const idOf = ({ id }: WireSummary) => id;

/** The name of a user. @throws {BadResponseError} if Kestra does not tell it as it should */
export function usernameOf({ username }: WireSummary): string {
  if (username === undefined) throw new BadResponseError('Kestra sent a user without a username.');
  return intact(username);
}
