import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import ErrorsPlugin from '@pothos/plugin-errors';
import FederationPlugin from '@pothos/plugin-federation';
import RelayPlugin, { resolveNodes } from '@pothos/plugin-relay';
import ValidationPlugin from '@pothos/plugin-validation';
import WithInputPlugin from '@pothos/plugin-with-input';
import { type GraphQLResolveInfo, isObjectType } from 'graphql';
import { costOfKeys } from '../cost/lookup-cost.ts';
import { ForbiddenError, InvalidInputError } from '../errors.ts';
import { defaultPageSize } from '../paging/connection-arguments.ts';
import type { NumberedPages } from '../paging/numbered-pages.ts';
import AuditPlugin from './audit-plugin.ts';
import type { Context } from './context.ts';
import { type GlobalId, notAnId, parseGlobalId } from './global-id.ts';
import InputPathsPlugin from './input-paths-plugin.ts';
import NodeIdsPlugin from './node-ids-plugin.ts';
import { DateTime, Secret } from './scalars.ts';
import { nullOnError } from './semantic-non-null.ts';
import { issueOf } from './validation-issue.ts';

const title = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const paging = 'See the GraphQL Cursor Connections Specification.';

/** The builder of the graph, with the options that hold for all fields. */
export const builder = new SchemaBuilder<{
  Context: Context;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: string; Output: string };
    Secret: { Input: string; Output: string };
    Duration: { Input: string; Output: string };
  };
  Connection: {
    totalCount: () => Promise<number>;
    startOffset: number;
    endOffset: number;
    pageCursors: () => NumberedPages | null;
  };
  Directives: { semanticNonNull: { locations: 'FIELD_DEFINITION'; args: { levels?: readonly number[] } } };
  DefaultEdgesNullability: false;
  DefaultNodeNullability: true;
  DefaultFieldNullability: false;
}>({
  plugins: [
    AuditPlugin,
    ErrorsPlugin,
    InputPathsPlugin,
    NodeIdsPlugin,
    RelayPlugin,
    WithInputPlugin,
    ValidationPlugin,
    DirectivesPlugin,
    FederationPlugin,
  ],
  defaultFieldNullability: false,
  audit: ({ audit }) => audit,
  // The result of a mutation: its payload, or a failure that a client can act on.
  errors: {
    directResult: true,
    defaultTypes: [InvalidInputError, ForbiddenError],
    defaultUnionOptions: {
      name: ({ fieldName }) => `${title(fieldName)}Result`,
      description: 'The payload of the mutation of the same name, or the reason why the mutation changed nothing.',
    },
  },
  relay: {
    cursorType: 'String',
    edgesFieldOptions: {
      description: 'The rows of the page, each with its cursor.',
      nullable: false,
    },
    nodeFieldOptions: { ...nullOnError, description: 'The row.' },
    nodesOnConnection: {
      description: 'The rows of the page, for clients that need no cursors.',
      directives: { semanticNonNull: { levels: [1] } },
    },
    cursorFieldOptions: {
      description: 'The position of the row in the list, opaque: a value for `after` or `before`.',
    },
    pageInfoFieldOptions: { description: 'Says whether more rows exist, and holds the cursors that lead to them.' },
    pageInfoTypeOptions: {
      shareable: true,
      description: `What a client needs to read the next or the previous page. ${paging}`,
    },
    hasNextPageFieldOptions: {
      description:
        'When paging forward (`first`): whether rows follow the page. Otherwise: whether the row of `before` exists.',
    },
    hasPreviousPageFieldOptions: {
      description:
        'When paging backward (`last`): whether rows precede the page. Otherwise: whether the row of `after` exists.',
    },
    startCursorFieldOptions: { description: 'The cursor of the first row of the page; null when the page is empty.' },
    endCursorFieldOptions: { description: 'The cursor of the last row of the page; null when the page is empty.' },
    firstArgOptions: {
      description: `The number of rows to return from the start of the list, or after \`after\`. ${defaultPageSize} when neither \`first\` nor \`last\` is given.`,
    },
    lastArgOptions: { description: 'The number of rows to return from the end of the list, or before `before`.' },
    afterArgOptions: { description: 'A cursor of this list: the page starts after its row.' },
    beforeArgOptions: { description: 'A cursor of this list: the page ends before its row.' },
    defaultConnectionTypeOptions: { description: `A page of a list. ${paging}` },
    defaultEdgeTypeOptions: { description: 'A row of a list, and its position there.' },
    nodeTypeOptions: { description: 'An object that `node` returns by its global id.' },
    idFieldOptions: { description: 'The global id: opaque, and unique among all objects of the graph.' },
    nodeQueryOptions: {
      description: 'The object with a global id; null when it does not exist.',
      args: { id: { description: 'The `id` of an object of any type.' } },
      extensions: costOfKeys(({ id }) => idKeys([id])),
      resolve: async (_, { id }, context, info) => (await loadNodes([id], context, info, () => ['id']))[0],
    },
    nodesQueryOptions: {
      nullable: { list: true, items: true },
      directives: { semanticNonNull: {} },
      description:
        'The objects with the given global ids, in the order of the ids; null for each object that does not exist.',
      args: { ids: { description: 'The `id`s of objects of any types.' } },
      extensions: costOfKeys(({ ids }) => idKeys([ids].flat())),
      resolve: async (_, { ids }, context, info) => loadNodes(ids, context, info, (index) => ['ids', String(index)]),
    },
    decodeGlobalID: parseGlobalId,
  },
  withInput: {
    typeOptions: {
      name: ({ fieldName }) => `${title(fieldName)}Input`,
      description: 'The parameters of the mutation of the same name.',
    },
    argOptions: { description: 'The parameters of the mutation.' },
  },
  validation: {
    validationError: ({ issues }) => InvalidInputError.of(issues.map(issueOf)),
  },
});

builder.addScalarType('DateTime', DateTime);
builder.addScalarType('Secret', Secret);
builder.queryType({ description: 'The fields that read.' });

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    ...nullOnError,
    description: 'The number of rows in the whole list. Costs one more REST call where the platform counts separately.',
    resolve: ({ totalCount }) => totalCount(),
  }),
);

/**
 * Loads nodes of any types, in the order of the ids. An id that is not valid or cannot be loaded gives an Error.
 * @param pathOf where an id stands in the arguments
 */
function loadNodes(
  ids: readonly GlobalId[],
  context: Context,
  info: GraphQLResolveInfo,
  pathOf: (index: number) => readonly string[],
): Promise<unknown[]> {
  const load = async (id: GlobalId, index: number) => {
    const type = info.schema.getType(id.typename);
    const isNode = isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
    return isNode ? (await resolveNodes(builder, context, info, [id]))[0] : notAnId('Node', pathOf(index));
  };
  return Promise.all(ids.map((id, index) => load(id, index).catch((error: unknown) => error)));
}

/** The keys in global ids for the cost estimate, which runs before the ids are validated. */
function idKeys(ids: readonly unknown[]) {
  return ids.map((id) => [typeof id === 'string' ? parseGlobalId(id).typename : '', { id }] as const);
}
