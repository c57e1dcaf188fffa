import type { ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { ExecutionObserver } from '../execution-hooks.ts';
import { sendErrors } from '../node-answers.ts';
import { countRefusal } from '../observability/operation-metrics.ts';
import { refusalByStore } from '../operations/admission.ts';
import type { Pipeline } from '../pipeline.ts';
import type { ServerContext } from '../server-context.ts';

/** An operation is refused while its answer is waited for, maybe by several requests. */
export class RefusedLater extends Error {
  override readonly name = 'RefusedLater';
  readonly #errors: readonly GraphQLError[];
  readonly #headers: Readonly<Record<string, string>>;

  /** @param errors what clients learn */
  constructor(errors: readonly GraphQLError[], headers: Readonly<Record<string, string>>) {
    super('The operation was refused.');
    this.#errors = errors;
    this.#headers = headers;
  }

  /** Answers one of these requests, as Yoga does. */
  send(response: ServerResponse, contentType: string): void {
    for (const [name, value] of Object.entries(this.#headers)) response.setHeader(name, value);
    sendErrors(response, this.#errors, 400, contentType);
  }
}

/**
 * Executes an operation that was admitted, when the budgets that processes share have calls for it, too.
 * @throws {RefusedLater} where they have not
 */
export async function whenGranted(
  { mask, metrics }: Pick<Pipeline, 'mask' | 'metrics'>,
  context: ServerContext,
  { onResult }: Required<ExecutionObserver>,
  execute: () => Promise<string>,
): Promise<string> {
  const refusal = await refusalByStore(context);
  if (!refusal) return execute();
  const errors = [mask(refusal)];
  onResult({ errors });
  countRefusal(metrics, errors);
  throw new RefusedLater(errors, context.charge?.headers ?? {});
}
