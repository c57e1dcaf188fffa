import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type PlatformName, platformNames } from './graph/schema.ts';
import type { KestraSettings } from './kestra/kestra.ts';
import { isTenant, tenantRule } from './kestra/tenant.ts';
import type { BreakerSettings } from './rest/circuit-breaker.ts';
import { type RunaiVersion, runaiVersions } from './runai/versions.ts';
import { isInjected, unknownSettings } from './unknown-settings.ts';

/** The settings of the facade, checked. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Processes that share the port. */
  readonly workers: number;
  readonly platforms: readonly PlatformName[];
  /** A platform without a URL is served by the sandbox; `loadConfig` lets none be without where the sandbox is not wanted. */
  readonly runai: { readonly url: URL | undefined; readonly version: RunaiVersion };
  readonly kestra: KestraSettings & { readonly url: URL | undefined };
  readonly sandbox: SandboxConfig;
  /** Milliseconds for one REST call. */
  readonly upstreamTimeoutMs: number;
  /** Milliseconds for all REST calls of one GraphQL request. */
  readonly requestTimeoutMs: number;
  readonly upstreamConcurrency: number;
  /** Milliseconds in which a client must have sent a whole request. */
  readonly clientTimeoutMs: number;
  /** Connections of clients that are open at once. */
  readonly maxConnections: number;
  readonly breaker: BreakerSettings;
  readonly maxPageSize: number;
  /** REST calls that one operation may cost. */
  readonly maxCost: number;
  /** Items of any list in a document or its variables. */
  readonly maxListItems: number;
  /** How often an operation is executed before its plan is kept. */
  readonly jitAfter: number;
  readonly graphiql: boolean;
  readonly introspection: boolean;
  /** The documents that are served, and no other, by their hashes; any document when absent. */
  readonly trustedDocuments: ReadonlyMap<string, string> | undefined;
  /** Origins of pages that may ask from a browser; `*` for all. */
  readonly corsOrigins: readonly string[];
  /** Whether answers are compressed for clients that accept it. */
  readonly compression: boolean;
  readonly logLevel: string;
  /** Whether traces are made. OpenTelemetry's SDK itself reads how, and where they go. */
  readonly tracing: boolean;
  /** Milliseconds between `/ready` turning false and the door closing. */
  readonly drainMs: number;
}

