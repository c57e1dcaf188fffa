/** How long the facade relies on the proof of an answer: servers are redeployed and reconfigured. */
const believedMs = 60_000;

/** Whether a server can do something, as its answers have shown. */
export class Ability {
  #is: boolean | undefined;
  #until = 0;
  readonly #onLack: (() => void) | undefined;

  /** @param onLack told each time that an answer shows that the server cannot do it */
  constructor(onLack?: () => void) {
    this.#onLack = onLack;
  }

  /** Undefined if no answer has shown it lately. */
  get known(): boolean | undefined {
    return performance.now() < this.#until ? this.#is : undefined;
  }

  /** Takes note of what an answer has shown. */
  learn(is: boolean): void {
    this.#is = is;
    this.#until = performance.now() + believedMs;
    if (!is) this.#onLack?.();
  }
}

/**
 * What a Kestra server can do that its document promises. It is the same for all callers: nothing is concluded from what
 * a server denies. Lives as long as the process.
 */
export class ServerFacts {
  /** Whether a search narrows the list of users. A server that does not know the parameter ignores it. */
  readonly search: Ability;
  /** Whether it can order the list of users. A server with a database of its own answers 500. */
  readonly order = new Ability();
  /** Whether it may be of another version by the next call: no setting names its version. */
  readonly mayChange: boolean;

  /** @param onNoSearch told when a search is ignored, where the server may be of another version than it was */
  constructor(onNoSearch?: () => void) {
    this.search = new Ability(onNoSearch);
    this.mayChange = onNoSearch !== undefined;
  }

  /** Whether answers are taken to be searched without being asked about. */
  get trustsSearch(): boolean {
    return this.search.known === true && !this.mayChange;
  }
}
