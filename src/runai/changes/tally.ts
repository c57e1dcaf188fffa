import { textOf } from '../../rest/contract-breaches.ts';
import type { WireUser } from '../wire-types.ts';
import { type Changes, markOf, type Part } from './change-cursor.ts';
import { createdAt } from './change-reads.ts';

/** The most users of the copy that a state remembers by name: others have to wait until they have settled. */
const mostTold = 500;

/**
 * What a part of the changes comes to. Users who were created until `until` are counted: no more of them come to light. Younger
 * ones are remembered, so that it is seen when one of them is gone.
 */
export class Tally {
  readonly #since: number;
  readonly #part: Part;
  readonly #unmet: Set<string>;
  readonly #told: Set<string>;
  /** Those of the copy who are too young to be counted, when the changes began to be read. */
  readonly #before: ReadonlySet<string>;
  readonly tellable: WireUser[] = [];
  fresh: number;
  settled: number;

  constructor({ since, told }: Pick<Changes, 'since' | 'told'>, part: Part) {
    this.#since = since;
    this.#part = part;
    this.fresh = part.fresh;
    this.settled = part.settled;
    this.#unmet = new Set(part.unmet);
    this.#told = new Set(part.told);
    this.#before = new Set(told);
  }

  /** Adds users who were read, and tells the copy of them. */
  add(rows: readonly WireUser[]): void {
    for (const row of rows) if (this.#mayTell(row)) this.tellable.push(row);
  }

  /** Whether each user of the copy was met who was too young to be counted. */
  get isComplete(): boolean {
    return this.#unmet.size === 0;
  }

  /** What to go on with. */
  get sums(): Pick<Part, 'fresh' | 'settled' | 'unmet' | 'told'> {
    return { fresh: this.fresh, settled: this.settled, unmet: [...this.#unmet], told: [...this.#told] };
  }

  #mayTell(row: WireUser): boolean {
    const created = createdAt(row);
    if (created <= this.#since) return true;
    const mark = markOf(textOf(row.id));
    this.fresh++;
    this.#unmet.delete(mark);
    if (created <= this.#part.until) {
      this.settled++;
      return true;
    }
    if (!this.#before.has(mark) && this.#told.size >= mostTold) return false;
    this.#told.add(mark);
    return true;
  }
}
