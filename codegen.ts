import type { CodegenConfig } from '@graphql-codegen/cli';
import { printSchema } from 'graphql';
import { buildClientSchema, buildSchema, platformNames } from './src/graph/schema.ts';
import { printSubgraph } from './src/graph/service.ts';

const client = printSchema(await buildClientSchema(platformNames));
const subgraph = printSubgraph(await buildSchema(platformNames));

/** The printed graph, and the types of the operations that tests send. */
const config: CodegenConfig = {
  schema: client,
  importExtension: '.ts',
  documents: 'test/operations/*.graphql',
  generates: {
    'schema/schema.graphql': { plugins: ['schema-ast'] },
    'schema/subgraph.graphql': { plugins: [{ add: { content: subgraph } }] },
    'test/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        documentMode: 'string',
        strictScalars: true,
        scalars: { DateTime: 'string', Secret: 'string' },
      },
    },
  },
};

export default config;
