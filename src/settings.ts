import { z } from 'zod';
import { type PlatformName, platformNames, platforms } from './platforms.ts';
import { proxySettings } from './proxy-settings.ts';
import { quirkNames } from './sandbox/quirks.ts';
import { listOf, manifest, nameList, onOff, originList, proxyList, setting, urlPath, whole } from './setting-types.ts';
import { telemetrySettings } from './telemetry-settings.ts';
import { tlsSettings } from './tls-settings.ts';

const process = {
  PORT: setting(whole(0, 65535, 4000), 'The port to listen on. 0 takes any free port and prints it.'),
  HOST: setting(z.string().default('127.0.0.1'), 'The address to listen on.'),
  WORKERS: setting(whole(1, 256, 1), 'Processes that share the port; see many processes.'),
  TRUSTED_PROXIES: setting(
    proxyList,
    'Proxies whose X-Forwarded-For counts: addresses, ranges such as 10.0.0.0/8, loopback, linklocal or uniquelocal, comma-separated. Log lines then have the address of the client; see behind a proxy.',
  ),
  DRAIN_MS: setting(
    whole(0, 600_000, 2000),
    'The time between /ready turning false on SIGTERM and the end of listening.',
  ),
  NODE_ENV: setting(
    z
      .string()
      .refine((text) => text === 'production' || !/^\s*prod/i.test(text), 'must be exactly "production" to mean that')
      .optional(),
    'production turns off the sandbox, GraphiQL and introspection unless their settings say otherwise.',
  ),
};

const graph = {
  GRAPHQL_PATH: setting(urlPath('/graphql', ['', '/health', '/ready', '/metrics', '/mcp']), 'The path of the graph.'),
  BASE_PATH: setting(
    urlPath(''),
    'The path under which a proxy publishes the facade, whether it cuts that off or not; see behind a proxy.',
  ),
  PLATFORMS: setting(
    listOf(platformNames),
    `The platforms of the graph, comma-separated: ${platformNames.join(', ')}.`,
    'those with a URL, or all when none has one',
  ),
  GRAPHIQL: setting(onOff, 'Whether browsers get GraphiQL.', 'on, but off when NODE_ENV=production'),
  INTROSPECTION: setting(
    onOff,
    'Whether introspection, suggestions in errors and x-explain are allowed.',
    'on, but off when NODE_ENV=production',
  ),
  TRUSTED_DOCUMENTS: setting(
    manifest.optional(),
    'The path of a JSON file of documents by their hashes. No other document is served.',
  ),
  MCP: setting(
    onOff,
    'Whether POST /mcp serves the trusted documents as tools of the Model Context Protocol; see MCP. Needs TRUSTED_DOCUMENTS.',
    'off',
  ),
  MCP_MUTATIONS: setting(
    nameList,
    'The names of the mutations among the trusted documents that are tools too, comma-separated.',
    'none',
  ),
  CORS_ORIGINS: setting(originList, 'Origins whose pages may ask from a browser, comma-separated; * for all.'),
  COMPRESSION: setting(
    onOff,
    'Whether answers of 1 kB and more are compressed for clients that accept it. Set off where a proxy does that. Answers of mutations are never compressed: they may hold a password.',
    'on',
  ),
};

const sandboxData = {
  SANDBOX_USERS: setting(whole(1, 1_000_000, 2000), 'The number of users in the sandbox.'),
  SANDBOX_LATENCY_MS: setting(whole(0, 60_000, 0), 'The delay of each answer of the sandbox.'),
  SANDBOX_DB: setting(z.string().optional(), 'The SQLite file of the sandbox.', 'in memory'),
  SANDBOX_QUIRKS: setting(
    listOf(quirkNames),
    'In which ways the sandbox behaves as real servers do, comma-separated; see quirks.',
  ),
};

const sandbox = {
  SANDBOX: setting(
    onOff,
    'Whether the sandbox, with its public tokens, stands in for a platform without a URL. When it is off, such a platform stops the start.',
    'on when no platform has a URL, but off when NODE_ENV=production',
  ),
  ...sandboxData,
};

