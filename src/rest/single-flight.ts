import { ClientGoneError } from '../errors.ts';

/** A read under way: what it holds is let go once it has landed. */
interface Flight {
  answer: Promise<unknown> | undefined;
  controller: AbortController | undefined;
  readonly startedAt: number;
  passengers: number;
}

/** A place on a flight. Who needs the answer no longer leaves; the last to leave ends the flight. */
export interface Passage {
  readonly answer: Promise<unknown>;
  /** Whether the flight was under way already. */
  readonly shared: boolean;
  leave(): void;
}

/** Reads under way, so that identical ones under the same credentials are one. */
export class Flights {
  readonly #underWay = new Map<string, Flight>();
  readonly #joinableMs: number;

  /** @param joinableMs for so long a flight can be joined; who asks for the same later starts another */
  constructor(joinableMs = Infinity) {
    this.#joinableMs = joinableMs;
  }

  /**
   * Joins a flight under way, or starts one.
   * @param key all that makes two reads the same: credentials and what is read
   * @param start makes the read; its signal aborts when nobody needs the answer any more
   */
  board(key: string, start: (signal: AbortSignal) => Promise<unknown>): Passage {
    return this.join(key) ?? this.start(key, start);
  }

  /** A place on a flight under way; undefined where there is none that can be joined. */
  join(key: string): Passage | undefined {
    const found = this.#underWay.get(key);
    if (!found?.answer || Date.now() - found.startedAt > this.#joinableMs) return undefined;
    return this.#passage(key, found, found.answer, true);
  }

  /**
   * Starts a flight; with its key undefined, one that nobody can join.
   * @param controller aborts the read when nobody needs the answer any more
   */
  start(
    key: string | undefined,
    start: (signal: AbortSignal) => Promise<unknown>,
    controller = new AbortController(),
  ): Passage {
    const answer = start(controller.signal);
    const flight: Flight = { answer, controller, startedAt: Date.now(), passengers: 0 };
    if (key !== undefined) {
      this.#underWay.set(key, flight);
      const land = () => this.#end(key, flight);
      answer.then(land, land);
    }
    return this.#passage(key, flight, answer, false);
  }

  /** Reads that start from now on join none from before. To be called when a write has ended. */
  forget(): void {
    this.#underWay.clear();
  }

  #passage(key: string | undefined, flight: Flight, answer: Promise<unknown>, shared: boolean): Passage {
    flight.passengers++;
    const leave = () => {
      if (--flight.passengers > 0) return;
      flight.controller?.abort(new ClientGoneError());
      if (key !== undefined) this.#end(key, flight);
    };
    return { answer, shared, leave };
  }

  #end(key: string, flight: Flight): void {
    // Tables that a map has outgrown point to the ones after them: as long as one of them is not collected, neither is
    // what the later ones held, a fifth of all that a page of users allocates.
    flight.answer = undefined;
    flight.controller = undefined;
    if (this.#underWay.get(key) === flight) this.#underWay.delete(key);
  }
}
