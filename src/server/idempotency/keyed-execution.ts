import { type ExecutionResult, GraphQLError } from 'graphql';
import { ApiError } from '../../errors.ts';
import type { VariableValues } from '../../execution/plan.ts';
import type { Operation } from '../operations/operation.ts';
import type { ServerContext } from '../server-context.ts';
import { IdempotencyError } from './errors.ts';
import { Idempotency } from './idempotency.ts';
import { keyOf } from './key.ts';
import type { Store } from './store.ts';

/** An operation that may have a key, and its variables as they were sent and as they are coerced. */
export interface MaybeKeyed {
  readonly operation: Operation;
  readonly sent: VariableValues;
  readonly coerced: VariableValues;
  readonly context: ServerContext;
}

/** Executes an operation, once where it has an idempotency key. */
export type KeyedExecution = (
  keyed: MaybeKeyed,
  execute: () => ExecutionResult | Promise<ExecutionResult>,
) => Promise<ExecutionResult>;

export interface KeyedExecutionOptions {
  /** Undefined if the processes of the facade share no store. */
  readonly store: Store | undefined;
  /** The headers that carry credentials, in lower case. */
  readonly credentialHeaders: readonly string[];
  readonly mask: (error: unknown) => GraphQLError;
  readonly requestTimeoutMs: number;
}

/** Makes the function that executes operations with keys. An error of a key is one of the whole answer. */
export function keyedExecution(options: KeyedExecutionOptions): KeyedExecution {
  const { store, credentialHeaders } = options;
  const idempotency = store && new Idempotency(store, options.mask, options.requestTimeoutMs);
  return async ({ operation, sent, coerced, context }, execute) => {
    try {
      const { clientRequest } = context;
      const key = keyOf(operation, coerced, clientRequest);
      const credentials = credentialHeaders.map((name) => clientRequest.header(name) ?? '');
      // Without credentials, no platform is asked.
      if (key === undefined || credentials.every((value) => value === '')) return await execute();
      if (!idempotency) throw withoutStore();
      return await idempotency.run({ key, operation, variables: sent, context, credentials }, async () => execute());
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { errors: [new GraphQLError(error.message, { originalError: error })] };
    }
  };
}

const withoutStore = () =>
  new IdempotencyError(
    'IDEMPOTENCY_UNAVAILABLE',
    'This facade has several processes but no store that they share (STORE_URL), so it cannot keep idempotency keys. Nothing was changed.',
  );
