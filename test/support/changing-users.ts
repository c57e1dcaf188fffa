import { loadedList } from '../../src/paging/array-list.ts';
import { type ChangeState, decodeChangeCursor, encodeChangeCursor } from '../../src/runai/changes/change-cursor.ts';
import { isDated } from '../../src/runai/changes/change-reads.ts';
import { readUserChanges } from '../../src/runai/changes/user-changes.ts';
import { idOf } from '../../src/runai/loaders/all-users.ts';
import { selectUsers } from '../../src/runai/loaders/local-list.ts';
import type { UserList, WireUser } from '../../src/runai/wire-types.ts';

/** Which of its times the platform tells of a user. */
export type Dates = 'both' | 'created' | 'changed' | 'none';

/** What happens on a platform, or to who keeps a copy of its users. */
export type Step =
  /** A user is created, changed or deleted; it shows `lateMs` after the time that it says. */
  | { readonly do: 'create'; readonly lateMs: number; readonly dates: Dates }
  | { readonly do: 'change' | 'delete'; readonly which: number; readonly lateMs: number }
  | { readonly do: 'wait'; readonly ms: number }
  /** The copy is brought up to date, or one part of that is read. */
  | { readonly do: 'copy' | 'part' };

/** A platform with users, by a clock of its own, and a copy that is kept of them by `userChanges`. */
export class ChangingUsers {
  readonly users = new Map<string, WireUser>();
  readonly copy = new Map<string, WireUser>();
  readonly #size: number;
  readonly #tickMs: number;
  #time = Date.UTC(2026, 0, 1);
  #created = 0;
  #calls = 0;
  #reads = 0;
  #since: string | undefined;
  #seen = new Set<string>();
  #isComplete = false;
  /** Whether something happened since the last part was read that the list does not tell of. */
  #mayScan = true;

  /** @param tickMs times are told in steps of this: of large ones, many are the same */
  constructor(size: number, tickMs: number) {
    this.#size = size;
    this.#tickMs = tickMs;
  }

  /** @returns what a whole copy took, where one was made with nothing going on meanwhile */
  async take(
    step: Step,
  ): Promise<{ readonly calls: number; readonly answered: number; readonly mayScan: boolean } | undefined> {
    if (step.do === 'wait') this.#time += step.ms;
    else if (step.do === 'copy') return this.#bringUp();
    else if (step.do === 'part') await this.#readPart();
    else if ('lateMs' in step) this.#write(step);
    return undefined;
  }

  #write(step: Extract<Step, { lateMs: number }>): void {
    this.#time++;
    // Who is changed again while changes are read may count twice.
    if (!this.#isComplete) this.#mayScan = true;
    const tick = this.#tickMs;
    const date = new Date(Math.floor((this.#time - step.lateMs) / tick) * tick).toISOString();
    if (step.do === 'create') {
      const id = `u${this.#created++}`;
      const createdAt = step.dates === 'both' || step.dates === 'created' ? date : null;
      const updatedAt = step.dates === 'both' || step.dates === 'changed' ? date : null;
      // In no order of the times.
      const username = `${(this.#created * 7919) % 1000} ${id}`;
      const user = { id, username, createdAt, updatedAt };
      this.users.set(id, user as unknown as WireUser);
      if (step.dates !== 'both') this.#mayScan = true;
      return;
    }
    const id = [...this.users.keys()][step.which % this.users.size];
    const user = id && this.users.get(id);
    // Nothing tells that of those without times one is another.
    if (!user || !isDated(user)) return;
    if (step.do === 'change') this.users.set(id, { ...user, updatedAt: date });
    else this.users.delete(id);
    // Whose time goes back, as of a write that began earlier, may be among the changes no more; and who was changed before being
    // created counts as created with that change, until the next one.
    const [created, changed] = [String(user.createdAt), String(user.updatedAt)];
    if (step.do === 'delete' || date < changed || changed < created) this.#mayScan = true;
  }

  async #bringUp() {
    // What was begun before does not count: it may have been overtaken.
    let parts = 0;
    const readOn = () => {
      if (parts++ > 10_000) throw new Error('The copy never becomes whole.');
      return this.#readPart();
    };
    while (!this.#isComplete) await readOn();
    this.#calls = 0;
    const mayScan = this.#mayScan;
    this.#mayScan = false;
    let answered = 0;
    do answered += await readOn();
    while (!this.#isComplete);
    return { calls: this.#calls, answered, mayScan };
  }

  async #readPart(): Promise<number> {
    const at: ChangeState | undefined = this.#since === undefined ? undefined : decodeChangeCursor(this.#since);
    const options = { size: this.#size, now: () => this.#time };
    const { users, scan, next, hasMore } = await readUserChanges({ list: (asked) => this.#list(asked) }, at, options);
    if (scan?.isFirst) this.#seen.clear();
    for (const user of users) {
      this.copy.set(user.id, user);
      this.#seen.add(user.id);
    }
    if (scan?.isLast) for (const id of this.copy.keys()) if (!this.#seen.has(id)) this.copy.delete(id);
    this.#since = encodeChangeCursor(next);
    this.#isComplete = !hasMore;
    return users.length;
  }

  #list(asked: UserList = {}) {
    const rows = async () => {
      const rows = selectUsers([...this.users.values()], { sortBy: 'username', sortOrder: 'asc', ...asked });
      return asked.sortBy === 'lastUpdated' ? this.#tiesShuffled(rows, asked.sortOrder === 'desc') : rows;
    };
    const { read, count, ...list } = loadedList(JSON.stringify(asked), rows, idOf);
    const counted =
      <Given extends readonly unknown[], Result>(call: (...given: Given) => Result) =>
      (...given: Given) => {
        this.#calls++;
        return call(...given);
      };
    return { ...list, read: counted(read), count: counted(count) };
  }

  /** Users of one time stand in another order each time. */
  #tiesShuffled(rows: readonly WireUser[], isReversed: boolean): readonly WireUser[] {
    const salt = Math.imul(++this.#reads, 0x85ebca6b);
    const chance = ({ id }: WireUser) =>
      Math.imul(Math.imul(Number(id.slice(1)) + 1, 0x9e3779b1) ^ salt, 0xc2b2ae35) >>> 0;
    const time = ({ updatedAt }: WireUser) => (isReversed ? -1 : 1) * Date.parse(String(updatedAt));
    return rows.toSorted((a, b) => time(a) - time(b) || chance(a) - chance(b));
  }
}
