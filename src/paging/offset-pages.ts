import { BadResponseError } from '../errors.ts';
import { repeated } from './join-pages.ts';
import type { PageCap } from './page-cap.ts';
import { offsetReads, type Window } from './window.ts';

/** A list with `offset` and `limit` whose pages do not tell whether rows follow them. */
export interface OffsetReads<Page> {
  /** The most rows that the contract allows to ask for at once. */
  readonly cap: number;
  /** What pages of the platform have shown. */
  readonly pageCap: PageCap;
  read(window: Window): Promise<Page>;
  /** What tells the first row of a page from others; undefined if there is none. */
  firstOf(page: Page): unknown;
  /** How many rows the list has, where that was asked for. */
  counted?(): Promise<number> | undefined;
  /** How many rows it had a while ago, where that is known. */
  expected?(): number | undefined;
}

/** A page, and what was asked for. */
export interface Part<Page> extends Window {
  readonly page: Page;
}

/**
 * Reads a list so that the end of a page is never taken for the end of the list. A page that is shorter than was asked
 * for is the last one
 * - where the platform has given a longer one, so that this one was not cut, and nothing says that rows are owed; or
 * - where a count that was asked for anyway agrees; or
 * - where nothing comes from beyond it: that is a call more.
 *
 * Otherwise the platform cuts its pages: its cap is learned, and reading goes on where the page ended.
 */
export class OffsetPages<Page extends { readonly length: number }> {
  readonly #reads: OffsetReads<Page>;
  /** The largest page that came so far. */
  #largest = 0;
  /** Where the list is known to end. */
  #end: number | undefined;

  constructor(reads: OffsetReads<Page>) {
    this.#reads = reads;
  }

  /** The pages of a window as they come, all at once: the first steps of `complete`. */
  begin(window: Window): Promise<readonly Part<Page>[]> {
    const { cap, pageCap } = this.#reads;
    const parts: Promise<Part<Page>>[] = [];
    for (const part of offsetReads(window, pageCap.within(cap))) parts.push(this.#part(part, this.#reads.read(part)));
    return Promise.all(parts);
  }

  /**
   * The pages of a window and those that it takes to come to a place, or to the end of the list.
   * @param begun at least one page
   * @param to Infinity for the end of the list
   */
  async complete(begun: readonly Part<Page>[], to: number): Promise<readonly Part<Page>[]> {
    const whole: Part<Page>[] = [];
    const starts = new Set<unknown>();
    let ahead = begun;
    for (;;) {
      let [part, ...later] = ahead;
      if (!part) {
        const last = whole.at(-1);
        const offset = last ? last.offset + last.limit : 0;
        if (offset >= to) return whole;
        part = await this.#read({ offset, limit: Math.min(this.#cap, to - offset) });
      }
      const { length } = part.page;
      const end = part.offset + length;
      if (length > 0) {
        const start = this.#reads.firstOf(part.page);
        if (starts.has(start)) throw repeated();
        starts.add(start);
        whole.push(part);
      }
      if (length >= part.limit) {
        ahead = later;
        continue;
      }
      const isOwed = later.some(({ page }) => page.length > 0);
      if (length === 0 && isOwed)
        throw new BadResponseError('The platform returned rows after a position where it has none.');
      if (length === 0 || (!isOwed && (await this.#isEnd(part)))) {
        // Where nothing precedes an empty page, the list ends before it.
        if (whole.length > 0) this.#end = end;
        return whole;
      }
      let next = await this.#read({ offset: end, limit: Math.min(this.#cap, to - end) });
      if (next.page.length > 0) {
        if (starts.has(this.#reads.firstOf(next.page))) throw repeated();
        const again = await this.#read(part);
        if (again.page.length > length) {
          // It has grown meanwhile.
          whole.pop();
          starts.delete(this.#reads.firstOf(part.page));
          ahead = [again, ...later];
          continue;
        }
        this.#reads.pageCap.cut(length, part.limit);
        whole[whole.length - 1] = { ...part, limit: length };
        next = { ...next, limit: Math.min(next.limit, this.#cap) };
        const from = next.offset + next.limit;
        const until = to < Infinity ? to : (this.#reads.expected?.() ?? 0);
        later = [...(await this.begin({ offset: from, limit: Math.max(0, until - from) }))];
      } else if (isOwed) {
        throw new BadResponseError('The platform returned rows after a position where it has none.');
      }
      ahead = [next, ...later];
    }
  }

  /** Where the list ends, where pages tell without a call. */
  endOf(parts: readonly Part<Page>[]): number | undefined {
    const last = parts.find(({ page, limit }) => page.length < limit);
    if (!last) return undefined;
    return last.page.length < this.#largest ? last.offset + last.page.length : undefined;
  }

  get #cap(): number {
    return this.#reads.pageCap.within(this.#reads.cap);
  }

  #read({ offset, limit }: Window): Promise<Part<Page>> {
    const window = { offset, limit };
    return this.#part(window, this.#reads.read(window));
  }

  /** Takes note of what a page shows. */
  async #part({ offset, limit }: Window, reading: Promise<Page>): Promise<Part<Page>> {
    const page = await reading;
    const { length } = page;
    this.#largest = Math.max(this.#largest, Math.min(length, limit));
    this.#reads.pageCap.saw(Math.min(length, limit));
    if (length > limit && offset > 0) {
      // Rows that nobody asked for: is it the limit alone that is not heeded, or the offset too?
      const start = await this.#reads.read({ offset: 0, limit: 1 });
      if (this.#reads.firstOf(start) === this.#reads.firstOf(page)) throw repeated();
    }
    return { offset, limit, page };
  }

  async #isEnd({ offset, page: { length } }: Part<Page>): Promise<boolean> {
    const end = offset + length;
    if (end === this.#end) return true;
    // Its failure is told where it was asked for.
    const counted = await this.#reads.counted?.()?.catch(() => undefined);
    if (counted !== undefined) return counted === end;
    if (length < this.#largest) return true;
    return (this.#reads.expected?.() ?? 0) <= end && this.#reads.pageCap.isWhole(length);
  }
}
