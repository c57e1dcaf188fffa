import { ClientGoneError } from './errors.ts';

interface Flight {
  readonly answer: Promise<unknown>;
  readonly controller: AbortController;
  passengers: number;
}

/** A place on a flight. Who needs the answer no longer leaves; the last to leave ends the flight. */
export interface Passage {
  readonly answer: Promise<unknown>;
  /** Whether the flight was under way already. */
  readonly shared: boolean;
  leave(): void;
}

/** Reads under way at one platform, so that identical ones under the same credentials are one call. */
export class Flights {
  readonly #underWay = new Map<string, Flight>();

  /**
   * @param key all that makes two reads the same: credentials and path with query
   * @param start makes the read; its signal aborts when nobody needs the answer any more
   */
  board(key: string, start: (signal: AbortSignal) => Promise<unknown>): Passage {
    const found = this.#underWay.get(key);
    const flight = found ?? this.#takeOff(key, start);
    flight.passengers++;
    return { answer: flight.answer, shared: found !== undefined, leave: () => this.#leave(key, flight) };
  }

  /** Reads that start from now on join none from before. To be called when a write has ended. */
  forget(): void {
    this.#underWay.clear();
  }

  #takeOff(key: string, start: (signal: AbortSignal) => Promise<unknown>): Flight {
    const controller = new AbortController();
    const answer = start(controller.signal);
    const flight = { answer, controller, passengers: 0 };
    this.#underWay.set(key, flight);
    const land = () => this.#remove(key, flight);
    answer.then(land, land);
    return flight;
  }

  #leave(key: string, flight: Flight): void {
    if (--flight.passengers > 0) return;
    this.#remove(key, flight);
    flight.controller.abort(new ClientGoneError());
  }

  #remove(key: string, flight: Flight): void {
    if (this.#underWay.get(key) === flight) this.#underWay.delete(key);
  }
}
