import { readFileSync } from 'node:fs';

/** The folders of platforms, as `src/platforms.ts` lists them. */
const platforms = [...readFileSync('src/platforms.ts', 'utf8').matchAll(/'\.\/(\w+)\/platform\.ts'/g)].map(
  ([, name]) => name,
);

/**
 * Which folder of `src`, and which file beside them, may import which others. What is not listed is forbidden, also from
 * and to a folder that is new: give it its line. `{platform}` stands for the folder of each platform, and in what such a
 * folder may import for its own name: platforms do not know each other, and nothing imports what is above it.
 */
const mayImport = {
  'issues.ts': [],
  'version.ts': [],
  'memoized.ts': [],
  'api-error.ts': [],
  'errors.ts': ['api-error.ts', 'issues.ts'],
  rest: ['errors.ts'],
  paging: ['errors.ts', 'rest'],
  batching: ['errors.ts', 'rest'],
  // How GraphQL is executed, whatever the graph.
  execution: [],
  cost: ['errors.ts', 'paging', 'batching'],
  graph: ['errors.ts', 'memoized.ts', 'rest', 'paging', 'execution', 'cost'],
  // What describes a platform: read by all who go through the list of platforms.
  'settings/types.ts': [],
  'platform.ts': ['rest', 'paging', 'sandbox', 'offboarding/offboarder.ts'],
  '{platform}': [
    'errors.ts',
    'memoized.ts',
    'rest',
    'paging',
    'batching',
    'cost',
    'graph',
    'platform.ts',
    'offboarding/offboarder.ts',
    'sandbox/example.ts',
  ],
  'platforms.ts': ['platform.ts', '{platform}/platform.ts'],
  // How a person leaves all platforms, each of which contributes its part through its row in the list of them.
  offboarding: ['errors.ts', 'api-error.ts', 'batching/names.ts', 'cost', 'graph', 'platform.ts', 'platforms.ts'],
  'links.ts': ['platform.ts', 'platforms.ts', 'links-direct.ts', 'links-federated.ts'],
  'links-direct.ts': ['errors.ts', 'rest', 'graph', '{platform}'],
  'links-federated.ts': ['errors.ts', 'rest', 'graph', '{platform}'],
  // A server of its own, which is reached over a socket: it shares no code with the facade.
  sandbox: [],
  // The files of this folder have a line each, as platforms describe their settings by `types.ts`, and the other files
  // read the list of platforms.
  'settings/no-proxy.ts': [],
  'settings/process.ts': ['settings/types.ts'],
  'settings/graph.ts': ['platforms.ts', 'settings/types.ts'],
  'settings/sandbox.ts': ['settings/types.ts', 'sandbox/quirks.ts'],
  'settings/limits.ts': ['settings/types.ts'],
  'settings/telemetry.ts': ['settings/types.ts'],
  'settings/proxy.ts': ['settings/no-proxy.ts', 'settings/types.ts'],
  'settings/tls.ts': ['platforms.ts', 'settings/types.ts'],
  'settings/catalog.ts': [
    'platforms.ts',
    'settings/process.ts',
    'settings/graph.ts',
    'settings/sandbox.ts',
    'settings/limits.ts',
    'settings/telemetry.ts',
    'settings/proxy.ts',
    'settings/tls.ts',
  ],
  'settings/unknown.ts': ['platforms.ts'],
  'settings/read.ts': [
    'platforms.ts',
    'settings/catalog.ts',
    'settings/proxy.ts',
    'settings/tls.ts',
    'settings/unknown.ts',
  ],
  'access-config.ts': ['rest', 'platforms.ts', 'settings/proxy.ts', 'settings/read.ts', 'settings/catalog.ts'],
  'mcp-config.ts': ['settings/catalog.ts', 'settings/read.ts'],
  'trace-config.ts': ['settings/catalog.ts'],
  'add-variables.ts': ['settings/catalog.ts', 'settings/read.ts'],
  'config.ts': [
    'access-config.ts',
    'mcp-config.ts',
    'trace-config.ts',
    'add-variables.ts',
    'rest',
    'platforms.ts',
    'settings/catalog.ts',
    'settings/read.ts',
    'sandbox/quirks.ts',
  ],
  server: [
    'errors.ts',
    'version.ts',
    'rest',
    'paging/list-facts.ts',
    'execution',
    'cost',
    'graph',
    'config.ts',
    'mcp-config.ts',
    'platform.ts',
  ],
  'embedded-sandbox.ts': ['config.ts', 'platforms.ts', 'sandbox'],
  'serve-platform.ts': [
    'config.ts',
    'rest',
    'paging/list-facts.ts',
    'platform.ts',
    'platforms.ts',
    'embedded-sandbox.ts',
    'sandbox/example.ts',
  ],
  'app.ts': [
    'config.ts',
    'graph',
    'links.ts',
    'offboarding/explorer-tab.ts',
    'platform.ts',
    'platforms.ts',
    'serve-platform.ts',
    'server',
    'embedded-sandbox.ts',
  ],
  // Asks the platforms for each field of the graph, as the server would.
  doctor: [
    'errors.ts',
    'rest',
    'paging/list-facts.ts',
    'cost',
    'graph',
    'settings/read.ts',
    'config.ts',
    'platform.ts',
    'platforms.ts',
    'embedded-sandbox.ts',
    'serve-platform.ts',
  ],
  cluster: ['config.ts', 'server', 'embedded-sandbox.ts', 'app.ts'],
  'v8-flags.ts': [],
  // Reads the command line; each command loads what it runs.
  command: [
    'version.ts',
    'settings/types.ts',
    'settings/catalog.ts',
    'settings/read.ts',
    'config.ts',
    'platforms.ts',
    'graph',
    'server/observability',
    'embedded-sandbox.ts',
    'app.ts',
    'cluster',
    'doctor',
  ],
  'main.ts': ['v8-flags.ts', 'command'],
};

