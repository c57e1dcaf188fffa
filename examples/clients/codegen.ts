import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = { DateTime: 'string', Duration: 'string', Secret: 'string' };

/**
 * The types of the documents: by codegen's client preset, and as Apollo recommends for Apollo Client. A frontend takes one of
 * them, and has `users-graph/schema/schema.graphql` of the package as its schema.
 */
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
        scalars,
      },
    },
    'generated/apollo.ts': {
      plugins: ['typescript-operations'],
      config: {
        // Apollo Client gives all fields of a selection, and adds `__typename` to each object.
        avoidOptionals: { field: true, inputValue: false },
        nonOptionalTypename: true,
        skipTypeNameForRoot: true,
        defaultScalarType: 'unknown',
        strictScalars: true,
        scalars,
      },
    },
  },
};

export default config;
