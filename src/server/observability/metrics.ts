import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RestClient } from '../../rest/client.ts';
import { Tally } from './tally.ts';

/** Metrics with their values, as plain data. */
export type Figures = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

const breakerStates = { closed: 0, 'half-open': 1, open: 2 } as const;

/**
 * What the process counts, for Prometheus. Labels are names of ours and of the platforms' contracts: none comes from a
 * client, so that their number is bounded.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly operations = this.#tally(
    'users_graph_operations_total',
    'GraphQL operations by type and outcome: ok, partial (some fields failed), failed (no data), refused (not executed).',
    ['type', 'outcome'],
  );
  readonly duration = new Histogram({
    name: 'users_graph_operation_duration_seconds',
    help: 'Execution time of GraphQL operations by type.',
    labelNames: ['type'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
    registers: [this.#registry],
  });
  readonly errors = this.#tally('users_graph_errors_total', 'Errors of GraphQL operations by code.', ['code']);
  readonly callsPerOperation = new Histogram({
    name: 'users_graph_operation_rest_calls',
    help: 'REST calls of one GraphQL operation, by type.',
    labelNames: ['type'] as const,
    buckets: [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 100, 200, 500],
    registers: [this.#registry],
  });
  readonly sharedCalls = this.#tally(
    'users_graph_rest_calls_shared_total',
    'REST calls that were not made, because an identical one was in flight.',
  );
  readonly cachedCalls = this.#tally(
    'users_graph_rest_calls_cached_total',
    'REST calls that were not made, because the answer was cached.',
  );
  readonly sharedOperations = this.#tally(
    'users_graph_operations_shared_total',
    'GraphQL queries that were not executed, because an identical one under the same credentials was in flight.',
  );
  readonly plans = this.#tally(
    'users_graph_plans_total',
    'How batches of keys were read: singles, many (calls for many keys each), pages, or count (to choose among these).',
    ['strategy'],
  );
  readonly budgetsAlone = this.#tally(
    'users_graph_budgets_alone_total',
    'GraphQL operations that only the budget of their process limited, because the shared store did not answer.',
  );
  #scraped = false;

  /** @param droppedLines log lines that were not written so far */
  constructor(clients: readonly RestClient[], droppedLines: () => number) {
    const registers = [this.#registry];
    const calls = this.#tally(
      'users_graph_rest_calls_total',
      'REST calls sent, retries included, by the status of the answer or the code of the error.',
      ['platform', 'operation', 'status'],
    );
    const underWay = new Map(clients.map(({ upstream }) => [upstream.name, 0]));
    new Gauge({
      name: 'users_graph_rest_calls_under_way',
      help: 'REST calls in flight.',
      labelNames: ['platform'] as const,
      registers,
      collect() {
        for (const [platform, calls] of underWay) this.set({ platform }, calls);
      },
    });
    const failures = this.#tally(
      'users_graph_rest_failures_total',
      'REST calls that failed, retries included, by cause: one of a fixed set of codes, or OTHER.',
      ['platform', 'cause'],
    );
    for (const client of clients) {
      const platform = client.upstream.name;
      client.onFailure(({ finding: { cause } }) => failures.count(platform, cause));
      client.watch(({ operation }) => {
        underWay.set(platform, (underWay.get(platform) ?? 0) + 1);
        return (status) => {
          underWay.set(platform, (underWay.get(platform) ?? 0) - 1);
          calls.count(platform, operation.id, String(status));
        };
      });
    }
    new Gauge({
      name: 'users_graph_cache_bytes',
      help: 'Bytes of cached answers.',
      labelNames: ['platform'] as const,
      registers,
      collect() {
        for (const { upstream, answers } of clients) if (answers) this.set({ platform: upstream.name }, answers.bytes);
      },
    });
    new Counter({
      name: 'users_graph_log_lines_dropped_total',
      help: 'Log lines that were dropped, because nobody read them or the disk was full.',
      registers,
      collect() {
        this.reset();
        this.inc(droppedLines());
      },
    });
    new Gauge({
      name: 'users_graph_breaker_state',
      help: 'The circuit breaker of a platform: 0 closed (calls are made), 1 half-open (one call tests it), 2 open (no call is made).',
      labelNames: ['platform'] as const,
      registers,
      // Of several processes, the worst state counts.
      aggregator: 'max',
      collect() {
        for (const { upstream, breaker } of clients)
          this.set({ platform: upstream.name }, breakerStates[breaker.state]);
      },
    });
  }

  #tally(name: string, help: string, labelNames: readonly string[] = []): Tally {
    return new Tally({ name, help, labelNames: [...labelNames], registers: [this.#registry] });
  }

  /** All of it as text. The metrics of the process itself (memory, event loop) begin with the first call. */
  text(): Promise<string> {
    return this.#measured().metrics();
  }

  /** All of it as plain data, to be added to those of other processes. */
  figures(): Promise<Figures> {
    return this.#measured().getMetricsAsJSON();
  }

  #measured(): Registry {
    if (!this.#scraped) collectDefaultMetrics({ register: this.#registry });
    this.#scraped = true;
    return this.#registry;
  }
}
