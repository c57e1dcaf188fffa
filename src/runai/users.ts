import DataLoader from 'dataloader';
import { readBatch } from '../rest/batch.ts';
import { NotFoundError } from '../rest/errors.ts';
import type { RestSession } from '../rest/session.ts';
import type { Source } from '../rest/slice.ts';
import { offsetReads } from '../rest/windows.ts';
import { pageCap, type RunaiApi, type UserList, type UserSelection, type WireUser } from './api.ts';

/** What the hints call the list of all users. */
const everyone = 'runai.users';

/**
 * The users of Run:ai as one request sees them: whole rows, each read at most once, by the cheapest plan.
 * Whatever way a row comes, by id, by username or in a list, it answers the other ways too.
 */
export class Users {
  readonly byId: DataLoader<string, WireUser | null>;
  readonly byUsername: DataLoader<string, WireUser | null>;
  readonly #api: RunaiApi;
  readonly #hints: RestSession['hints'];
  #count: Promise<number> | undefined;
  #all: Promise<readonly WireUser[]> | undefined;
  #total: number | undefined;

  constructor(api: RunaiApi, session: RestSession) {
    this.#api = api;
    this.#hints = session.hints;
    const readers = {
      cap: pageCap,
      total: () => this.#total ?? this.#hints.get(everyone),
      held: () => this.#all !== undefined,
      count: (reason: string) => this.count({}, reason),
      all: (reason: string) => this.all(reason),
    };
    this.byId = new DataLoader((ids) =>
      readBatch(ids, {
        ...readers,
        one: (id, reason) => this.#one(id, reason),
        keyOf: ({ id }) => id,
        // A list may hide what a GET shows or denies.
        pagesAreComplete: false,
      }),
    );
    this.byUsername = new DataLoader((usernames) =>
      readBatch(usernames, {
        ...readers,
        one: (username, reason) => this.#named(username, reason),
        keyOf: ({ username }) => username,
        pagesAreComplete: true,
      }),
    );
  }

  /** A list as a source of windows. Its rows prime the loaders. */
  list(list: UserList): Source<WireUser> {
    return {
      read: async (window) => {
        const reason = `rows ${window.offset} to ${window.offset + window.limit} of the list`;
        const pages = await Promise.all(
          offsetReads(window, pageCap).map((read) => this.#api.listUsers({ ...list, ...read }, reason)),
        );
        const rows = pages.flat();
        for (const row of rows) this.#prime(row);
        return rows;
      },
      count: () => this.count(list, 'total of the list'),
      idOf: ({ id }) => id,
    };
  }

  /** How many users a selection has. The number of all is asked for once a request. */
  count({ filterBy, search }: UserSelection, reason: string): Promise<number> {
    if (filterBy?.length || search) return this.#api.countUsers({ filterBy, search }, reason);
    this.#count ??= this.#api.countUsers({}, reason).then((total) => this.#learn(total));
    return this.#count;
  }

  /** Every user, ordered by username, read once a request: one page after counting tells how many, in parallel. */
  all(reason: string): Promise<readonly WireUser[]> {
    this.#all ??= this.#readAll(reason);
    return this.#all;
  }

  /** Forgets all that was read: to be called after every write. */
  clear(): void {
    this.byId.clearAll();
    this.byUsername.clearAll();
    this.#count = undefined;
    this.#all = undefined;
    this.#total = undefined;
  }

  async #readAll(reason: string): Promise<readonly WireUser[]> {
    const expected = this.#total ?? this.#hints.get(everyone) ?? (await this.count({}, reason));
    const page = (offset: number) =>
      this.#api.listUsers({ sortBy: 'username', sortOrder: 'asc', offset, limit: pageCap }, reason);
    const offsets = Array.from({ length: Math.max(1, Math.ceil(expected / pageCap)) }, (_, index) => index * pageCap);
    const pages = await Promise.all(offsets.map(page));
    // A hint may be old: only a short page, or a total counted for this request, says that there is no more.
    while (pages.at(-1)?.length === pageCap && pages.length * pageCap !== this.#total) {
      pages.push(await page(pages.length * pageCap));
    }
    const rows = [...new Map(pages.flat().map((row) => [row.id, row])).values()];
    this.#learn(rows.length);
    return rows;
  }

  async #one(id: string, reason: string): Promise<WireUser | null> {
    const row = await this.#api.getUser(id, reason).catch(nullIfAbsent);
    if (row) this.byUsername.prime(row.username, row);
    return row;
  }

  async #named(username: string, reason: string): Promise<WireUser | null> {
    if (username.includes(',')) return (await this.all(reason)).find((row) => row.username === username) ?? null;
    const query = { filterBy: [`username==${username}`], offset: 0, limit: 1 };
    const rows = await this.#api.listUsers(query, reason);
    const row = rows.find((candidate) => candidate.username === username) ?? null;
    if (row) this.byId.prime(row.id, row);
    return row;
  }

  #prime(row: WireUser): void {
    this.byId.prime(row.id, row);
    this.byUsername.prime(row.username, row);
  }

  #learn(total: number): number {
    this.#total = total;
    this.#hints.set(everyone, total);
    return total;
  }
}

function nullIfAbsent(error: unknown): null {
  if (error instanceof NotFoundError) return null;
  throw error;
}
