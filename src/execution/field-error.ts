import {
  type ASTNode,
  GraphQLError,
  type GraphQLErrorExtensions,
  type GraphQLFormattedError,
  type SourceLocation,
} from 'graphql';

interface Details {
  readonly message: string;
  readonly nodes: readonly ASTNode[] | undefined;
  readonly locations: readonly SourceLocation[] | undefined;
  readonly path: readonly (string | number)[];
  readonly originalError?: Error;
  readonly extensions: GraphQLErrorExtensions;
}

/**
 * An error of a field. It is to its readers what a `GraphQLError` is, which takes a trace of the stack and counts the lines
 * of the document whenever one is made: an answer may hold one for every field of every row.
 */
export class FieldError implements GraphQLError {
  readonly name = 'GraphQLError';
  readonly message: string;
  readonly nodes: readonly ASTNode[] | undefined;
  readonly locations: readonly SourceLocation[] | undefined;
  readonly path: readonly (string | number)[];
  readonly originalError: Error | undefined;
  readonly extensions: GraphQLErrorExtensions;
  readonly source = undefined;
  readonly positions = undefined;
  readonly [Symbol.toStringTag] = 'FieldError';

  constructor({ message, nodes, locations, path, originalError, extensions }: Details) {
    this.message = message;
    this.nodes = nodes;
    this.locations = locations;
    this.path = path;
    this.originalError = originalError;
    this.extensions = extensions;
  }

  /**
   * What makes a place of the answer null, as graphql-js tells it (`locatedError`).
   * @param failure what was thrown
   * @param at where in the document and the answer, unless the failure itself says where
   */
  static at(failure: unknown, at: Pick<Details, 'nodes' | 'locations' | 'path'>): FieldError {
    const originalError =
      failure instanceof Error ? failure : new Error('What was thrown is no error.', { cause: failure });
    const { message } = originalError;
    if (!(originalError instanceof GraphQLError))
      return new FieldError({ ...at, message, originalError, extensions: {} });
    const { nodes, locations, path = at.path, extensions } = originalError;
    return new FieldError({ ...at, ...(nodes && { nodes, locations }), path, message, originalError, extensions });
  }

  /** The same place with another message, and nothing of what was thrown. */
  rewritten(message: string, extensions: GraphQLErrorExtensions): FieldError {
    const { nodes, locations, path } = this;
    return new FieldError({ message, nodes, locations, path, extensions });
  }

  toJSON(): GraphQLFormattedError {
    const { message, locations, path, extensions } = this;
    return { message, locations, path, ...(Object.keys(extensions).length > 0 && { extensions }) };
  }
}
