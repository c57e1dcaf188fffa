import { afterEach } from 'vitest';
import { startProcess } from './process.ts';

/** A `startProcess` whose processes end with the test that started them. */
export function endedProcesses(): typeof startProcess {
  const started: ReturnType<typeof startProcess>[] = [];
  afterEach(async () => {
    for (const child of started.splice(0)) {
      child.kill('SIGKILL');
      await child.exited;
    }
  });
  return (...asked) => {
    const child = startProcess(...asked);
    started.push(child);
    return child;
  };
}
