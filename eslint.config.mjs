/** The rules of graphql-eslint, held over the printed graph. TypeScript is Biome's. */
import graphql from '@graphql-eslint/eslint-plugin';

/** What is reported of these names is meant so. For rules that take no exceptions as options. */
const except = (rule, names) => ({
  ...rule,
  create(context) {
    const report = (problem) => {
      if (!names.includes(problem.data?.fieldName ?? problem.node.value)) context.report(problem);
    };
    return rule.create(Object.create(context, { report: { value: report } }));
  },
});

/** The part of an object that shows them: nobody looks for one of these by itself. */
const values = [
  'Access',
  'AccessRuleStatus',
  'AccessSubject',
  'ActionScopes',
  'InputIssue',
  'KestraGroupMembership',
  'KestraHeldRole',
  'KestraPermission',
  'KestraSuggestedAuthMethod',
  'KestraUserSuggestion',
  'KestraViewer',
  'OffboardingAccount',
  'OffboardingError',
  'OffboardingPlan',
  'OffboardingStep',
  'PageCursor',
  'PageCursors',
  'PageInfo',
  'OwnAccessRule',
  'PermittedScopes',
  'RevocableRule',
  'RunaiPermission',
  'Scope',
  'UserChanges',
  'UserScan',
  'Viewer',
];

export default [
  {
    files: ['schema/schema.graphql'],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: 'schema/schema.graphql' } } },
    plugins: {
      '@graphql-eslint': graphql,
      graph: {
        rules: {
          'no-typename-prefix': except(graphql.rules['no-typename-prefix'], ['scopeId', 'userId', 'username']),
          'relay-edge-types': except(graphql.rules['relay-edge-types'], [
            'KestraUserSuggestionEdge',
            'OwnAccessRuleEdge',
          ]),
        },
      },
    },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          exceptions: {
            suffixes: ['Connection', 'Edge', 'Failure', 'Item', 'Payload'],
            types: values,
          },
        },
      ],
      // `userId` and `username` of a `User` are words of the platforms: `userId` is their id, beside the global `id`; so is
      // `scopeId` of a `Scope`.
      '@graphql-eslint/no-typename-prefix': 'off',
      'graph/no-typename-prefix': 'error',
      // Lists of other things than edges are good: `nodes` beside `edges`, as GitHub has, and lists of values. A suggestion
      // is no node, as Kestra has no call that reads one by its id; a rule of the caller may lack an id.
      '@graphql-eslint/relay-edge-types': 'off',
      'graph/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
    },
  },
];