/** The settings of the embedded platforms, checked. */
export interface SandboxConfig {
  readonly host: string;
  readonly runaiPort: number;
  readonly kestraPort: number;
  readonly runaiVersion: RunaiVersion;
  readonly users: number;
  readonly latencyMs: number;
  readonly database: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** One or more settings are wrong: a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const whole = (least: number, most: number, standard: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`)
    .default(standard);

const onOff = z
  .enum(['on', 'off'], 'must be "on" or "off"')
  .transform((value) => value === 'on')
  .optional();

const baseUrl = z
  .string()
  .refine(isBaseUrl, 'must be an http:// or https:// URL without credentials, query or fragment')
  .transform((text) => new URL(text))
  .optional();

function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash;
}

const names: readonly string[] = platformNames;
const platformList = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .refine(
    (list): list is PlatformName[] => list.every((name) => names.includes(name)),
    `must be a comma-separated list of: ${names.join(', ')}`,
  )
  .optional();

const originList = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine(
    (list) => list.every((origin) => origin === '*' || URL.parse(origin)?.origin === origin),
    'must be a comma-separated list of origins such as https://app.example.com, or *',
  )
  .default([]);

const manifest = z.string().transform((path, { addIssue }) => {
  const documents = readManifest(path);
  if (documents) return new Map(Object.entries(documents));
  addIssue('must be the path of a JSON file of documents by their hashes');
  return z.NEVER;
});

function readManifest(path: string): Record<string, string> | undefined {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

const sandboxSettings = {
  HOST: z.string().default('127.0.0.1'),
  RUNAI_VERSION: z.enum(runaiVersions, `must be one of: ${runaiVersions.join(', ')}`).optional(),
  SANDBOX_RUNAI_PORT: whole(0, 65535, 4010),
  SANDBOX_KESTRA_PORT: whole(0, 65535, 4011),
  SANDBOX_USERS: whole(1, 1_000_000, 2000),
  SANDBOX_LATENCY_MS: whole(0, 60_000, 0),
  SANDBOX_DB: z.string().optional(),
};

const settings = z.object({
  ...sandboxSettings,
  PORT: whole(0, 65535, 4000),
  WORKERS: whole(1, 256, 1),
  PLATFORMS: platformList,
  SANDBOX: onOff,
  RUNAI_URL: baseUrl,
  KESTRA_URL: baseUrl,
  KESTRA_TENANT: z.string().refine(isTenant, tenantRule).default('main'),
  KESTRA_MAX_PAGE_SIZE: whole(1, 10_000, 100),
  KESTRA_IMPERSONATION: onOff,
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

/** @throws {ConfigError} with a line for each setting that is wrong */
export function loadConfig(environment: Environment): Config {
  const env = parse(settings, environment);
  const open = env.NODE_ENV !== 'production';
  const urls = { runai: env.RUNAI_URL, kestra: env.KESTRA_URL };
  const withUrl = platformNames.filter((name) => urls[name]);
  const platforms = env.PLATFORMS ?? (withUrl.length > 0 ? withUrl : platformNames);
  const onSandbox = env.SANDBOX ?? (withUrl.length === 0 && open);
  const missing = onSandbox ? [] : platforms.filter((name) => !urls[name]);
  if (missing.length > 0) throw new ConfigError(missingUrls(missing, env.PLATFORMS !== undefined));
  const sandbox = sandboxConfig(env);
  return {
    host: env.HOST,
    port: env.PORT,
    workers: env.WORKERS,
    platforms,
    runai: { url: env.RUNAI_URL, version: env.RUNAI_VERSION ?? (env.RUNAI_URL ? '2.24' : sandbox.runaiVersion) },
    kestra: {
      url: env.KESTRA_URL,
      tenant: env.KESTRA_TENANT,
      maxPageSize: env.KESTRA_MAX_PAGE_SIZE,
      impersonation: env.KESTRA_IMPERSONATION ?? false,
    },
    sandbox: { ...sandbox, runaiPort: 0, kestraPort: 0 },
    upstreamTimeoutMs: env.UPSTREAM_TIMEOUT_MS,
    requestTimeoutMs: env.REQUEST_TIMEOUT_MS,
    upstreamConcurrency: env.UPSTREAM_CONCURRENCY,
    clientTimeoutMs: env.CLIENT_TIMEOUT_MS,
    maxConnections: env.MAX_CONNECTIONS,
    breaker: { failures: env.BREAKER_FAILURES, pauseMs: env.BREAKER_PAUSE_MS },
    maxPageSize: env.MAX_PAGE_SIZE,
    maxCost: env.MAX_COST,
    maxListItems: env.MAX_LIST_ITEMS,
    jitAfter: env.JIT_AFTER,
    graphiql: env.GRAPHIQL ?? open,
    introspection: env.INTROSPECTION ?? open,
    trustedDocuments: env.TRUSTED_DOCUMENTS,
    corsOrigins: env.CORS_ORIGINS,
    compression: env.COMPRESSION ?? true,
    logLevel: env.LOG_LEVEL,
    tracing: wantsTraces(env),
    drainMs: env.DRAIN_MS,
  };
}

/** What to set, where a platform has no URL and the sandbox may not stand in for it. */
function missingUrls(missing: readonly PlatformName[], named: boolean): string {
  const urls = missing.map((name) => `${name.toUpperCase()}_URL`);
  if (!named)
    return `${urls.join(' or ')} must be set, or SANDBOX=on to serve made-up people from the embedded sandbox.`;
  return missing
    .map(
      (name, index) =>
        `${urls[index]} must be set, as PLATFORMS names ${name}; or SANDBOX=on to have the embedded sandbox stand in for it.`,
    )
    .join('\n');
}

/** A collector or an exporter that is named asks for traces, unless the exporter is `none`. The standard would make them always. */
function wantsTraces(env: z.infer<typeof settings>): boolean {
  if (env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true') return false;
  const exporters = env.OTEL_TRACES_EXPORTER?.split(',').map((name) => name.trim());
  if (exporters) return exporters.some((name) => name !== 'none');
  return Boolean(env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT);
}

/** The settings of `npm run sandbox`. @throws {ConfigError} with a line for each setting that is wrong */
export function loadSandboxConfig(environment: Environment): SandboxConfig {
  return sandboxConfig(parse(z.object(sandboxSettings), environment));
}

function sandboxConfig(env: z.infer<z.ZodObject<typeof sandboxSettings>>): SandboxConfig {
  return {
    host: env.HOST,
    runaiPort: env.SANDBOX_RUNAI_PORT,
    kestraPort: env.SANDBOX_KESTRA_PORT,
    runaiVersion: env.RUNAI_VERSION ?? '2.22',
    users: env.SANDBOX_USERS,
    latencyMs: env.SANDBOX_LATENCY_MS,
    database: env.SANDBOX_DB,
  };
}

/** A setting that is empty counts as absent, as with most shells' and orchestrators' files. */
function parse<Schema extends z.ZodType>(schema: Schema, environment: Environment): z.infer<Schema> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (value && !isInjected(name, value)) given[name] = value;
  const unknown = unknownSettings(given, settings.shape);
  const result = schema.safeParse(given);
  if (result.success && unknown.length === 0) return result.data;
  const wrong = (result.error?.issues ?? []).map(({ path, message }) => {
    const name = String(path[0]);
    // A URL may hold a password.
    return /_(URL|ENDPOINT)$/.test(name)
      ? `${name} ${message}.`
      : `${name} ${message}, and is ${JSON.stringify(given[name])}.`;
  });
  throw new ConfigError([...unknown, ...wrong].join('\n'));
}
