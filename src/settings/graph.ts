import { platformNames } from '../platforms.ts';
import { listOf, manifest, nameList, onOff, originList, redisUrl, setting, urlPath } from './types.ts';

/** What is served, where, and to whom. */
export const graphSettings = {
  GRAPHQL_PATH: setting(urlPath('/graphql', ['', '/health', '/ready', '/metrics', '/mcp']), 'The path of the graph.'),
  BASE_PATH: setting(
    urlPath(''),
    'The path under which a proxy publishes the facade, whether or not the proxy strips it; see behind a proxy.',
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
    'The path of a JSON file that maps hashes to documents. The facade serves no other document.',
  ),
  MCP: setting(
    onOff,
    'Whether POST /mcp serves the trusted documents as tools of the Model Context Protocol; see MCP. Needs TRUSTED_DOCUMENTS.',
    'off',
  ),
  MCP_MUTATIONS: setting(
    nameList,
    'The names of those mutations among the trusted documents that become tools too, comma-separated.',
    'none',
  ),
  STORE_URL: setting(
    redisUrl,
    'The Redis that keeps the answers for idempotency keys and the budgets of callers, for all processes of the facade: redis:// or rediss:// (TLS). It may contain credentials. See idempotency keys and budget.',
    'in memory',
  ),
  CORS_ORIGINS: setting(
    originList,
    'Origins whose pages may send requests from a browser, comma-separated; * for all.',
  ),
  COMPRESSION: setting(
    onOff,
    'Whether to compress answers of 1 kB and more for clients that accept it. Set it to off where a proxy compresses. The facade never compresses answers to mutations, because they may contain a password.',
    'on',
  ),
};
