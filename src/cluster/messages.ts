import type { Worker } from 'node:cluster';
import type { App } from '../app.ts';
import type { SandboxEndpoints } from '../embedded-sandbox.ts';
import type { Figures } from '../server/observability/metrics.ts';

/** A message of the primary to a worker. */
export type ToWorker =
  /** The first message: where to listen, and the sandboxes that run. */
  | { readonly type: 'welcome'; readonly port: number; readonly endpoints: SandboxEndpoints }
  /** Asks what the worker has counted. */
  | { readonly type: 'count'; readonly id: number }
  /** Answers `scrape`. */
  | { readonly type: 'scraped'; readonly id: number; readonly text: string }
  /** Asks it to drain, and to end. */
  | { readonly type: 'stop'; readonly waitMs: number };

/** A message of a worker to the primary. */
export type FromWorker =
  | ({ readonly type: 'listening' } & Greeting)
  /** It could not start, and ends. */
  | { readonly type: 'failed'; readonly message: string; readonly code: string | undefined }
  /** Answers `count`. */
  | { readonly type: 'counted'; readonly id: number; readonly figures: Figures }
  /** Asks for the metrics of all workers. */
  | { readonly type: 'scrape'; readonly id: number };

/** What the greeting at the start shows of an app that listens. */
export type Greeting = Pick<App, 'url' | 'platforms' | 'example'>;

/** Sends a message to a worker. Does nothing for a worker that has ended: its `exit` event reports that. */
export function tell(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message, undefined, () => undefined);
}
