import type { CodegenConfig } from '@graphql-codegen/cli';

/** The types of the documents. A frontend has `users-graph/schema/schema.graphql` of the package as its schema. */
const config: CodegenConfig = {
  schema: '../../schema/schema.graphql',
  documents: 'src/**/*.{ts,tsx}',
  importExtension: '.ts',
  generates: {
    'src/generated/': {
      preset: 'client',
      // Apollo Client masks by itself (`dataMasking`): codegen gives the types that fit (`inlineFragmentTypes`).
      presetConfig: { fragmentMasking: false },
      config: {
        inlineFragmentTypes: 'mask',
        customDirectives: { apolloUnmask: true },
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { DateTime: 'string', Duration: 'string', Secret: 'string' },
      },
    },
    'src/generated/possible-types.ts': { plugins: ['fragment-matcher'], config: { useExplicitTyping: true } },
  },
};

export default config;
