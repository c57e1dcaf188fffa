import { foldCase } from '../../batching/names.ts';
import { unique } from '../../paging/join-pages.ts';
import type { RequestLists } from '../../paging/list-facts.ts';
import { OffsetPages, type Part } from '../../paging/offset-pages.ts';
import type { Rows } from '../../rest/rows.ts';
import type { RunaiApi } from '../api.ts';
import { pageCap, type Scan, type WireUser } from '../wire-types.ts';

/** The name by which the length of the list of all users is remembered. */
export const usersTotalHint = 'runai.users';

/** The list of all users of Run:ai, counted and read whole at most once. */
export class AllUsers {
  /** Whether the platform gives it by offset and limit; otherwise it gives it whole only. */
  readonly hasPages: boolean;
  readonly #api: RunaiApi;
  readonly #lists: RequestLists;
  readonly #singlesSoFar = { keys: 0 };
  #counted: number | undefined;
  #count: Promise<number> | undefined;
  #offsetPages: OffsetPages<Rows<WireUser>> | undefined;
  /** The pages that are read at once; `#whole` when more are needed. */
  #begun: Promise<Parts> | undefined;
  #whole: Promise<Parts> | undefined;
  #rows: Promise<readonly WireUser[]> | undefined;

  constructor(api: RunaiApi, lists: RequestLists, hasPages: boolean) {
    this.#api = api;
    this.#lists = lists;
    this.hasPages = hasPages;
  }

  /** What the planner knows about the list, whatever the key. */
  get batchSource() {
    return {
      plans: this.#lists.plans,
      singlesSoFar: this.#singlesSoFar,
      cap: this.hasPages ? this.#lists.pageCap.within(pageCap) : Infinity,
      isLoaded: () => this.#begun !== undefined,
      total: () => this.total,
      count: (reason: string) => this.count(reason),
    };
  }

  /** How many there are, if that is known without a call: to plan by. */
  get total(): number | undefined {
    return this.#counted ?? this.#lists.rowsOf(usersTotalHint);
  }

  /** Takes how many there are, as another answer tells. */
  learn(total: number): number {
    this.#counted = total;
    this.#lists.sawRows(usersTotalHint, total);
    return total;
  }

  /** How many there are, as the platform counts them, or by the list itself where it comes whole. */
  count(reason: string): Promise<number> {
    this.#count ??= this.hasPages
      ? this.#api.countUsers({}, reason).then((total) => this.learn(total))
      : this.rows(reason).then(({ length }) => length);
    return this.#count;
  }

  /** Every user in the order that is the platform's own for whole lists, by username for pages. */
  rows(reason: string): Promise<readonly WireUser[]> {
    this.#rows ??= this.#every(reason).then((pages) =>
      unique(
        pages.flatMap((page) => page.all()),
        idOf,
      ),
    );
    return this.#rows;
  }

  /**
   * All users whose field is one of the texts, and maybe others. One that moves while pages are read may stand twice.
   * Where there is one for each of the texts, nothing is read to see where the list ends.
   */
  async where(field: 'id' | 'username', texts: ReadonlySet<string>, reason: string): Promise<readonly WireUser[]> {
    const searched = new Map<Rows<WireUser>, readonly WireUser[]>();
    const search = (page: Rows<WireUser>) => {
      const rows = searched.get(page) ?? page.where(field, texts);
      searched.set(page, rows);
      return rows;
    };
    const pages = await this.#pages(reason, search);
    const found = pages.flatMap(search);
    const keys = new Set(found.map((row) => row[field]));
    if ([...texts].every((text) => keys.has(text))) {
      await this.#learnEnd();
      return found;
    }
    const others = (await this.#every(reason)).filter((page) => !pages.includes(page));
    return [...found, ...others.flatMap(search)];
  }

  /** All users whose username is one of the texts once it has been folded, and maybe others. */
  async whereFolded(texts: ReadonlySet<string>, reason: string): Promise<readonly WireUser[]> {
    return unique(
      (await this.#every(reason)).flatMap((page) => page.where('username', texts, foldCase)),
      idOf,
    );
  }

  /** All users that are in one of the groups, and maybe others, in the order of `rows`. */
  async inGroups(names: readonly string[], reason: string): Promise<readonly WireUser[]> {
    return unique(
      (await this.#every(reason)).flatMap((page) => page.mentioning(names)),
      idOf,
    );
  }

  /**
   * Pages that hold the list, unless it has grown since it was last seen, or the platform cut them.
   * @param scan goes through each page as it comes, if none has been read yet
   */
  async #pages(reason: string, scan?: Scan): Promise<readonly Rows<WireUser>[]> {
    this.#begun ??= this.hasPages ? this.#begin(reason, scan) : this.#readWhole(reason, scan);
    return (await this.#begun).map(({ page }) => page);
  }

  /** Pages that hold the list to its end. */
  async #every(reason: string): Promise<readonly Rows<WireUser>[]> {
    await this.#pages(reason);
    this.#whole ??= this.hasPages ? this.#complete(reason) : this.#begun;
    return (await this.#whole)?.map(({ page }) => page) ?? [];
  }

  async #begin(reason: string, scan?: Scan): Promise<Parts> {
    const expected = this.total ?? (await this.count(reason));
    // Full pages cost no more calls, and show rows that have come since.
    const cap = this.#lists.pageCap.within(pageCap);
    const limit = Math.max(1, Math.ceil(expected / cap)) * cap;
    return this.#list(reason, scan).begin({ offset: 0, limit });
  }

  async #complete(reason: string): Promise<Parts> {
    const parts = await this.#list(reason).complete((await this.#begun) ?? [], Infinity);
    this.learn(parts.reduce((end, { offset, page }) => Math.max(end, offset + page.length), 0));
    return parts;
  }

  /** Takes how many there are, where the pages tell. */
  async #learnEnd(): Promise<void> {
    const end = this.#offsetPages?.endOf((await this.#begun) ?? []);
    if (end !== undefined) this.learn(end);
  }

  async #readWhole(reason: string, scan?: Scan): Promise<Parts> {
    const page = await this.#api.scanAllUsers(reason, scan);
    this.learn(page.length);
    return [{ offset: 0, limit: Infinity, page }];
  }

  #list(reason: string, scan?: Scan): OffsetPages<Rows<WireUser>> {
    this.#offsetPages ??= new OffsetPages({
      cap: pageCap,
      pageCap: this.#lists.pageCap,
      read: (window) => this.#api.scanUsers(window, reason, scan),
      firstOf: (page) => page.first()?.id,
      counted: () => this.#count,
      expected: () => this.total,
    });
    return this.#offsetPages;
  }
}

type Parts = readonly Part<Rows<WireUser>>[];

export const idOf = ({ id }: WireUser) => id;
