import type { Arguments } from './client.ts';
import type { Operation } from './contract.ts';
import { changedVersion } from './contradiction.ts';
import { type Presence, presenceOf } from './presence.ts';
import type { RestSession } from './session.ts';
import type { VersionFinder } from './version-finder.ts';

/** The most calls by which one request confirms its answers. */
const mostCalls = 1000;

type Finder = Pick<VersionFinder, 'doubt' | 'holds'>;

/**
 * Confirms what answers rely on and do not show: that the platform has an operation by which the version of the request
 * is told from one that would have ignored what was asked. An answer is shown only after a read that began after it.
 */
export class Witness {
  readonly #title: string;
  readonly #asking: RestSession;
  #session: RestSession | undefined;
  readonly #finder: Finder;
  /** The reads that are about to begin, by their operations. */
  readonly #pending = new Map<string, Promise<Presence>>();

  /** @param title the platform's name in messages */
  constructor(title: string, session: RestSession, finder: Finder) {
    this.#title = title;
    this.#asking = session;
    this.#finder = finder;
  }

  /** For calls that confirm an answer: they count against no budget. */
  get session(): RestSession {
    this.#session ??= this.#asking.withBudget(mostCalls);
    return this.#session;
  }

  /**
   * Asks the platform for the operation.
   * @throws {UnavailableError} where the platform has not the operation: it speaks another version
   */
  async confirm(operation: Operation | undefined, query?: Arguments['query']): Promise<void> {
    if ((await this.presence(operation, query)) !== 'absent') return;
    this.#finder.doubt(true);
    throw changedVersion(this.#title);
  }

  /** As of the finder. @throws {ApiError} where the platform cannot be asked */
  holds(version: string): Promise<boolean | undefined> {
    return this.#finder.holds(version, this.session);
  }

  /** Whether the platform has the operation. All answers of one turn share a read, which counts against no budget. */
  presence(operation: Operation | undefined, query: Arguments['query'] = {}): Promise<Presence> {
    const id = operation?.id ?? '';
    const pending =
      this.#pending.get(id) ??
      Promise.resolve().then(async () => {
        this.#pending.delete(id);
        return (await presenceOf(this.session, operation, query, confirming)).is;
      });
    this.#pending.set(id, pending);
    return pending;
  }
}

/** The reason of each read that confirms an answer, for `x-explain`. */
export const confirming = 'Confirms that the version has not changed.';
