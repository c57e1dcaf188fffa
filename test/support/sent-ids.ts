import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Facade } from './facade.ts';

/** The global id of an object that the ids of its owners lead to: these first, its own last. */
export const globalIdOf = (type: string, ...ids: string[]): string =>
  encodeGlobalID(type, ids.length > 1 ? JSON.stringify(ids) : (ids[0] ?? ''));

interface Answer {
  readonly __typename: string;
  readonly code?: string;
  readonly issues?: readonly object[];
}

/** Asks documents about one field, which they call `it`, and tells the calls that all platforms got. */
export class IdAsker {
  readonly #facade: Facade;
  readonly #token: string | undefined;

  constructor(facade: Facade, token?: string) {
    this.#facade = facade;
    this.#token = token;
  }

  forgetCalls(): Promise<unknown> {
    return Promise.all(this.#facade.sandboxes.map((sandbox) => sandbox.forgetCalls()));
  }

  async calls(): Promise<string[]> {
    return (await Promise.all(this.#facade.sandboxes.map((sandbox) => sandbox.calls()))).flat();
  }

  /** @param document in which `$failure` stands for what a failure tells */
  ask(document: string) {
    const failure = '__typename ... on ValidationFailure { code issues { path code } }';
    const options = this.#token === undefined ? {} : { token: this.#token };
    return this.#facade.ask<{ it: Answer | null }, object>(document.replace('$failure', failure), {}, options);
  }
}
