import { type ExecutionArgs, getOperationAST, OperationTypeNode } from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import type { GraphQLParams } from 'graphql-yoga';
import type { Concern } from './concerns.ts';
import type { Compiler } from './jit.ts';
import { textCache } from './text-cache.ts';

/** What is the same in every execution of an operation. */
export interface PreparedOperation {
  readonly args: Pick<ExecutionArgs, 'schema' | 'document' | 'operationName'>;
  readonly isQuery: boolean;
  /** Null as long as it is interpreted. */
  readonly compiled: CompiledQuery | null;
}

/**
 * Operations that Yoga has executed: found in the store of persisted documents where one was named, parsed, and valid by
 * every rule and limit. All of that depends on what was sent besides the variables, and so holds when it is sent again.
 */
export class PreparedOperations {
  readonly #operations = textCache<PreparedOperation>();
  readonly #compiler: Compiler;

  constructor(compiler: Compiler) {
    this.#compiler = compiler;
  }

  find(identity: string): PreparedOperation | undefined {
    return this.#operations.get(identity);
  }

  /** Learns what is executed. */
  readonly concern: Concern = ({ schema, document, operationName, contextValue: { identity } }) => {
    if (identity === undefined || this.find(identity)?.compiled) return undefined;
    const args = { schema, document, operationName };
    return (result) => {
      this.#operations.set(identity, {
        args,
        isQuery: getOperationAST(document, operationName)?.operation === OperationTypeNode.QUERY,
        compiled: this.#compiler.compiled(args),
      });
      return result;
    };
  };
}

/** All that was sent of an operation besides its variables. */
export function identityOf({ variables: _, ...rest }: GraphQLParams): string {
  return JSON.stringify(rest);
}
