import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import { errorTypeMap } from '@pothos/plugin-errors';
import type { GraphQLFieldResolver } from 'graphql';

/** Begins the audit of a mutation. @returns a function to call at its end, with the error if it failed */
export type Audit = (mutation: string) => (error?: unknown) => void;

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      audit: AuditPlugin<Types>;
    }
    export interface SchemaBuilderOptions<Types extends SchemaTypes> {
      /** The audit of a request. */
      audit?: (context: Types['Context']) => Audit;
    }
  }
}

/**
 * Audits the mutations. It wraps the validation of the arguments too, so that rejected arguments are also audited. It must
 * come before the errors plugin, which turns errors into results.
 */
class AuditPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapArgMappers(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object> | undefined,
    { kind }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> | undefined {
    const { audit } = this.builder.options;
    if (!audit || !resolve || kind !== 'Mutation') return resolve;
    return async (source, args, context, info) => {
      const end = audit(context)(info.fieldName);
      try {
        const result: unknown = await resolve(source, args, context, info);
        end(isFailure(result) ? result : undefined);
        return result;
      } catch (error) {
        end(error);
        throw error;
      }
    };
  }
}

/** Whether a result is an error that the errors plugin caught. */
const isFailure = (result: unknown) => typeof result === 'object' && result !== null && errorTypeMap.has(result);

const pluginName = 'audit';
SchemaBuilder.registerPlugin(pluginName, AuditPlugin);
export default pluginName;
