import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { LegacyLogger, Logger } from '@graphql-hive/logger';
import { createPrefixTransform, defineConfig, getComposedSchemaFromConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';
import type { Person } from '../people.ts';
import { kestraUrl, runaiUrl } from './environment.ts';
import { listen } from './listen.ts';

// Hive Gateway over the OpenAPI documents, composed by Mesh: no resolver is written but the two joins that a document
// cannot tell. Each reads a key once a request.

const logger = new Logger({ level: 'error' });
const document = (name: string) => new URL(`../../schema/rest/${name}.openapi.json`, import.meta.url).pathname;
const supergraph = await getComposedSchemaFromConfig(
  defineConfig({
    subgraphs: [
      {
        sourceHandler: loadOpenAPISubgraph('runai', {
          source: document('runai-2.22'),
          endpoint: runaiUrl,
          operationHeaders: { authorization: "{context.headers['authorization']}" },
        }),
      },
      {
        sourceHandler: loadOpenAPISubgraph('kestra', {
          source: document('kestra'),
          endpoint: kestraUrl,
          operationHeaders: { authorization: "{context.headers['kestra-authorization']}" },
        }),
        // Both platforms have types of the same names.
        transforms: [createPrefixTransform({ value: 'Kestra_', includeRootOperations: true })],
      },
    ],
  }),
  LegacyLogger.from(logger),
);

type Delegate = (delegation: { root: object; args: object; context: object; info: object }) => Promise<unknown>;
interface Context {
  readonly runai: { readonly Query: Readonly<Record<'get_users' | 'geGroupByName', Delegate>> };
}

const read = new WeakMap<Context, Map<string, Promise<unknown>>>();

function once(context: Context, key: string, load: () => Promise<unknown>): Promise<unknown> {
  const known = read.get(context) ?? new Map<string, Promise<unknown>>();
  read.set(context, known);
  const answer = known.get(key) ?? load();
  known.set(key, answer);
  return answer;
}

const gateway = createGatewayRuntime({
  supergraph,
  logging: logger,
  inboundInflightRequestDeduplication: true,
  additionalTypeDefs: 'extend type User { creator: [User] accesses: [Group] }',
  additionalResolvers: {
    User: {
      creator: {
        selectionSet: '{ createdBy }',
        resolve(root: Person, _: object, context: Context, info: object) {
          const args = { filterBy: [`username==${root.createdBy}`] };
          return once(context, args.filterBy.join(), () =>
            context.runai.Query.get_users({ root, args, context, info }),
          );
        },
      },
      accesses: {
        selectionSet: '{ groups }',
        resolve: (root: Person, _: object, context: Context, info: object) =>
          root.groups.map((groupName) =>
            once(context, `group ${groupName}`, () =>
              context.runai.Query.geGroupByName({ root, args: { groupName }, context, info }),
            ),
          ),
      },
    },
  },
});
listen(gateway);