const limits = {
  UPSTREAM_TIMEOUT_MS: setting(whole(1, 600_000, 5000), 'The time for one REST call.'),
  REQUEST_TIMEOUT_MS: setting(whole(1, 600_000, 15_000), 'The time for all REST calls of one request together.'),
  UPSTREAM_CONCURRENCY: setting(whole(1, 1000, 32), 'REST calls that one request may have in flight.'),
  CLIENT_TIMEOUT_MS: setting(
    whole(1, 600_000, 30_000),
    'The time in which a client must have sent a whole request. Headers have 10 s at most.',
  ),
  MAX_HEADER_BYTES: setting(
    whole(1024, 1_048_576, 16_384),
    'Bytes of the request line and all headers of a request. A token with many groups may need more.',
  ),
  MAX_CONNECTIONS: setting(
    whole(1, 1_000_000, 1000),
    'Client connections that one process keeps open. It closes further ones at once.',
  ),
  BREAKER_FAILURES: setting(
    whole(1, 1_000_000, 10),
    'After so many outages in a row (5xx, broken connections, timeouts) a platform is left alone.',
  ),
  BREAKER_PAUSE_MS: setting(
    whole(1, 600_000, 5000),
    'How long it is left alone, or for its Retry-After up to a minute. Then one call tests it; when the client of that call leaves, the next call does.',
  ),
  MAX_PAGE_SIZE: setting(whole(1, 10_000, 500), 'The most that first or last may ask for.'),
  MAX_LIST_ITEMS: setting(
    whole(1, 1_000_000, 2000),
    'Items of any list in a document or its variables: ids, userIds, roles, representations of entities.',
  ),
  MAX_COST: setting(whole(1, 1_000_000_000, 1000), 'REST calls that one operation may cost; see cost.'),
  CACHE_TTL_MS: setting(
    whole(0, 600_000, 0),
    'For how long the answers to reads are kept for the same credentials; 0 keeps none. See cache.',
  ),
  CACHE_MAX_BYTES: setting(
    whole(65_536, 68_719_476_736, 67_108_864),
    'Bytes of answers that one process keeps, which its platforms share evenly.',
  ),
  JIT_AFTER: setting(
    whole(0, 1_000_000_000, 2),
    'How often an operation is executed before its plan is kept. A huge number keeps none.',
  ),
};

/** The settings of `users-graph sandbox`, which the facade has too. */
export const sandboxSettings = z.object({ HOST: process.HOST, ...sandboxData });

/** The settings of the facade, but for those that platforms describe. */
export const facadeSettings = z.object({
  ...process,
  ...proxySettings,
  ...graph,
  ...sandbox,
  ...limits,
  ...telemetrySettings,
});

/** Settings by the names of their variables. */
export type Settings = Readonly<Record<string, z.core.$ZodType>>;

/** Settings that people look for together. */
export type SettingGroup = readonly [title: string, settings: Settings];

const ofPlatforms = platformNames.map(
  (name): SettingGroup => [
    platforms[name].title,
    { ...platforms[name].settings.in.shape, ...tlsSettings[name]?.shape },
  ],
);

/** All settings of the facade. */
export const settingGroups: readonly SettingGroup[] = [
  ['The process', process],
  ...ofPlatforms,
  ['The way to the platforms', proxySettings],
  ['The graph', graph],
  ['The sandbox', sandbox],
  ['Time and size', limits],
  ['Logs and traces', telemetrySettings],
];

/** The settings of `users-graph sandbox`. URLs of platforms say nothing to it. */
export const sandboxGroups: readonly SettingGroup[] = [
  ['The sandbox', sandboxSettings.shape],
  ...ofPlatforms.map(
    ([title, settings]): SettingGroup => [
      title,
      Object.fromEntries(Object.entries(settings).filter(([name]) => /_VERSION$|_PORT$/.test(name))),
    ],
  ),
];

/** The settings that `users-graph doctor` heeds. */
export const doctorGroups: readonly SettingGroup[] = [
  ...ofPlatforms,
  ['The way to the platforms', proxySettings],
  ['The graph', { PLATFORMS: graph.PLATFORMS }],
  ['The sandbox', sandbox],
  ['Time and size', limits],
];

/** The settings of groups by their names. */
export const settingsIn = (groups: readonly SettingGroup[]): Settings =>
  Object.assign({}, ...groups.map(([, settings]) => settings));

/** All settings by their names. */
export const settingsByName = settingsIn(settingGroups);

/** The variable that holds the credentials by which `users-graph doctor` asks a platform. */
export const credentialVariable = (name: PlatformName) => `${name.toUpperCase()}_AUTHORIZATION`;

/** The flag of a setting: `--runai-url` for `RUNAI_URL`. */
export const flagOf = (name: string) => `--${name.toLowerCase().replaceAll('_', '-')}`;
