import { z } from 'zod';
import { type PlatformSettings, platformNames, platforms } from './platforms.ts';
import { quirkNames } from './sandbox/quirks.ts';
import { baseUrl, listOf, manifest, onOff, originList, whole } from './setting-types.ts';
import { isInjected, unknownSettings } from './unknown-settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** One or more settings are wrong: a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The settings of `npm run sandbox`, which the facade has too. */
export const sandboxSettings = z.object({
  HOST: z.string().default('127.0.0.1'),
  SANDBOX_USERS: whole(1, 1_000_000, 2000),
  SANDBOX_LATENCY_MS: whole(0, 60_000, 0),
  SANDBOX_DB: z.string().optional(),
  SANDBOX_QUIRKS: listOf(quirkNames),
});

/** The settings of the facade, but for those that platforms describe. */
export const facadeSettings = sandboxSettings.extend({
  PORT: whole(0, 65535, 4000),
  WORKERS: whole(1, 256, 1),
  PLATFORMS: listOf(platformNames),
  SANDBOX: onOff,
  UPSTREAM_TIMEOUT_MS: whole(1, 600_000, 5000),
  REQUEST_TIMEOUT_MS: whole(1, 600_000, 15_000),
  UPSTREAM_CONCURRENCY: whole(1, 1000, 32),
  CLIENT_TIMEOUT_MS: whole(1, 600_000, 30_000),
  MAX_CONNECTIONS: whole(1, 1_000_000, 1000),
  BREAKER_FAILURES: whole(1, 1_000_000, 10),
  BREAKER_PAUSE_MS: whole(1, 600_000, 5000),
  MAX_PAGE_SIZE: whole(1, 10_000, 500),
  MAX_COST: whole(1, 1_000_000_000, 1000),
  MAX_LIST_ITEMS: whole(1, 1_000_000, 2000),
  JIT_AFTER: whole(0, 1_000_000_000, 2),
  GRAPHIQL: onOff,
  INTROSPECTION: onOff,
  TRUSTED_DOCUMENTS: manifest.optional(),
  CORS_ORIGINS: originList,
  COMPRESSION: onOff,
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'must be a pino level, or silent')
    .default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: baseUrl,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: baseUrl,
  OTEL_TRACES_EXPORTER: z.string().optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
  DRAIN_MS: whole(0, 600_000, 2000),
  NODE_ENV: z
    .string()
    .refine((text) => text === 'production' || !/^\s*prod/i.test(text), 'must be exactly "production" to mean that')
    .optional(),
});

const settingsByName: Readonly<Record<string, z.core.$ZodType>> = Object.assign(
  {},
  facadeSettings.shape,
  ...platformNames.map((name) => platforms[name].settings.in.shape),
);

/**
 * Reads settings from the environment: those of this schema, and each platform's. An empty one counts as absent, as with
 * most shells' and orchestrators' files.
 * @throws {ConfigError} with a line for each that is wrong, in the order of the environment
 */
export function readSettings<Own extends z.ZodObject>(
  own: Own,
  environment: Environment,
): { readonly env: z.infer<Own>; readonly ofPlatforms: PlatformSettings } {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (value && !isInjected(name, value)) given[name] = value;
  const unknown = unknownSettings(given, settingsByName);
  const result = own.safeParse(given);
  const results = platformNames.map((name) => [name, platforms[name].settings.safeParse(given)] as const);
  const issues = [result, ...results.map(([, one]) => one)].flatMap(({ error }) => error?.issues ?? []);
  if (result.success && issues.length === 0 && unknown.length === 0) {
    const ofPlatforms = Object.fromEntries(results.map(([name, { data }]) => [name, data]));
    // Each value is what the schema of the platform of that name made.
    return { env: result.data, ofPlatforms: ofPlatforms as PlatformSettings };
  }
  const order = Object.keys(given);
  const wrong = issues
    .map(({ path, message }) => ({ name: String(path[0]), message }))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
    .map(({ name, message }) => `${name} ${message}${shown(name, given[name])}.`);
  throw new ConfigError([...unknown, ...wrong].join('\n'));
}

/** A URL may hold a password, and is not repeated. */
function shown(name: string, value: string | undefined): string {
  return /_(URL|ENDPOINT)$/.test(name) ? '' : `, and is ${JSON.stringify(value)}`;
}
