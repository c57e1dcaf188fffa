import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { internalCode } from '../masking.ts';
import type { ServerContext } from '../server-context.ts';

type Resolver = GraphQLFieldResolver<unknown, ServerContext>;

/**
 * Has the mutations of a schema leave an audit line for each write that they send: who, what, which objects, and what
 * became of it. A mutation that is refused before anything is sent leaves one, too.
 * @returns the schema that was given, whose mutations from now on do
 */
export function withAudit(schema: GraphQLSchema, log: Logger): GraphQLSchema {
  const mutations = schema.getMutationType()?.getFields() ?? {};
  for (const field of Object.values(mutations)) field.resolve = audited(field.resolve ?? defaultFieldResolver, log);
  return schema;
}

function audited(resolve: Resolver, log: Logger): Resolver {
  return async (source, args, context, info) => {
    const before = context.ledger.writes.length;
    const shared = { requestId: context.clientRequest.id, mutation: info.fieldName };
    const writeLines = (result: unknown) => {
      const writes = context.ledger.writes.slice(before);
      for (const write of writes) log.info({ ...shared, ...write }, 'write');
      if (writes.length === 0 && isError(result))
        log.info({ ...shared, outcome: result.code ?? internalCode }, 'write refused');
    };
    try {
      const result: unknown = await resolve(source, args, context, info);
      writeLines(result);
      return result;
    } catch (error) {
      writeLines(error);
      throw error;
    }
  };
}

/** What Pothos made ready for a union of failures hides its class. */
function isError(result: unknown): result is Error & { readonly code?: unknown } {
  return typeof result === 'object' && result !== null && 'stack' in result;
}
