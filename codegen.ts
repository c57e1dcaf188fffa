import type { CodegenConfig } from '@graphql-codegen/cli';
import { printClient } from './src/graph/client-sdl.ts';
import { buildClientSchema, buildSchema } from './src/graph/schema.ts';
import { printSubgraph } from './src/graph/subgraph-sdl.ts';
import { platformNames } from './src/platforms.ts';

const client = printClient(await buildClientSchema(platformNames));
const subgraph = printSubgraph(await buildSchema(platformNames));

/** The printed graph, and the types of the operations that tests send. */
const config: CodegenConfig = {
  schema: client,
  importExtension: '.ts',
  documents: 'test/operations/*.graphql',
  generates: {
    'schema/schema.graphql': { plugins: [{ add: { content: client } }] },
    'schema/subgraph.graphql': { plugins: [{ add: { content: subgraph } }] },
    'test/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        documentMode: 'string',
        strictScalars: true,
        // Tests hold `errors` against what they expect: what `@semanticNonNull` promises is no null to them.
        nullability: { errorHandlingClient: true },
        scalars: { DateTime: 'string', Duration: 'string', Secret: 'string' },
      },
    },
  },
};

export default config;
