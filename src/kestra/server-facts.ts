/** For so long an answer's proof is believed: servers are deployed and configured anew. */
const believedMs = 60_000;

/** Whether a server can do something, as its answers have shown. */
export class Ability {
  #is: boolean | undefined;
  #until = 0;

  /** Undefined where no answer has shown it lately. */
  get known(): boolean | undefined {
    return performance.now() < this.#until ? this.#is : undefined;
  }

  /** Takes note of what an answer has shown. */
  learn(is: boolean): void {
    this.#is = is;
    this.#until = performance.now() + believedMs;
  }
}

/**
 * What a Kestra server can do that its document promises. It is the same for all callers: nothing is concluded from what
 * a server denies. Lives as long as the process.
 */
export class ServerFacts {
  /** Whether a search narrows the list of users. A server that does not know the parameter ignores it. */
  readonly search = new Ability();
  /** Whether it can order the list of users. A server with a database of its own answers 500. */
  readonly order = new Ability();
}
