import { createClient } from '@redis/client';
import { freePort } from '../support/free-port.ts';
import { sharedFolder, startProgram } from './programs.ts';

export const password = 'pa55word-of-redis';

/** A Redis of the machine, at a port of its own, which can go away and come back without what it held. */
export async function ownRedis() {
  const port = await freePort();
  const start = () =>
    startProgram(
      'redis-server',
      ['--port', String(port), '--requirepass', password, '--save', '', '--dir', sharedFolder()],
      port,
    );
  let running = await start();
  const url = `redis://:${password}@127.0.0.1:${port}`;
  return {
    url,
    stop: () => running.stop(),
    /** Has it answer nothing until `SIGCONT`, with `SIGSTOP`. */
    signal: (name: NodeJS.Signals) => running.signal(name),
    async restart(): Promise<void> {
      running = await start();
    },
    async forget(): Promise<void> {
      const client = await createClient({ url }).connect();
      await client.flushAll();
      client.destroy();
    },
    /** All that it holds. */
    async everyText(): Promise<string> {
      const client = await createClient({ url }).connect();
      const keys = await client.keys('*');
      const texts = await Promise.all(
        keys.map(async (key) =>
          (await client.type(key)) === 'hash' ? JSON.stringify(await client.hGetAll(key)) : client.get(key),
        ),
      );
      client.destroy();
      return [...keys, ...texts].join('\n');
    },
  };
}
