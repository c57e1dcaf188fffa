import { InconclusiveError, UnsupportedError } from '../../errors.ts';
import type { KestraApi, UserPage, WirePage } from '../api.ts';
import type { ServerFacts } from '../server-facts.ts';

/** A text that no user has in its names: one word, so that servers that search by words find none, either. */
export const nobody = 'zqxjkvbwzqxjkvbw';

/** Reads pages of the list of users, on servers that cannot order it, too. */
export class UserPages {
  readonly #api: KestraApi;
  readonly #facts: ServerFacts;
  #nobody: Promise<WirePage> | undefined;

  constructor(api: KestraApi, facts: ServerFacts) {
    this.#api = api;
    this.#facts = facts;
  }

  /**
   * Reads a page. Where a server answers an order with 500, a call without the order tells whether the server fails, and
   * another one with it whether that was for once.
   * @throws {UnsupportedError} if the server cannot order the list. For a while it is not asked again.
   */
  async read(query: UserPage, reason: string): Promise<WirePage> {
    const { sort, ...unordered } = query;
    if (!sort) return this.#api.listUsers(unordered, reason);
    if (this.#facts.order.known === false) throw unordering();
    try {
      return await this.#api.listUsers(query, reason);
    } catch (error) {
      if (!(error instanceof InconclusiveError)) throw error;
    }
    await this.#api.listUsers(
      { page: 1, size: 1 },
      'Checks whether the platform fails, or only cannot order the list.',
    );
    try {
      return await this.#api.listUsers(query, 'Checks whether the failure was temporary.');
    } catch (error) {
      if (!(error instanceof InconclusiveError)) throw error;
      this.#facts.order.learn(false);
      throw unordering();
    }
  }

  /**
   * How many users the server finds by a text that nobody has. Asked for once; where the server may change, once for all
   * answers of a turn, after them.
   */
  async countNobody(): Promise<number> {
    this.#nobody ??= this.#facts.mayChange ? Promise.resolve().then(() => this.#askNow()) : this.#ask();
    return (await this.#nobody).total;
  }

  #askNow(): Promise<WirePage> {
    this.#nobody = undefined;
    return this.#ask(true);
  }

  #ask(isUnshared = false): Promise<WirePage> {
    const query = { q: nobody, page: 1, size: 1, isUnshared };
    return this.#api.listUsers(query, 'Checks whether the platform ignores the search.');
  }

  /**
   * Whether the server narrows its list by a search, which a search for nobody shows.
   * @param hasFound whether a search has found somebody. Where the list is empty, a server that ignores searches finds
   * nobody, too, so that nothing is learned.
   */
  async searches(hasFound: boolean): Promise<boolean> {
    const isSearched = (await this.countNobody()) === 0;
    if (!isSearched || hasFound) this.#facts.search.learn(isSearched);
    return isSearched;
  }
}

function unordering(): UnsupportedError {
  return new UnsupportedError(
    'This Kestra server cannot order its list of users, as is the case with some databases. Ask without "orderBy".',
    [],
  );
}
