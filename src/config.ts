import type { z } from 'zod';
import { accessTo } from './access-config.ts';
import { addVariables } from './add-variables.ts';
import { type McpConfig, mcpConfig } from './mcp-config.ts';
import { type PlatformName, type PlatformSettings, platformNames } from './platforms.ts';
import type { Access } from './rest/access.ts';
import type { CacheSettings } from './rest/answer-cache.ts';
import type { BreakerSettings } from './rest/circuit-breaker.ts';
import type { Quirk } from './sandbox/quirks.ts';
import { credentialVariable, facadeSettings, sandboxSettings } from './settings/catalog.ts';
import { ConfigError, type Environment, givenIn, missingUrls, readSettings } from './settings/read.ts';
import { wantsTraces } from './trace-config.ts';

/** The settings of the facade, checked. */
export interface Config extends PlatformSettings {
  readonly host: string;
  readonly port: number;
  /** Where the graph is, below the base path: `/graphql`. */
  readonly graphqlPath: string;
  /** What comes before all paths where a proxy publishes them: `/users`, or empty. */
  readonly basePath: string;
  /** Bytes of the headers of a request, in all. */
  readonly maxHeaderBytes: number;
  /** Addresses of proxies that say truly where a request comes from. */
  readonly trustedProxies: readonly string[];
  /** Processes that share the port. */
  readonly workers: number;
  readonly platforms: readonly PlatformName[];
  /** How connections are made to the platforms that have a URL. */
  readonly access: Readonly<Partial<Record<PlatformName, Access>>>;
  readonly sandbox: SandboxData;
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
  /** How each platform's answers are kept; undefined if none is. */
  readonly cache: CacheSettings | undefined;
  /** REST calls to a platform that the same credentials may cause in a minute; undefined for any number. */
  readonly budgetPerMinute: number | undefined;
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
  /** What the Model Context Protocol serves; undefined if it is off. */
  readonly mcp: McpConfig | undefined;
  /** Origins of pages that may ask from a browser; `*` for all. */
  readonly corsOrigins: readonly string[];
  /** The Redis of all processes, for answers under idempotency keys and for budgets; in memory when undefined. It may hold credentials. */
  readonly storeUrl: URL | undefined;
  /** Whether answers are compressed for clients that accept it. */
  readonly compression: boolean;
  readonly logLevel: string;
  /** Whether log lines are for people; JSON otherwise. */
  readonly prettyLogs: boolean;
  /** Whether traces are made. OpenTelemetry's SDK itself reads how, and where they go. */
  readonly tracing: boolean;
  /** Milliseconds between `/ready` turning false and the server taking no more connections. */
  readonly drainMs: number;
}

/** What the embedded platforms hold, and how fast they answer. */
export interface SandboxData {
  readonly users: number;
  readonly latencyMs: number;
  /** The file that keeps the data; in memory when undefined. */
  readonly database: string | undefined;
  readonly quirks: readonly Quirk[];
}

/** The settings of `users-graph sandbox`, checked. */
export interface SandboxConfig extends SandboxData {
  readonly host: string;
  readonly ofPlatforms: PlatformSettings;
}

