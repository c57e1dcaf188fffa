/**
 * Which folder of `src`, and which file beside them, may import which others. What is not listed is forbidden, also from
 * and to a folder that is new: give it its line. Platforms do not know each other, and nothing imports what is above it.
 */
const mayImport = {
  'errors.ts': [],
  rest: ['errors.ts', 'paging/page-cap.ts'],
  paging: ['errors.ts', 'rest'],
  batching: ['errors.ts', 'rest'],
  // How GraphQL is executed, whatever the graph.
  execution: [],
  cost: ['errors.ts', 'paging', 'batching'],
  graph: ['errors.ts', 'rest', 'paging', 'execution', 'cost'],
  runai: ['errors.ts', 'rest', 'paging', 'batching', 'cost', 'graph', 'server/explorer'],
  kestra: ['errors.ts', 'rest', 'paging', 'batching', 'cost', 'graph', 'server/explorer'],
  'links.ts': ['errors.ts', 'rest', 'graph', 'runai', 'kestra'],
  'links-federated.ts': ['errors.ts', 'rest', 'graph', 'runai', 'kestra'],
  // A server of its own, which is reached over a socket: it shares no code with the facade.
  sandbox: [],
  // The settings are made of what each part below the server says of its own.
  'config.ts': ['rest', 'graph/schema.ts', 'runai', 'kestra', 'unknown-settings.ts'],
  'unknown-settings.ts': ['graph/schema.ts'],
  server: ['errors.ts', 'rest', 'execution', 'cost', 'graph', 'config.ts'],
  'embedded-sandbox.ts': ['config.ts', 'graph/schema.ts', 'sandbox'],
  'platforms.ts': [
    'config.ts',
    'rest',
    'graph',
    'runai',
    'kestra',
    'server/explorer',
    'embedded-sandbox.ts',
    'sandbox/example.ts',
  ],
  'app.ts': ['config.ts', 'rest', 'graph', 'server', 'platforms.ts', 'embedded-sandbox.ts'],
  cluster: ['config.ts', 'server', 'embedded-sandbox.ts', 'app.ts'],
  'v8-flags.ts': [],
  'main.ts': ['v8-flags.ts', 'config.ts', 'server', 'app.ts', 'cluster'],
};

/** Files that may import more than their folder, each for a reason. */
const exceptions = {
  // The one type of all resolvers' context, which names the session of each platform.
  'graph/context.ts': ['runai/runai.ts', 'kestra/kestra.ts'],
  // The list of the platforms, each of which is loaded from here.
  'graph/schema.ts': ['runai/schema.ts', 'kestra/schema.ts', 'links.ts', 'links-federated.ts'],
  // Opens those sessions for a request.
  'server/context.ts': ['runai/runai.ts', 'kestra/kestra.ts'],
  'server/explorer/graphiql.ts': ['runai/explorer-tabs.ts', 'kestra/explorer-tabs.ts'],
  // The command of `npm run sandbox`, which reads its settings as `main.ts` does.
  'sandbox/main.ts': ['config.ts'],
};

/** The pattern of a file, or of all files of a folder. */
const pattern = (name) => `^src/${name.replaceAll('.', '\\.')}${name.endsWith('.ts') ? '$' : '/'}`;
const patterns = (names) => names.map(pattern);

const severity = 'error';

const excepted = (place) => Object.keys(exceptions).filter((file) => file.startsWith(`${place}/`));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(mayImport).map(([place, others]) => ({
      name: place,
      severity,
      comment: `src/${place} may import ${others.join(', ') || 'nothing else of src'}.`,
      from: { path: pattern(place), pathNot: patterns(excepted(place)) },
      to: { path: '^src/', pathNot: patterns([place, ...others]) },
    })),
    ...Object.entries(exceptions).map(([file, more]) => {
      const [folder] = file.split('/');
      const others = [...mayImport[folder], ...more];
      return {
        name: file,
        severity,
        comment: `src/${file} may import ${others.join(', ')}.`,
        from: { path: pattern(file) },
        to: { path: '^src/', pathNot: patterns([folder, ...others]) },
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
  },
};
