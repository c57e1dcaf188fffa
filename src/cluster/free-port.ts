import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../config.ts';

/**
 * Finds the port that all workers share: the configured one, or a free one for 0. The primary chooses it once, so that a
 * worker that replaces another listens at the same port.
 * @throws {Error} with Node's code (`EADDRINUSE`) when the port cannot be listened to
 */
export async function freePort({ port, host }: Config): Promise<number> {
  const probe = createServer().listen(port, host);
  await once(probe, 'listening');
  const address = probe.address();
  const found = typeof address === 'object' && address !== null ? address.port : port;
  probe.close();
  await once(probe, 'close');
  return found;
}
