import type { Arguments } from '../rest/client.ts';
import type { Operation } from '../rest/contract.ts';
import { operationIn } from '../rest/dialect.ts';
import type { Fate, Shown } from '../rest/settle.ts';
import { looking, mutation, type Success as NewestSuccess, type Speaker, send, sendWrite } from './newer.ts';
import type { operations } from './wire/1.0.ts';

type Content<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : undefined;
type Success<Id extends keyof operations> = Content<
  operations[Id]['responses'][keyof operations[Id]['responses'] & (200 | 201)]
>;
/** What the oldest version answers, or the newest. */
export type Answer<Id extends keyof operations> = Success<Id> | NewestSuccess<Id>;

/** Calls the operations that all versions of Kestra have, under the credentials of one request. */
export class KestraCalls {
  readonly #speaker: Speaker;

  constructor(speaker: Speaker) {
    this.#speaker = speaker;
  }

  /** The check against the contract justifies the cast, except for replaced values (`rest/contract-breaches.ts`). */
  async call<Id extends keyof operations>(id: Id, args: Arguments, reason = mutation): Promise<Answer<Id>> {
    return (await send(this.#speaker, this.#operation(id), args, reason)) as Answer<Id>;
  }

  /** Calls an operation that changes something. @param fate how it ends */
  write<Id extends keyof operations, Result>(id: Id, args: Arguments, fate: Fate<Result, Answer<Id>>): Promise<Result> {
    const accept = (answer: unknown) => fate.accept(answer as Answer<Id>);
    return sendWrite(this.#speaker, this.#operation(id), args, { ...fate, accept });
  }

  /** The same for reads that find out the outcome of a write. @param told gets the time of each answer */
  looking(told?: (at: Shown<unknown>['at']) => void): KestraCalls {
    return new KestraCalls(looking(this.#speaker, told));
  }

  #operation(id: keyof operations): Operation {
    const operation = operationIn(this.#speaker.dialect, id);
    if (!operation) throw new Error(`The contract of Kestra has no operation ${id}.`);
    return operation;
  }
}
