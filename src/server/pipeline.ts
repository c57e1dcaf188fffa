import type { GraphQLError } from 'graphql';
import type { Config } from '../config.ts';
import type { Context } from '../graph/context.ts';
import type { ClientRequest } from './client-request.ts';
import type { ExecutionHook } from './execution-hooks.ts';
import type { KeyedExecution } from './idempotency/keyed-execution.ts';
import type { Metrics } from './observability/metrics.ts';
import type { DocumentStore } from './operations/document-store.ts';
import type { PersistedDocuments } from './operations/persisted-documents.ts';
import type { PlanCache } from './operations/plan-cache.ts';
import type { Readiness } from './readiness.ts';
import type { ServerContext } from './server-context.ts';

/** What operations are served with, by Yoga and by the fast path. */
export interface Pipeline {
  readonly config: Config;
  readonly documents: DocumentStore;
  readonly persisted: PersistedDocuments;
  readonly plans: PlanCache;
  readonly hooks: readonly ExecutionHook[];
  readonly contextOf: (clientRequest: ClientRequest, params: Context['params']) => ServerContext;
  /** What a client learns of an error. */
  readonly mask: (error: unknown) => GraphQLError;
  /** Executes operations that may have an idempotency key. */
  readonly executeKeyed: KeyedExecution;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
}
