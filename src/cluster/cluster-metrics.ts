import type { Worker } from 'node:cluster';
import { AggregatorRegistry, Counter, Gauge, Registry } from 'prom-client';
import type { Figures } from '../server/observability/metrics.ts';
import { type FromWorker, tell } from './messages.ts';

/** How long a scrape waits for a worker. For one that hangs, its last known metrics count. */
const patienceMs = 1000;

/**
 * The figures of all workers together. What a worker counted stays counted when it is gone, so that no sum ever falls:
 * Prometheus would take that for a restart, and count everything twice.
 */
export class ClusterMetrics {
  readonly #workers: () => readonly Worker[];
  /** The last known metrics of each running worker. */
  readonly #last = new Map<number, Figures>();
  /** What those counted that are gone; added up with every scrape. */
  readonly #gone: Figures[] = [];
  readonly #waiting = new Map<number, (figures: Figures | undefined) => void>();
  #questions = 0;
  #underWay: Promise<string> | undefined;
  readonly #registry = new Registry();
  readonly #states = new Gauge({
    name: 'users_graph_workers',
    help: 'Worker processes, by whether they answered this scrape: the last known metrics of the silent ones are included.',
    labelNames: ['state'] as const,
    registers: [this.#registry],
  });
  readonly #deaths = new Counter({
    name: 'users_graph_worker_deaths_total',
    help: 'Worker processes that died and were replaced.',
    registers: [this.#registry],
  });

  /** @param workers those that serve now */
  constructor(workers: () => readonly Worker[]) {
    this.#workers = workers;
  }

  /** Returns all metrics as text. Simultaneous scrapes share one request to each worker. */
  text(): Promise<string> {
    this.#underWay ??= this.#gather().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** Takes a worker's answer. */
  answered({ id, figures }: Extract<FromWorker, { type: 'counted' }>): void {
    this.#waiting.get(id)?.(figures);
  }

  /** Keeps what a worker had counted that is gone, as of the last scrape. What it was doing (gauges) ended with it. */
  retire({ id }: Worker): void {
    this.#deaths.inc();
    // The library's types have an enumeration here; what it gives is the word.
    const counted = this.#last.get(id)?.filter(({ type }) => String(type) !== 'gauge');
    this.#last.delete(id);
    if (counted) this.#gone.push(counted);
  }

  async #gather(): Promise<string> {
    const workers = this.#workers();
    const answers = await Promise.all(workers.map((worker) => this.#ask(worker)));
    this.#states.set({ state: 'answering' }, answers.filter((answered) => answered).length);
    this.#states.set({ state: 'silent' }, answers.filter((answered) => !answered).length);
    this.#gone.push(await sum(this.#gone.splice(0)).getMetricsAsJSON());
    const own = await this.#registry.getMetricsAsJSON();
    return sum([own, ...this.#last.values(), ...this.#gone]).metrics();
  }

  /** @returns whether the worker answered in time */
  #ask(worker: Worker): Promise<boolean> {
    const id = this.#questions++;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const end = (figures: Figures | undefined) => {
      clearTimeout(timer);
      worker.off('exit', left);
      this.#waiting.delete(id);
      if (figures) this.#last.set(worker.id, figures);
      resolve(figures !== undefined);
    };
    const left = () => end(undefined);
    const timer = setTimeout(left, patienceMs);
    worker.once('exit', left);
    this.#waiting.set(id, end);
    tell(worker, { type: 'count', id });
    return promise;
  }
}

/** Counters and histograms are added up; gauges as each one's aggregator says. */
function sum(all: readonly Figures[]): Registry {
  return AggregatorRegistry.aggregate([...all]);
}
