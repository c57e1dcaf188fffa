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
 * An error of a field, with the properties of a `GraphQLError` but cheaper to make: `GraphQLError` captures a stack trace
 * and counts the lines of the document each time, and an answer may hold an error for every field of every row.
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
   * The error that makes a value of the answer null, equal to that of `locatedError` in graphql-js.
   * @param failure what was thrown
   * @param at the location in the document and the path in the answer, unless the failure has its own
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

  /** An error at the same path with another message, and without the original error. */
  rewritten(message: string, extensions: GraphQLErrorExtensions): FieldError {
    const { nodes, locations, path } = this;
    return new FieldError({ message, nodes, locations, path, extensions });
  }

  toJSON(): GraphQLFormattedError {
    const { message, locations, path, extensions } = this;
    return { message, locations, path, ...(Object.keys(extensions).length > 0 && { extensions }) };
  }
}
