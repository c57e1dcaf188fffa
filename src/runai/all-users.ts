import type { Rows } from '../rest/rows.ts';
import type { RestSession } from '../rest/session.ts';
import { unique } from '../rest/unique.ts';
import { pageCap, type RunaiApi, type WireUser } from './api.ts';

/** What the hints call the list of all users. */
export const everyone = 'runai.users';

/** The list of all users of Run:ai, counted and read whole at most once. */
export class AllUsers {
  /** Users that the request has read singly so far. */
  readonly spent = { keys: 0 };
  readonly #api: RunaiApi;
  readonly #session: RestSession;
  readonly #paging: boolean;
  #counted: number | undefined;
  #count: Promise<number> | undefined;
  #pages: Promise<readonly Rows<WireUser>[]> | undefined;
  #rows: Promise<readonly WireUser[]> | undefined;

  /** @param paging whether the platform gives lists by offset and limit; otherwise it gives them whole only */
  constructor(api: RunaiApi, session: RestSession, paging: boolean) {
    this.#api = api;
    this.#session = session;
    this.#paging = paging;
  }

  /** Whether the list is here or under way, so that reading it costs no call. */
  get isHeld(): boolean {
    return this.#pages !== undefined;
  }

  /** How many there are, if that is known without a call: to plan by. */
  get total(): number | undefined {
    return this.#counted ?? this.#session.hints.get(everyone);
  }

  /** Takes how many there are, as another answer tells. */
  learn(total: number): number {
    this.#counted = total;
    this.#session.hints.set(everyone, total);
    return total;
  }

  /** How many there are, as the platform counts them; not for the version that only sends whole lists. */
  count(reason: string): Promise<number> {
    this.#count ??= this.#api.countUsers({}, reason).then((total) => this.learn(total));
    return this.#count;
  }

  /** Every user in the order that is the platform's own for whole lists, by username for pages. */
  rows(reason: string): Promise<readonly WireUser[]> {
    this.#rows ??= this.#each((page) => page.all(), reason).then((rows) => unique(rows, idOf));
    return this.#rows;
  }

  /**
   * All users whose field is one of the texts, and maybe others. One that moves while pages are read may stand twice.
   * @param as what becomes of a field before it is compared
   */
  where(
    field: 'id' | 'username',
    texts: ReadonlySet<string>,
    reason: string,
    as?: (text: string) => string,
  ): Promise<readonly WireUser[]> {
    return this.#each((page) => page.where(field, texts, as), reason);
  }

  /** All users that are in one of the groups, and maybe others, in the order of `rows`. */
  async inGroups(names: readonly string[], reason: string): Promise<readonly WireUser[]> {
    return unique(await this.#each((page) => page.mentioning(names), reason), idOf);
  }

  async #each(read: (page: Rows<WireUser>) => readonly WireUser[], reason: string): Promise<readonly WireUser[]> {
    this.#pages ??= this.#paging ? this.#readPages(reason) : this.#readWhole(reason);
    return (await this.#pages).flatMap(read);
  }

  async #readPages(reason: string): Promise<readonly Rows<WireUser>[]> {
    const expected = this.total ?? (await this.count(reason));
    const page = (offset: number) => this.#api.scanUsers(offset, reason);
    const offsets = Array.from({ length: Math.max(1, Math.ceil(expected / pageCap)) }, (_, index) => index * pageCap);
    const pages = await Promise.all(offsets.map(page));
    // A hint may be old: only a short page, or a total counted for this request, says that there is no more.
    while (pages.at(-1)?.length === pageCap && pages.length * pageCap !== this.#counted) {
      pages.push(await page(pages.length * pageCap));
    }
    // All pages but the last are full, unless rows were deleted meanwhile.
    this.learn((pages.length - 1) * pageCap + (pages.at(-1)?.length ?? 0));
    return pages;
  }

  async #readWhole(reason: string): Promise<readonly Rows<WireUser>[]> {
    const rows = await this.#api.scanAllUsers(reason);
    this.learn(rows.length);
    return [rows];
  }
}

export const idOf = ({ id }: WireUser) => id;
