import type { Worker } from 'node:cluster';

/**
 * Cuts the connection that a worker was being handed when it ended. Node hands a worker one connection at a time, and keeps
 * its own copy until the worker says that it took it: of one that dies before, the client would wait for ever.
 * It is not handed to another worker: the dead one may have begun to serve it.
 */
export function cutWhenGone(worker: Worker): void {
  const { process } = worker;
  const send = process.send.bind(process) as (...sent: readonly unknown[]) => boolean;
  let last: unknown;
  process.send = (...sent: readonly unknown[]) => {
    last = sent[1] ?? last;
    return send(...sent);
  };
  // Of one that was taken, the copy is closed: to close it again does nothing.
  worker.once('exit', () => (last as { close(): void } | undefined)?.close());
}
