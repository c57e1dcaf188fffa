import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { LegacyLogger, Logger } from '@graphql-hive/logger';
import { defineConfig, getComposedSchemaFromConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';
import type { Person } from '../people.ts';
import { runaiUrl } from './environment.ts';
import { listen } from './listen.ts';

// Hive Gateway over the OpenAPI document, composed by Mesh: no resolver is written but the two joins that the document
// cannot tell. Each reads a key once a request. Of Kestra it serves nothing: both platforms have types of the same names.

const logger = new Logger({ level: 'error' });
const { pathname: source } = new URL('../../schema/rest/runai-2.22.openapi.json', import.meta.url);
const supergraph = await getComposedSchemaFromConfig(
  defineConfig({
    subgraphs: [
      {
        sourceHandler: loadOpenAPISubgraph('runai', {
          source,
          endpoint: runaiUrl,
          operationHeaders: { authorization: "{context.headers['authorization']}" },
        }),
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
