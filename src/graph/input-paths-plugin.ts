import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { placeIssues } from './input-paths.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      inputPaths: InputPathsPlugin<Types>;
    }
  }
}

/**
 * Gives the issues of a mutation, and of a query that names other arguments than the platform, the paths of the input. It
 * must come after the errors plugin, which turns errors into results.
 */
class InputPathsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { kind, extensions }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (kind !== 'Mutation' && extensions?.inputNames === undefined) return resolve;
    return async (source, args, context, info) => {
      try {
        return await resolve(source, args, context, info);
      } catch (error) {
        placeIssues(error, info, 'input' in args ? args.input : args);
        throw error;
      }
    };
  }
}

const pluginName = 'inputPaths';
SchemaBuilder.registerPlugin(pluginName, InputPathsPlugin);
export default pluginName;
