import { LRUCache } from 'lru-cache';
import { ApiError, ClientGoneError, UnauthenticatedError } from '../errors.ts';
import { ownerOf } from './owner.ts';
import type { RestSession } from './session.ts';

/** The most calls by which a version is found. */
const mostProbes = 5;
/** For so long it is believed what credentials may not see. */
const guessedMs = 60_000;
/**
 * For so long it is believed that a version lacks something, and a version is not doubted again for what may be chance
 * after the platform was asked anew and has not changed.
 */
const believedMs = 10_000;
const mostCallers = 10_000;

/** What answers under some credentials say about the version of a platform. */
export interface Conclusion<Version extends string = string> {
  readonly version: Version;
  /** Whether answers have shown it. Otherwise it is a guess: the credentials may not see what tells versions apart. */
  readonly isProved: boolean;
  /** Why nothing could be asked: the platform fails, or refuses the credentials. */
  readonly failure?: ApiError;
}

/**
 * Finds the version by reads alone, under the credentials of the session.
 * @throws {ApiError} where the platform fails, or refuses the credentials
 */
export type Detect<Version extends string> = (session: RestSession) => Promise<Conclusion<Version>>;

/** Told when a version is found, and of another one later. */
export type VersionWatcher = (version: string, before: string | undefined) => void;

/** What those see of a finder who only need to know what is found. */
export type FoundVersion = Pick<VersionFinder, 'proved' | 'changes' | 'watch'>;

/**
 * The version of a platform, found by the first requests that need it. What answers prove holds for all callers; a guess,
 * which is made where a caller's rights hide the proof, for that caller alone. Lives as long as the process; holds no
 * credentials at rest.
 */
export class VersionFinder<Version extends string = string> {
  /** What is taken to be the version before anything was asked. */
  readonly #assumed: Version;
  readonly #detect: Detect<Version>;
  /** By a hash of the credentials. */
  readonly #guesses = new LRUCache<string, Conclusion<Version>>({ max: mostCallers, ttl: guessedMs });
  /** The searches under way, by the same; the outcome of one is undefined where its client has left. */
  readonly #searches = new Map<string, Promise<Conclusion<Version> | undefined>>();
  readonly #watchers: VersionWatcher[] = [];
  #version: Version | undefined;
  #isDoubted = false;
  #provedAt = 0;
  #confirmedAt = -Infinity;
  /** When the last guess was made. */
  #guessedAt = -Infinity;
  #changes = 0;
  /** Searches begun so far. */
  #begun = 0;
  /** The last search whose conclusion would be out of date: it began before the last doubt, or before the one that is believed. */
  #outdated = 0;

  constructor(assumed: Version, detect: Detect<Version>) {
    this.#assumed = assumed;
    this.#detect = detect;
  }

  /** What answers have shown; undefined before, and from a contradiction until the platform was asked anew. */
  get proved(): Version | undefined {
    return this.#isDoubted ? undefined : this.#version;
  }

  /** What is known without a call. */
  get now(): Conclusion<Version> {
    return { version: this.#version ?? this.#assumed, isProved: this.proved !== undefined };
  }

  /** Changes so far: estimates from before the last one are stale. */
  get changes(): number {
    return this.#changes;
  }

  /** Has it told of each version that is found. */
  watch(watcher: VersionWatcher): void {
    this.#watchers.push(watcher);
  }

  /**
   * Finds the version unless it is known, by at most five calls, which do not count against the budget of the session. Callers
   * that need it meanwhile wait: those with the same credentials for the same answer, others for what may settle it for
   * all. What one of them may not see, others ask for themselves, side by side.
   */
  async find(session: RestSession): Promise<Conclusion<Version>> {
    const owner = ownerOf(session.authorization);
    let hasWaited = false;
    for (;;) {
      if (this.proved !== undefined) return this.now;
      const guess = this.#guesses.get(owner);
      if (guess) return guess;
      const own = this.#searches.get(owner);
      const [another] = hasWaited || this.#guesses.size > 0 ? [] : this.#searches.values();
      const search = own ?? another;
      if (!search) break;
      const failure = (await search)?.failure;
      // That another caller is refused says nothing about this one; that a caller has left, nothing about anyone.
      if (failure && (own || !(failure instanceof UnauthenticatedError))) return { ...this.now, failure };
      hasWaited = true;
    }
    const search = this.#search(session, owner).finally(() => this.#searches.delete(owner));
    this.#searches.set(owner, search);
    return (await search) ?? this.now;
  }

  /**
   * Has the version found anew by the next request: an answer contradicts it. Guesses are made anew only when the last one
   * is some time ago: rights that hide a version go on hiding it.
   * @param isSure whether the version cannot have given the answer. Otherwise nothing is done where the platform was asked
   * anew just now, and had the version still
   */
  doubt(isSure: boolean): void {
    if (this.#version === undefined && performance.now() - this.#guessedAt < believedMs) return;
    if (!isSure && performance.now() - this.#confirmedAt < believedMs) return;
    this.#isDoubted = this.#version !== undefined;
    this.#outdated = this.#begun;
    this.#guesses.clear();
  }

  /** Notes that the version kept something from being asked: platforms are upgraded, so this is not believed for long. */
  limits(): void {
    if (performance.now() - this.#provedAt > believedMs) this.doubt(false);
  }

  /**
   * Whether the platform still has the version of a request; undefined where the credentials may not see that. Asks it anew.
   * @throws {ApiError} where the platform cannot be asked
   */
  async holds(version: string, session: RestSession): Promise<boolean | undefined> {
    if (this.#version === version) this.doubt(true);
    const conclusion = await this.find(session);
    if (conclusion.failure) throw conclusion.failure;
    return conclusion.isProved ? conclusion.version === version : undefined;
  }

  async #search(session: RestSession, owner: string): Promise<Conclusion<Version> | undefined> {
    const number = ++this.#begun;
    try {
      const conclusion = await this.#detect(session.withBudget(mostProbes));
      if (number <= this.#outdated) return conclusion;
      if (conclusion.isProved) this.#learn(conclusion.version, number);
      else if (this.proved === undefined) this.#guess(owner, conclusion);
      return conclusion;
    } catch (error) {
      if (error instanceof ApiError) return { ...this.now, isProved: false, failure: error };
      if (error instanceof ClientGoneError) return undefined;
      throw error;
    }
  }

  #guess(owner: string, conclusion: Conclusion<Version>): void {
    this.#guesses.set(owner, conclusion);
    this.#guessedAt = performance.now();
  }

  #learn(version: Version, search: number): void {
    const before = this.#version;
    this.#isDoubted = false;
    this.#outdated = search;
    this.#provedAt = performance.now();
    this.#confirmedAt = version === before ? this.#provedAt : -Infinity;
    this.#guesses.clear();
    if (version === before) return;
    this.#version = version;
    this.#changes++;
    for (const watcher of this.#watchers) watcher(version, before);
  }
}
