import { type LocalApp, startApp } from '../app.ts';
import type { Config } from '../config.ts';
import type { LogOutput } from '../server/observability/log-output.ts';
import { openLog } from '../server/observability/open-log.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/**
 * Serves as one of several processes that share a port. The primary says when to begin, and when to end: signals are
 * its business, also where a terminal or a service manager sends them to all processes at once.
 */
export async function runWorker(config: Config): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => undefined);
  const { output, log: shared } = await openLog(config);
  const log = shared.child({ pid: process.pid });
  const { promise: welcome, resolve: begin } = Promise.withResolvers<Extract<ToWorker, { type: 'welcome' }>>();
  const scrapes = new Map<number, (text: string) => void>();
  let asked = 0;
  let app: LocalApp | undefined;

  process.on('message', (message: ToWorker) => {
    switch (message.type) {
      case 'welcome':
        return begin(message);
      case 'count':
        return app?.figures().then((figures) => tell({ type: 'counted', id: message.id, figures }));
      case 'scraped':
        scrapes.get(message.id)?.(message.text);
        return scrapes.delete(message.id);
      case 'stop':
        return stop(app, output, message.waitMs);
    }
  });
  const metricsText = () =>
    new Promise<string>((resolve) => {
      scrapes.set(asked, resolve);
      tell({ type: 'scrape', id: asked++ });
    });

  try {
    const { port, endpoints } = await welcome;
    app = await startApp({ ...config, port }, log, { output, shared: { endpoints, metricsText } });
    const { url, platforms, example } = app;
    tell({ type: 'listening', url, platforms, example });
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    // Its channel is closed when the message is out, and then it ends.
    process.exitCode = 1;
    process.send?.({ type: 'failed', message, code } satisfies FromWorker, () => process.exit());
  }
}

function tell(message: FromWorker): void {
  process.send?.(message);
}

/** Answers what is under way, and ends. One that has not begun to listen has nothing to answer. */
async function stop(app: LocalApp | undefined, output: LogOutput, waitMs: number): Promise<void> {
  await app?.close(waitMs);
  await output.close();
  process.exit(0);
}
