import type { CodegenConfig } from '@graphql-codegen/cli';

/** The types of the documents. A frontend has `users-graph/schema/schema.graphql` of the package as its schema. */
const config: CodegenConfig = {
  schema: '../../schema/schema.graphql',
  documents: 'documents.graphql',
  importExtension: '.ts',
  generates: {
    'generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        // These clients look at errors first: what `@semanticNonNull` promises is no null to them.
        nullability: { errorHandlingClient: true },
        scalars: { DateTime: 'string', Secret: 'string' },
      },
    },
  },
};

export default config;
