import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  type Source,
  type SourceLocation,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Plugin } from 'graphql-yoga';
import { isDeferred } from './defer.ts';
import { type Named, PerOperation } from './per-operation.ts';

/** How often an operation was asked for, then what it was compiled to; null where it cannot be. */
type State = number | CompiledQuery | null;

/**
 * Compiles operations that come again and again to functions (graphql-jit), which execute them some four times faster than
 * the interpreter. Answers and errors are the same; what cannot be compiled is interpreted as ever.
 */
export class Compiler {
  readonly #after: number;
  readonly #states = new PerOperation<State>();

  /** @param after how often an operation is interpreted first: a document that comes once is not worth compiling */
  constructor(after: number) {
    this.#after = after;
  }

  #use(args: ExecutionArgs): CompiledQuery | null {
    const state = this.#states.get(args) ?? 0;
    const next = typeof state !== 'number' ? state : state < this.#after ? state + 1 : compile(args);
    if (next !== state) this.#states.set(args, next);
    return typeof next === 'number' ? null : next;
  }

  /** An operation compiled; null as long as, or because, it is interpreted. */
  compiled(operation: Named): CompiledQuery | null {
    const state = this.#states.get(operation);
    return typeof state === 'object' ? state : null;
  }

  /** Has Yoga execute what is compiled. */
  plugin(): Plugin {
    return {
      onExecute: ({ args, setExecuteFn }) => {
        const compiled = this.#use(args);
        if (compiled) setExecuteFn((given: ExecutionArgs) => refusal(given) ?? run(compiled, given));
      },
    };
  }
}

function compile({ schema, document, operationName }: ExecutionArgs): CompiledQuery | null {
  if (isDeferred(document)) return null;
  const compiled = compileQuery(schema, document, operationName ?? '');
  return isCompiledQuery(compiled) ? compiled : null;
}

/** What is answered to variables that do not fit. graphql-js says what fits: graphql-jit does not know `@oneOf`. */
export function refusal({
  schema,
  document,
  operationName,
  variableValues,
}: ExecutionArgs): ExecutionResult | undefined {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions;
  if (!definitions || definitions.length === 0) return undefined;
  const { errors } = getVariableValues(schema, definitions, variableValues ?? {});
  return errors && { errors };
}

/** Executes a compiled operation, whose variables fit. */
export async function run(compiled: CompiledQuery, args: ExecutionArgs): Promise<ExecutionResult> {
  const { document, rootValue, contextValue, variableValues } = args;
  const result = await compiled.query(rootValue, contextValue, variableValues);
  if (!result.errors) return result;
  for (const { path } of result.errors) restoreItem(result.data, path ?? []);
  // Errors come first, as the specification advises (GraphQL, §7.1).
  return { errors: result.errors.map((error) => withSource(error, document.loc?.source)), data: result.data };
}
/** Puts the null back that stands for an item of a list which failed late: graphql-jit cuts the list there. */
function restoreItem(data: unknown, path: readonly (string | number)[]): void {
  let place = data;
  for (const key of path) {
    if (typeof place !== 'object' || place === null) return;
    if (Array.isArray(place) && typeof key === 'number') while (place.length <= key) place.push(null);
    place = (place as Record<string | number, unknown>)[key];
  }
}

/** graphql-jit's errors know their lines and columns, but not the source that graphql-js tells them from. */
function withSource(error: GraphQLError, source: Source | undefined): GraphQLError {
  const { message, locations, path, originalError, extensions } = error;
  const positions = source && locations?.map((location) => positionOf(source, location));
  return new GraphQLError(message, { source, positions, path, originalError, extensions });
}

function positionOf({ body }: Source, { line, column }: SourceLocation): number {
  const lines = [0, ...body.matchAll(/\r\n|[\n\r]/g).map(({ index, 0: end }) => index + end.length)];
  return (lines[line - 1] ?? 0) + column - 1;
}
