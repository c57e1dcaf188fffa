import sonicBoom, { type SonicBoom } from 'sonic-boom';

/** Bytes of lines that may wait to be written. Further ones are dropped: memory is for requests. */
const mostWaiting = 1_000_000;
/** How long the end of the process waits for its last lines to be written. */
const lastLinesMs = 500;

let dropped = 0;
let output: SonicBoom | undefined;

/** Log lines that this process could not write, because nobody read them or the disk was full. */
export const droppedLines = (): number => dropped;

const ignore = () => undefined;

/**
 * Standard output for log lines. Writing never blocks: a reader that has stopped or a full disk costs log lines, and
 * nothing else.
 */
export function standardOutput(): SonicBoom {
  if (output) return output;
  // Opening the stream makes a pipe non-blocking. Without a listener, its errors would end the process.
  process.stdout.on('error', ignore);
  output = new sonicBoom.SonicBoom({ fd: process.stdout.fd, maxLength: mostWaiting });
  output.on('drop', () => {
    dropped++;
  });
  // The lines stay in the buffer and are written with the next one.
  output.on('error', ignore);
  return output;
}

/** Writes what is left, but does not wait long for a reader that has stopped. Nothing can be logged from then on. */
export async function lastLines(): Promise<void> {
  if (!output) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, lastLinesMs);
  output.once('close', resolve);
  output.end();
  await promise;
  clearTimeout(timer);
}
