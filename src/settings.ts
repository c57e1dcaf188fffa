import { z } from 'zod';
import { limitSettings } from './limit-settings.ts';
import { type PlatformName, platformNames, platforms } from './platforms.ts';
import { proxySettings } from './proxy-settings.ts';
import { quirkNames } from './sandbox/quirks.ts';
import {
  listOf,
  manifest,
  nameList,
  onOff,
  originList,
  proxyList,
  redisUrl,
  setting,
  urlPath,
  whole,
} from './setting-types.ts';
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
  STORE_URL: setting(
    redisUrl,
    'The Redis in which answers are kept under idempotency keys, for all processes of the facade: redis:// or rediss:// (TLS). It may hold credentials. See idempotency keys.',
    'in memory',
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

/** The settings of `users-graph sandbox`, which the facade has too. */
export const sandboxSettings = z.object({ HOST: process.HOST, ...sandboxData });

/** The settings of the facade, but for those that platforms describe. */
export const facadeSettings = z.object({
  ...process,
  ...proxySettings,
  ...graph,
  ...sandbox,
  ...limitSettings,
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
  ['Time and size', limitSettings],
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
  ['Time and size', limitSettings],
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
