import { z } from 'zod';
import { proxyList, setting, whole } from './types.ts';

/** How the process runs: where it listens, how many there are, how it ends. */
export const processSettings = {
  PORT: setting(whole(0, 65535, 4000), 'The port to listen on. 0 takes any free port and prints it.'),
  HOST: setting(z.string().default('127.0.0.1'), 'The address to listen on.'),
  WORKERS: setting(whole(1, 256, 1), 'Processes that share the port; see many processes.'),
  TRUSTED_PROXIES: setting(
    proxyList,
    'Proxies whose X-Forwarded-For the facade trusts: addresses, ranges such as 10.0.0.0/8, loopback, linklocal or uniquelocal, comma-separated. Log lines then have the address of the client; see behind a proxy.',
  ),
  DRAIN_MS: setting(whole(0, 600_000, 2000), 'How long the facade still listens after SIGTERM, while /ready is false.'),
  NODE_ENV: setting(
    z
      .string()
      .refine((text) => text === 'production' || !/^\s*prod/i.test(text), 'must be exactly "production" to mean that')
      .optional(),
    'production turns off the sandbox, GraphiQL and introspection unless their settings say otherwise.',
  ),
};
