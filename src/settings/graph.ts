import { platformNames } from '../platforms.ts';
import { listOf, manifest, nameList, onOff, originList, redisUrl, setting, urlPath } from './types.ts';

/** What is served, where, and to whom. */
export const graphSettings = {
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
