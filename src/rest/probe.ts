import type { Dispatcher } from 'undici';
import { ApiError, ForbiddenError, InvalidInputError, RateLimitedError, UnauthenticatedError } from '../errors.ts';
import { read } from './answer.ts';
import type { Operation } from './contract.ts';
import { Exchange } from './exchange.ts';
import type { Upstream } from './upstream.ts';

/** Checks whether a platform answers: makes a read that needs credentials without any, on a fresh connection. */
export class Probe {
  readonly #dispatcher: Dispatcher;
  readonly #upstream: Upstream;
  readonly #operation: Operation;
  readonly #path: string;
  #underWay: Promise<ApiError | undefined> | undefined;

  /** @param pathOf makes the path of the operation that the upstream names for it */
  constructor(
    dispatcher: Dispatcher,
    upstream: Upstream,
    pathOf: (operation: Operation, args: Pick<Upstream['probe'], 'query'>) => string,
  ) {
    const operation = upstream.contract.operation(upstream.probe.operation);
    if (!operation) throw new Error(`The contract of ${upstream.name} has no operation ${upstream.probe.operation}.`);
    this.#dispatcher = dispatcher;
    this.#upstream = upstream;
    this.#operation = operation;
    this.#path = pathOf(operation, upstream.probe);
  }

  /**
   * Returns what is wrong; undefined where the platform answers as its contract says. Takes as long as a call may. Callers
   * that ask meanwhile share the result.
   */
  run(): Promise<ApiError | undefined> {
    this.#underWay ??= this.#ask().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #ask(): Promise<ApiError | undefined> {
    const { name: platform, ownRefusal, timeoutMs } = this.#upstream;
    const operation = this.#operation;
    const request = {
      method: operation.method,
      path: this.#path,
      safe: true,
      headers: { accept: 'application/json', 'accept-encoding': 'identity' },
    };
    try {
      const exchange = new Exchange(platform, request, timeoutMs);
      this.#dispatcher.dispatch(exchange.options, exchange);
      read({ platform, operation, ownRefusal }, await exchange.answer, () => undefined);
      return undefined;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return refusals.some((kind) => error instanceof kind) ? undefined : error;
    }
  }
}

/** Valid answers to a call without credentials. */
const refusals = [UnauthenticatedError, ForbiddenError, RateLimitedError, InvalidInputError];
