import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { Logger } from 'pino';
import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { startEmbeddedSandboxes } from '../embedded-sandbox.ts';
import { ClusterMetrics } from './cluster-metrics.ts';
import { cutWhenGone } from './cut-when-gone.ts';
import { freePort } from './free-port.ts';
import { type FromWorker, type Greeting, tell } from './messages.ts';

/** Several processes that serve together. */
export interface Primary extends App {
  /** Resolves when they die faster than it is worth to start them again. */
  readonly failed: Promise<Error>;
}

/** Deaths for each worker within the time after which one more is a loop. */
const mostDeaths = 5;
const deathsWithinMs = 60_000;
/** Beyond the time that requests have, for one that ends. */
const killAfterMs = 5000;

/**
 * Starts as many processes of this program as the configuration says, which share one port; and one sandbox
 * for each platform that has no URL. A worker that dies is replaced.
 * @throws {Error} when a worker cannot start: then all are ended
 */
export async function startPrimary(config: Config, log: Logger): Promise<Primary> {
  const port = await freePort(config);
  const sandboxes = await startEmbeddedSandboxes(config);
  /** All that run, and those of them that have begun to listen. */
  const running = new Set<Worker>();
  const serving = new Set<Worker>();
  const metrics = new ClusterMetrics(() => [...serving]);
  const { promise: failed, resolve: fail } = Promise.withResolvers<Error>();
  const deaths: number[] = [];
  let stopping = false;

  /** @returns what the worker says when it listens; rejects when it ends before */
  function start(): Promise<Greeting> {
    const worker = cluster.fork();
    running.add(worker);
    cutWhenGone(worker);
    const { promise, resolve, reject } = Promise.withResolvers<Greeting>();
    let reason: Error | undefined;
    worker.on('message', async (message: FromWorker) => {
      switch (message.type) {
        case 'listening':
          serving.add(worker);
          return resolve(message);
        case 'failed':
          reason = Object.assign(new Error(message.message), { code: message.code });
          return;
        case 'counted':
          return metrics.answered(message);
        case 'scrape':
          return tell(worker, { type: 'scraped', id: message.id, text: await metrics.text() });
      }
    });
    const ended = (code: number | null, signal: string | null) => {
      running.delete(worker);
      reject(reason ?? new Error(`a worker ended with ${signal ?? code} before it listened`));
      if (serving.delete(worker) && !stopping) died(worker, { code, signal });
    };
    worker.once('exit', ended);
    worker.on('error', (error) => {
      // This event also comes when a connection cannot be handed to a worker that has just died: `exit` follows then. A
      // worker that could not be started has no `exit`.
      reason = error;
      if (worker.process.pid === undefined) ended(null, null);
    });
    tell(worker, { type: 'welcome', port, endpoints: sandboxes.endpoints });
    return promise;
  }

  function died(worker: Worker, how: object): void {
    log.error({ worker: worker.process.pid, ...how }, 'worker died');
    metrics.retire(worker);
    replace();
  }

  function replace(): void {
    const now = Date.now();
    deaths.push(now);
    if (deaths.length > mostDeaths * config.workers && now - (deaths.shift() ?? 0) < deathsWithinMs) {
      fail(new Error(`its workers die again and again, ${deaths.length + 1} times within a minute`));
      return;
    }
    start().then(
      ({ url }) => log.info({ url }, 'worker replaced'),
      (error: Error) => {
        if (stopping) return;
        log.error({ reason: error.message }, 'worker did not start');
        replace();
      },
    );
  }

  async function close(waitMs = 0): Promise<void> {
    stopping = true;
    const ends = [...running].map((worker) => once(worker, 'exit'));
    for (const worker of running) tell(worker, { type: 'stop', waitMs });
    // Requests have ended by then, one way or the other: a worker that still runs hangs.
    const latest = setTimeout(
      () => {
        for (const worker of running) worker.process.kill('SIGKILL');
      },
      waitMs + config.requestTimeoutMs + killAfterMs,
    );
    await Promise.all(ends);
    clearTimeout(latest);
    await sandboxes.close();
  }

  try {
    const [first] = await Promise.all(Array.from({ length: config.workers }, start));
    if (!first) throw new Error('there are no workers');
    const { url, platforms, example } = first;
    return { url, platforms, example, failed, close };
  } catch (error) {
    await close();
    throw error;
  }
}
