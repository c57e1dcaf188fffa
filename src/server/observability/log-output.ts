import sonicBoom, { type SonicBoom } from 'sonic-boom';

/** Bytes of lines that may wait to be written. Further ones are dropped: memory is for requests. */
const mostWaiting = 1_000_000;
/** How long the end of the process waits for its last lines to be written. */
const lastLinesMs = 500;

const ignore = () => undefined;

/**
 * Standard output for log lines. Writing never blocks: a reader that has stopped or a full disk costs log lines, and
 * nothing else. A process opens one.
 */
export class LogOutput {
  readonly stream: SonicBoom;
  #dropped = 0;

  constructor() {
    // Opening the stream makes a pipe non-blocking. Without a listener, its errors would end the process.
    process.stdout.on('error', ignore);
    this.stream = new sonicBoom.SonicBoom({ fd: process.stdout.fd, maxLength: mostWaiting });
    this.stream.on('drop', () => {
      this.#dropped++;
    });
    // The lines stay in the buffer and are written with the next one.
    this.stream.on('error', ignore);
  }

  /** Log lines that could not be written, because nobody read them or the disk was full. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Writes what is left, but does not wait long for a reader that has stopped. Nothing can be logged from then on. */
  async close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, lastLinesMs);
    this.stream.once('close', resolve);
    this.stream.end();
    await promise;
    clearTimeout(timer);
  }
}