/** @throws {ConfigError} with a line for each setting that is wrong */
export function loadConfig(environment: Environment = process.env): Config {
  const { env, ofPlatforms, tls } = readSettings(facadeSettings, environment);
  const open = env.NODE_ENV !== 'production';
  const withUrl = platformNames.filter((name) => ofPlatforms[name].url);
  const platforms = served(env, ofPlatforms);
  const onSandbox = env.SANDBOX ?? (withUrl.length === 0 && open);
  const missing = onSandbox ? [] : platforms.filter((name) => !ofPlatforms[name].url);
  if (missing.length > 0) throw new ConfigError(missingUrls(missing, env.PLATFORMS !== undefined));
  return {
    ...ofPlatforms,
    host: env.HOST,
    port: env.PORT,
    graphqlPath: env.GRAPHQL_PATH,
    basePath: env.BASE_PATH,
    maxHeaderBytes: env.MAX_HEADER_BYTES,
    trustedProxies: env.TRUSTED_PROXIES,
    workers: env.WORKERS,
    platforms,
    access: accessTo(platforms, ofPlatforms, env, tls),
    sandbox: sandboxData(env),
    upstreamTimeoutMs: env.UPSTREAM_TIMEOUT_MS,
    requestTimeoutMs: env.REQUEST_TIMEOUT_MS,
    upstreamConcurrency: env.UPSTREAM_CONCURRENCY,
    clientTimeoutMs: env.CLIENT_TIMEOUT_MS,
    maxConnections: env.MAX_CONNECTIONS,
    breaker: { failures: env.BREAKER_FAILURES, pauseMs: env.BREAKER_PAUSE_MS },
    cache:
      env.CACHE_TTL_MS > 0
        ? { ttlMs: env.CACHE_TTL_MS, maxBytes: Math.floor(env.CACHE_MAX_BYTES / platforms.length) }
        : undefined,
    budgetPerMinute: env.BUDGET_CALLS_PER_MINUTE || undefined,
    maxPageSize: env.MAX_PAGE_SIZE,
    maxCost: env.MAX_COST,
    maxListItems: env.MAX_LIST_ITEMS,
    jitAfter: env.JIT_AFTER,
    storeUrl: env.STORE_URL,
    graphiql: env.GRAPHIQL ?? open,
    introspection: env.INTROSPECTION ?? open,
    trustedDocuments: env.TRUSTED_DOCUMENTS,
    mcp: mcpConfig(env),
    corsOrigins: env.CORS_ORIGINS,
    compression: env.COMPRESSION ?? true,
    logLevel: env.LOG_LEVEL,
    prettyLogs: env.LOG_FORMAT ? env.LOG_FORMAT === 'pretty' : process.stdout.isTTY === true,
    tracing: wantsTraces(env),
    drainMs: env.DRAIN_MS,
  };
}

/**
 * The platforms whose types the graph has, wherever they are.
 * @throws {ConfigError} with a line for each setting that is wrong
 */
export function loadPlatforms(environment: Environment = process.env): readonly PlatformName[] {
  const { env, ofPlatforms } = readSettings(facadeSettings, environment);
  return served(env, ofPlatforms);
}

function served({ PLATFORMS }: z.infer<typeof facadeSettings>, ofPlatforms: PlatformSettings) {
  const withUrl = platformNames.filter((name) => ofPlatforms[name].url);
  return PLATFORMS ?? (withUrl.length > 0 ? withUrl : platformNames);
}

/**
 * The credentials by which the doctor asks each platform: what its header has to carry, or a token alone. They are no
 * settings: no flag gives them, which other users of the machine could read, and nothing prints them.
 * @throws {ConfigError} for what no header can carry
 */
export function loadCredentials(environment: Environment = process.env): Partial<Record<PlatformName, string>> {
  const given = platformNames.flatMap((name) => {
    const value = environment[credentialVariable(name)]?.trim();
    if (!value) return [];
    if (!/^[\x21-\x7e][\x20-\x7e]*$/.test(value))
      throw new ConfigError(`${credentialVariable(name)} must be what an HTTP header can carry.`);
    return [[name, value.includes(' ') ? value : `Bearer ${value}`]];
  });
  return Object.fromEntries(given);
}

/** The variables that are settings and have a value. */
export function givenSettings(environment: Environment = process.env): Readonly<Record<string, string>> {
  return givenIn(environment);
}

/** Adds settings to the environment, where workers and OpenTelemetry's SDK find them too: see `addVariables`. */
export function setVariables(
  flags: Environment,
  files: ReadonlyMap<string, Environment>,
  environment: NodeJS.Dict<string> = process.env,
): Map<string, string> {
  return addVariables(environment, flags, files);
}

/**
 * The settings of `users-graph sandbox`. URLs of platforms do not count: they choose no version for it.
 * @throws {ConfigError} with a line for each setting that is wrong
 */
export function loadSandboxConfig(environment: Environment = process.env): SandboxConfig {
  const relevant = Object.fromEntries(Object.entries(environment).filter(([name]) => !name.endsWith('_URL')));
  const { env, ofPlatforms } = readSettings(sandboxSettings, relevant);
  return { ...sandboxData(env), host: env.HOST, ofPlatforms };
}

function sandboxData(env: z.infer<typeof sandboxSettings>): SandboxData {
  return {
    users: env.SANDBOX_USERS,
    latencyMs: env.SANDBOX_LATENCY_MS,
    database: env.SANDBOX_DB,
    quirks: env.SANDBOX_QUIRKS ?? [],
  };
}
