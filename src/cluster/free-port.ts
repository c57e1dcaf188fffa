import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../config.ts';

/**
 * The port that the workers shall share: the configured one, or for 0 one that is free. They are told one and the same,
 * so that those which come later find it again.
 * @throws {Error} with the code of what is wrong (`EADDRINUSE`), before any worker is started
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
