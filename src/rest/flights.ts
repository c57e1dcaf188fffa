import { ClientGoneError } from './errors.ts';

interface Flight {
  readonly answer: Promise<unknown>;
  readonly controller: AbortController;
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
   * @param key all that makes two reads the same: credentials and what is read; undefined for one that nobody can join
   * @param start makes the read; its signal aborts when nobody needs the answer any more
   */
  board(key: string | undefined, start: (signal: AbortSignal) => Promise<unknown>): Passage {
    const found = key === undefined ? undefined : this.#underWay.get(key);
    const shared = found !== undefined && Date.now() - found.startedAt <= this.#joinableMs;
    const flight = shared ? found : this.#takeOff(key, start);
    flight.passengers++;
    return { answer: flight.answer, shared, leave: () => this.#leave(key, flight) };
  }

  /** Reads that start from now on join none from before. To be called when a write has ended. */
  forget(): void {
    this.#underWay.clear();
  }

  #takeOff(key: string | undefined, start: (signal: AbortSignal) => Promise<unknown>): Flight {
    const controller = new AbortController();
    const answer = start(controller.signal);
    const flight = { answer, controller, startedAt: Date.now(), passengers: 0 };
    if (key !== undefined) {
      this.#underWay.set(key, flight);
      const land = () => this.#remove(key, flight);
      answer.then(land, land);
    }
    return flight;
  }

  #leave(key: string | undefined, flight: Flight): void {
    if (--flight.passengers > 0) return;
    if (key !== undefined) this.#remove(key, flight);
    flight.controller.abort(new ClientGoneError());
  }

  #remove(key: string, flight: Flight): void {
    if (this.#underWay.get(key) === flight) this.#underWay.delete(key);
  }
}