/** Files that may import more than their folder, each for a reason. */
const exceptions = {
  // The one type of all resolvers' context, which holds the session of each platform.
  'graph/context.ts': ['platforms.ts'],
  // Loads the types of each platform that is served, and joins them.
  'graph/schema.ts': ['platforms.ts', 'links.ts', 'offboarding'],
  // Opens those sessions for a request.
  'server/context.ts': ['platforms.ts'],
  // A description says which sandbox stands for the platform, and reads settings.
  '{platform}/platform.ts': ['settings/types.ts', 'sandbox/{platform}.ts'],
};

/** The pattern of a file, or of all files of a folder. `platform` is the pattern of what stands for `{platform}`. */
const pattern = (name, platform = `(?:${platforms.join('|')})`) =>
  `^src/${name.replaceAll('.', '\\.')}${name.endsWith('.ts') ? '$' : '/'}`.replaceAll('{platform}', platform);
const patterns = (names) => names.map((name) => pattern(name));
const from = (name) => pattern(name, `(${platforms.join('|')})`);
/** The patterns of what `name` may import: to a platform, its own folder alone. */
const allowed = (name, others) =>
  [name, ...others].map((other) => pattern(other, name.startsWith('{platform}') ? '$1' : undefined));

const severity = 'error';

const excepted = (place) => Object.keys(exceptions).filter((file) => file.startsWith(`${place}/`));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(mayImport).map(([place, others]) => ({
      name: place,
      severity,
      comment: `src/${place} may import ${others.join(', ') || 'nothing else of src'}.`,
      from: { path: from(place), pathNot: patterns(excepted(place)) },
      to: { path: '^src/', pathNot: allowed(place, others) },
    })),
    ...Object.entries(exceptions).map(([file, more]) => {
      const [folder] = file.split('/');
      const others = [...mayImport[folder], ...more];
      return {
        name: file,
        severity,
        comment: `src/${file} may import ${others.join(', ')}.`,
        from: { path: from(file) },
        to: { path: '^src/', pathNot: allowed(folder, others) },
      };
    }),
    {
      name: 'a folder without a line',
      severity,
      comment: 'Say what it may import, in .dependency-cruiser.mjs.',
      from: { path: '^src/', pathNot: patterns(Object.keys(mayImport)) },
      to: { path: '^src/' },
    },
    {
      name: 'the fast path can be deleted',
      severity,
      comment: 'Only the request handler knows the fast path, in one line.',
      from: { path: '^src/', pathNot: ['^src/server/fast-path/', '^src/server/request-handler\\.ts$'] },
      to: { path: '^src/server/fast-path/' },
    },
    {
      name: 'loaders know no graph',
      severity,
      comment:
        "A platform's session, its loaders and its API, which are what the session needs, are below the graph's types.",
      from: { path: '^src/([^/]+)/\\1\\.ts$' },
      to: { path: '^src/graph/', reachable: true },
    },
    {
      name: 'what runs is installed',
      severity,
      comment: 'A dependency of the program belongs among the dependencies of package.json.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'unknown', 'undetermined'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // Some packages have entries of their own for parts of them.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
