import { z } from 'zod';
import { quirkNames } from '../sandbox/quirks.ts';
import { listOf, onOff, setting, whole } from './types.ts';

/** What the sandbox holds, and how it behaves. */
export const sandboxData = {
  SANDBOX_USERS: setting(whole(1, 1_000_000, 2000), 'The number of users in the sandbox.'),
  SANDBOX_LATENCY_MS: setting(whole(0, 60_000, 0), 'The delay of each answer of the sandbox.'),
  SANDBOX_DB: setting(z.string().optional(), 'The SQLite file of the sandbox.', 'in memory'),
  SANDBOX_QUIRKS: setting(
    listOf(quirkNames),
    'Ways in which the sandbox behaves like real servers, comma-separated; see quirks.',
  ),
};

/** Whether the sandbox stands in for platforms, and what it holds. */
export const embeddedSandboxSettings = {
  SANDBOX: setting(
    onOff,
    'Whether the sandbox, with its public tokens, stands in for a platform without a URL. When it is off, the facade does not start with such a platform.',
    'on when no platform has a URL, but off when NODE_ENV=production',
  ),
  ...sandboxData,
};
