import { graphOver } from '../support/facade.ts';
import { startProcess } from '../support/process.ts';
import { ownRedis } from './redis.ts';

/** The command that starts a process whose clock is an hour ahead. */
export const ahead = [
  process.execPath,
  `--import=data:text/javascript,${encodeURIComponent('const now = Date.now; Date.now = () => now() + 3_600_000;')}`,
  'src/main.ts',
] as const;

/** A Redis and a sandbox of Run:ai, and processes of the facade that share both. */
export async function replicas() {
  const redis = await ownRedis();
  const facade = await graphOver({ users: 20 });
  const started: ReturnType<typeof startProcess>[] = [];
  return {
    redis,
    facade,
    /** @param command as `startProcess` */
    async start(settings: Readonly<Record<string, string>> = {}, command?: typeof ahead) {
      const shared = { RUNAI_URL: facade.sandboxUrl, RUNAI_VERSION: '2.24', PLATFORMS: 'runai', STORE_URL: redis.url };
      const one = startProcess({ ...shared, ...settings }, command);
      started.push(one);
      const { url } = await one.greeting();
      return { ...one, url };
    },
    async close(): Promise<void> {
      // Those that a test which failed has left.
      for (const { kill } of started) kill('SIGKILL');
      await facade.close();
      redis.signal('SIGCONT');
      await redis.stop();
    },
  };
}
